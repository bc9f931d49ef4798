"""How the channels of the routing are listed at a terminal, and what a test message says."""

from dataclasses import dataclass
from typing import Annotated

from wording.catalogue import Counted
from wording.filled import From, part


@part("terminal", "channels")
@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWords:
    """One language; every text names its own blanks.

    Attributes:
        columns: above the columns: channel, address, readers.
        listed: between two readers.
        on_duty, covered, uncovered: who is on by the rota, and who covers for whom.
        imported: what an imported rota has, and where it is kept.
        test_title, test_text: what the receiver of a test reads.
        taken: that a test was received.
    """

    columns: tuple[str, str, str]
    is_set: str
    in_block: str
    not_set: str
    listed: Annotated[str, From("pages", "common.listed")]
    on_duty: str
    covered: str
    uncovered: str
    imported: Counted
    test_title: str
    test_text: str
    taken: str
