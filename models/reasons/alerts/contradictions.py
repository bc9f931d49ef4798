"""Records that cannot all be true, and bookings that nobody can keep."""

from typing import ClassVar, Literal

from models.chart.facts import StepMark
from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.alerts.records import DoneOn
from models.reasons.path.closed_days import ClosedDay
from models.reasons.reason import Reason
from models.reasons.recorded import Recorded


class RecordedOn(Reason):
    """One of the records, with when it says that something was.

    Attributes:
        mark: what a record of a step claims of it; None of anything else.
    """

    discloses: ClassVar = Disclosure.NOTHING  # what it names says itself what it reveals
    named: Recorded
    at: Span
    mark: StepMark | None = None
    kind: Literal["recorded_on"] = "recorded_on"


class AfterTheEnd(Reason):
    """What is recorded of a time after the path had ended, or booked for one.

    Attributes:
        event, at, fact: what ended it, when, and by which record.
        for_good: the path is never open again.
    """

    discloses: ClassVar = Disclosure.RESULT
    event: str
    at: Span
    fact: str
    for_good: bool
    records: tuple[RecordedOn, ...]
    kind: Literal["after_the_end"] = "after_the_end"


class VisitWithoutDayZero(Reason):
    """A visit that is counted from Day 0, recorded as done when that had not been."""

    discloses: ClassVar = Disclosure.NOTHING
    visits: tuple[RecordedOn, ...]
    day_zero: str
    done: DoneOn | None
    kind: Literal["visit_without_day_zero"] = "visit_without_day_zero"


class DoneWithout(Reason):
    """A step that is recorded as done without one that must come before it."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    later: str
    done: DoneOn
    kind: Literal["done_without"] = "done_without"


class MadeTwice(Reason):
    """A step that was done several times although what it made was not lost."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    times: tuple[DoneOn, ...]
    kind: Literal["made_twice"] = "made_twice"


class ExcludeEachOther(Reason):
    """Records of which only one can be true."""

    discloses: ClassVar = Disclosure.NOTHING
    records: tuple[RecordedOn, ...]
    kind: Literal["exclude_each_other"] = "exclude_each_other"


class MaleOfChildbearingPotential(Reason):
    """The chart's own fields say both; one of them is a slip."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["male_of_childbearing_potential"] = "male_of_childbearing_potential"


class CorrectedByAnotherKind(Reason):
    """A correction on record that is of another kind than what it names; both count.

    Attributes:
        fact: the correction.
        corrects: the record that it names.
    """

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    corrects: str
    kind: Literal["corrected_by_another_kind"] = "corrected_by_another_kind"


class StepToBeHeldAgain(Reason):
    """A step that is to be held again before all else, as the path is open again.

    Attributes:
        event, ended: what had ended the path, and when.
        reopened, fact: since when it is open again, and by which record.
    """

    discloses: ClassVar = Disclosure.RESULT
    step: str
    event: str
    ended: Span
    reopened: Span
    fact: str
    kind: Literal["step_to_be_held_again"] = "step_to_be_held_again"


class BookedWhenClosed(Reason):
    """A booking for a time at which the site does not work, by its calendar."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    why: ClosedDay | None
    kind: Literal["booked_when_closed"] = "booked_when_closed"
