"""A criterion that offers several ways, of which one that holds is enough."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.protocol.source import Source
from models.reasons.reason import Reason


class WaysClosed(Reason):
    """What is recorded closes some of the ways, or all; by the rules' ids, in their order.

    Attributes:
        group: the id that the rules share.
        closed: ways that do not hold.
        open: ways of which that is not known yet; where there are none, the criterion fails.
        source: of the criterion that offers them.
    """

    discloses: ClassVar = Disclosure.RESULT
    group: str
    closed: tuple[str, ...]
    open: tuple[str, ...]
    source: Source
    site_default: bool
    kind: Literal["ways_closed"] = "ways_closed"
