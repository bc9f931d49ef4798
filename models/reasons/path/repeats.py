"""Why a step is held again."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.source import Source
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Reason


class HeldAgain(Reason):
    """A step that was held at `at`, by `fact`, is repeated; the rule's own words say why."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span | None
    fact: str | None
    rule: NamedRule
    source: Source
    site_default: bool
    kind: Literal["held_again"] = "held_again"


class ProductLost(Reason):
    """What a step made was lost, so that it is held again.

    Attributes:
        lost, lost_at, lost_by: the step that was missed, when, and by which fact.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span | None
    fact: str | None
    lost: str
    lost_at: Span
    lost_by: str
    rule: NamedRule
    source: Source
    site_default: bool
    kind: Literal["product_lost"] = "product_lost"
