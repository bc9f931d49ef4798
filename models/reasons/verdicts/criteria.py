"""Why a criterion of values, findings, intervals or age holds, does not, or cannot be told."""

from fractions import Fraction
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.facts import Facts
from models.reasons.questions.results import ValuesAsked
from models.reasons.questions.times import BirthDayAsked, IntervalAsked, StepDayAsked
from models.reasons.reason import Reason
from models.reasons.recorded import EventHappened
from models.reasons.stated import Stated


class ValueOnRecord(Reason):
    """A value as it counts.

    Attributes:
        about: the id of the measure.
        fact: None of a weight or an age that the chart's own head says.
        unit: as it was written down; None where it was worked out, in the measure's own unit.
    """

    discloses: ClassVar = Disclosure.RESULT
    about: str
    fact: str | None
    at: Span
    value: Fraction
    unit: str | None
    kind: Literal["value_on_record"] = "value_on_record"


class FindingOnRecord(Reason):
    """A finding as it counts; None is "not known"."""

    discloses: ClassVar = Disclosure.RESULT
    about: str
    fact: str
    at: Span
    present: bool | None
    kind: Literal["finding_on_record"] = "finding_on_record"


OnRecord = ValueOnRecord | FindingOnRecord


class _OfCriterion(Facts):
    """A criterion that no date can keep or break."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated


class ConditionJudged(_OfCriterion, Reason):
    """A criterion of values and findings.

    Attributes:
        allows: whether it lets the subject into the trial; None where nobody can tell.
        recorded: what decides it.
        asks: what would settle it, where nobody can tell.
    """

    allows: bool | None
    recorded: tuple[OnRecord, ...]
    asks: ValuesAsked | None
    kind: Literal["condition_judged"] = "condition_judged"


class ConditionUnrecorded(_OfCriterion, Reason):
    """Nothing is recorded that it reads."""

    kind: Literal["condition_unrecorded"] = "condition_unrecorded"


class IntervalJudged(_OfCriterion, Reason):
    """The time between two recorded events.

    Attributes:
        allows: whether it lets the subject into the trial; None where nobody can tell.
        began, ended: when the first event was, and what ended the interval.
    """

    allows: bool | None
    event: EventHappened
    began: Span
    ended: Span
    asks: IntervalAsked | None
    kind: Literal["interval_judged"] = "interval_judged"


class IntervalMeasured(_OfCriterion, Reason):
    """A recorded measurement settles an interval, whatever its dates are.

    Attributes:
        at_least: the limit that it reached, as the protocol writes it.
    """

    measure: str
    at_least: str
    kind: Literal["interval_measured"] = "interval_measured"


class IntervalUnrecorded(_OfCriterion, Reason):
    """The dates of an interval are not recorded."""

    kind: Literal["interval_unrecorded"] = "interval_unrecorded"


class AgeJudged(_OfCriterion, Reason):
    """The age at a step, in completed years.

    Attributes:
        from_years, to_years: what is allowed, both included.
        allows: None where a day decides that is not known: of the step, or of birth.
    """

    step: str
    from_years: int
    to_years: int
    allows: bool | None
    asks: StepDayAsked | BirthDayAsked | None
    kind: Literal["age_judged"] = "age_judged"


class AgeUnrecorded(_OfCriterion, Reason):
    """No birth date is recorded, or the step has no date."""

    step: str
    from_years: int
    to_years: int
    kind: Literal["age_unrecorded"] = "age_unrecorded"


CriterionReason = (
    ConditionJudged
    | ConditionUnrecorded
    | IntervalJudged
    | IntervalMeasured
    | IntervalUnrecorded
    | AgeJudged
    | AgeUnrecorded
)
