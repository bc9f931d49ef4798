"""A recorded exposure as a reason refers to it."""

from models.chart.drugs import Drug
from models.chart.facts import DrugFact, EventFact, RadiotherapyFact
from models.reasons.recorded import DrugGiven, EventHappened, Irradiated


def given(fact: DrugFact, drug: Drug | None) -> DrugGiven:
    """A drug as it was written down, with what the catalogue knows it as."""
    return DrugGiven(fact=fact.id, written=fact.drug, drug=drug.id if drug else None)


def irradiated(fact: RadiotherapyFact) -> Irradiated:
    """Radiotherapy, by its field."""
    return Irradiated(fact=fact.id, field=fact.field)


def happened(fact: EventFact) -> EventHappened:
    """An event of the history."""
    return EventHappened(fact=fact.id, event=fact.event)
