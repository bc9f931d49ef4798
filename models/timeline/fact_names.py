"""What a recorded fact is called in a sentence; a drug as it was written down."""

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
from models.said import Said
from models.timeline.chinese.words import FINDINGS, MEASURES, STEPS, TESTS, name_zh
from models.timeline.words import in_words, say_test


def named(fact: Fact) -> Said:
    """A fact in a few words, without its id."""
    match fact:
        case DrugFact() | RadiotherapyFact() | EventFact():
            return Said(name_of_exposure(fact), name_zh(fact))
        case TestFact(test=test):
            return Said(say_test(test), TESTS.get(test, test))
        case MeasurementFact(measure=measure):
            return Said(in_words(measure), MEASURES.get(measure, in_words(measure)))
        case FindingFact(finding=finding):
            return Said(in_words(finding), FINDINGS.get(finding, in_words(finding)))
        case StepFact(step=step):
            return Said(in_words(step), STEPS.get(step, in_words(step)))


def name_of_exposure(fact: DrugFact | RadiotherapyFact | EventFact) -> str:
    """The drug, the irradiated field or the event."""
    if isinstance(fact, DrugFact):
        return fact.drug
    if isinstance(fact, RadiotherapyFact):
        return f"radiotherapy ({_FIELDS.get(fact.field, fact.field)})"
    return in_words(fact.event)


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
