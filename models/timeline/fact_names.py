"""What a recorded fact is called in a sentence; an unknown drug as it was written down."""

from models.chart.drugs import load_catalogue
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
from models.protocol import Protocol
from models.reasons.recorded import EventHappened, Exposed, Irradiated
from models.said import Said
from models.timeline.chinese.words import EVENTS, FINDINGS, MEASURES, TESTS, irradiated_zh
from models.timeline.exposures.exposed import given, happened, irradiated
from models.timeline.words import in_words, say_test


def named(fact: Fact, protocol: Protocol) -> Said:
    """A fact in a few words, without its id."""
    match fact:
        case DrugFact() | RadiotherapyFact() | EventFact():
            return name_of(_exposed(fact))
        case TestFact(test=test):
            return Said(say_test(test), TESTS.get(test, test))
        case StepFact(step=step):
            known = protocol.step_by_id[step]
            return Said.of(known.titles)
        case _:
            return _titled(fact, protocol)


def _titled(fact: MeasurementFact | FindingFact, protocol: Protocol) -> Said:
    name = fact.measure if isinstance(fact, MeasurementFact) else fact.finding
    known = protocol.measure_by_id.get(name) or protocol.finding_by_id.get(name)
    if known is not None:
        return Said.of(known.titles)
    return Said(in_words(name), (MEASURES | FINDINGS).get(name, in_words(name)))


def _exposed(fact: DrugFact | RadiotherapyFact | EventFact) -> Exposed:
    if isinstance(fact, DrugFact):
        return given(fact, load_catalogue().find(fact.drug))
    return irradiated(fact) if isinstance(fact, RadiotherapyFact) else happened(fact)


def name_of(exposed: Exposed) -> Said:
    """The drug, the irradiated field or the event."""
    if isinstance(exposed, EventHappened):
        event = exposed.event
        return Said(in_words(event), EVENTS.get(event, in_words(event)))
    if isinstance(exposed, Irradiated):
        field = exposed.field
        return Said(f"radiotherapy ({_FIELDS.get(field, field)})", irradiated_zh(field))
    if exposed.drug is None:
        return Said(f"“{exposed.written}”", f"“{exposed.written}”")
    return Said.of(load_catalogue().by_id[exposed.drug].called)


def goes_on(fact: Fact) -> bool:
    """True of a drug or radiotherapy without a last day, known or planned."""
    return isinstance(fact, DrugFact | RadiotherapyFact) and fact.last is None


_FIELDS = {
    "non_cns": "not of the CNS",
    "cns": "CNS",
    "mediastinal": "mediastinal",
    "total_body": "total body",
    None: "field not recorded",
}
