"""What the rules of a site say: order of time, working days, free slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from wording.filled import Keys, part


@part("pages", "rules")
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One language; every text names its own blanks.

    Attributes:
        about: by rule; the other rules have their words in the protocol.
    """

    about: Annotated[Mapping[str, str], Keys((NOW, WORKING_DAYS, FREE_SLOTS))]
