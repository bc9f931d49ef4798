"""A recorded fact as a reason refers to it."""

from models.chart.catalogue.drug import Drug
from models.chart.catalogue.drugs import load_catalogue
from models.chart.facts import (
    DrugFact,
    EventFact,
    Fact,
    FindingFact,
    MeasurementFact,
    RadiotherapyFact,
    StepFact,
    TestFact,
)
from models.reasons.recorded import (
    DrugGiven,
    EventHappened,
    FindingSaid,
    Irradiated,
    Recorded,
    StepRecorded,
    TestTaken,
    ValueMeasured,
)


def recorded(fact: Fact) -> Recorded:
    """Any fact of a chart."""
    match fact:
        case DrugFact():
            return given(fact, load_catalogue().find(fact.drug))
        case RadiotherapyFact():
            return irradiated(fact)
        case EventFact():
            return happened(fact)
        case StepFact():
            return StepRecorded(fact=fact.id, step=fact.step)
        case _:
            return _looked_at(fact)


def _looked_at(fact: TestFact | MeasurementFact | FindingFact) -> Recorded:
    match fact:
        case TestFact():
            return TestTaken(fact=fact.id, test=fact.test, at=fact.at)
        case MeasurementFact():
            return ValueMeasured(fact=fact.id, measure=fact.measure)
        case FindingFact():
            return FindingSaid(fact=fact.id, finding=fact.finding)


def given(fact: DrugFact, drug: Drug | None) -> DrugGiven:
    """A drug as it was written down, with what the catalogue knows it as."""
    return DrugGiven(fact=fact.id, written=fact.drug, drug=drug.id if drug else None)


def irradiated(fact: RadiotherapyFact) -> Irradiated:
    """Radiotherapy, by its field."""
    return Irradiated(fact=fact.id, field=fact.field)


def happened(fact: EventFact) -> EventHappened:
    """An event of the history."""
    return EventHappened(fact=fact.id, event=fact.event)
