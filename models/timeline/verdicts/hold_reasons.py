"""Records by which a hold stands, as typed facts."""

from models.chart.facts import FindingFact, MeasurementFact, TestFact
from models.reasons.path.holds import (
    FindingNoted,
    HoldRecorded,
    HoldStands,
    ResultNoted,
    ValueNoted,
)
from models.reasons.recorded import FindingSaid, TestTaken, ValueMeasured
from models.reasons.stated import stated
from models.timeline.history.hold_records import HoldFact
from models.timeline.history.holds import StandingHold
from models.timeline.windows.case import Case


def hold_stands(standing: StandingHold, case: Case) -> HoldStands:
    """Why a hold stands, and the first step that must wait for it."""
    step = next(iter(standing.steps), None)
    return HoldStands(
        stated=stated(standing.hold),
        records=tuple(map(noted, standing.facts)),
        step=step,
        at=None if step is None else case.recorded[step].at,
    )


def noted(fact: HoldFact) -> HoldRecorded:
    """One record by which a hold stands."""
    match fact:
        case TestFact():
            taken = TestTaken(fact=fact.id, test=fact.test, at=fact.at)
            return ResultNoted(sample=taken, result=fact.result)
        case FindingFact():
            said = FindingSaid(fact=fact.id, finding=fact.finding)
            return FindingNoted(named=said, present=bool(fact.present), at=fact.at)
        case MeasurementFact():
            return value_noted(fact)


def value_noted(fact: MeasurementFact) -> ValueNoted:
    """One measured value, in the unit in which it was recorded."""
    measured = ValueMeasured(fact=fact.id, measure=fact.measure)
    return ValueNoted(named=measured, value=fact.value, unit=fact.unit, at=fact.at)
