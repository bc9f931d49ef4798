"""What would mend a conflict: another date, a deviation, a look at what is recorded."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.alerts.repeating import AskWhetherToRepeat
from models.reasons.nested import AnyReason
from models.reasons.reason import Instant, Reason


class MoveStep(Reason):
    """Give a step another date, and whatever must move together with it.

    Attributes:
        since: the booking that it moves from; None where it has none.
        to: the nearest minute that would do.
        whole_day: it has a day alone, as the booking had; `to` is the first minute of it.
        with_it: the other steps of the same move, each without others of its own.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    since: Span | None
    to: Instant
    whole_day: bool = False
    with_it: tuple["MoveStep", ...] = ()
    kind: Literal["move_step"] = "move_step"

    @property
    def moves(self) -> tuple["MoveStep", ...]:
        """Every step that moves, this one first."""
        return (self, *self.with_it)


class MoveStepOnOrAfter(Reason):
    """Give a step another date: from `to` on its rule would hold.

    Only records of before have it: what was not tried is not offered any more.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    since: Span | None
    to: Instant
    kind: Literal["move_step_on_or_after"] = "move_step_on_or_after"


class HoldAsDeviation(Reason):
    """Hold a step after its window, as a documented deviation; `closes` ends that window."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Instant
    closes: Instant
    kind: Literal["hold_as_deviation"] = "hold_as_deviation"


class CheckFact(Reason):
    """A recorded fact may be wrong."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    named: AnyReason
    kind: Literal["check_fact"] = "check_fact"


class RecordEnd(Reason):
    """A drug or radiotherapy has no last day, known or planned."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    named: AnyReason
    kind: Literal["record_end"] = "record_end"


class AnyOf(Reason):
    """Several things of which each would do, those that hurt least first."""

    discloses: ClassVar = Disclosure.NOTHING
    ways: tuple[AnyReason, ...]
    kind: Literal["any_of"] = "any_of"


class AllOf(Reason):
    """Several things, of which each is to be done."""

    discloses: ClassVar = Disclosure.NOTHING
    asks: tuple[AnyReason, ...]
    kind: Literal["all_of"] = "all_of"


Mending = MoveStep | HoldAsDeviation | CheckFact | RecordEnd | AskWhetherToRepeat
Moving = Mending | MoveStepOnOrAfter | AnyOf | AllOf
