"""What a recorded fact is called; with its id where a sentence cites it."""

from models.chart.catalogue.drugs import load_catalogue
from models.protocol.vocabulary import WordKind
from models.reasons.recorded import (
    DrugGiven,
    EventHappened,
    Exposed,
    FindingSaid,
    Irradiated,
    StepRecorded,
    TestTaken,
    ValueMeasured,
)
from wording.lexicon import called
from wording.saying import say, says
from wording.sentences import told
from wording.voice import Voice

_TOPIC = "recorded"


@says(DrugGiven)
def drug_given(reason: DrugGiven, voice: Voice) -> str:
    """In the reader's language; a name that the catalogue lacks as it was written."""
    if reason.drug is None:
        return told(voice, _TOPIC, "unknown_drug", name=reason.written)
    return drug_name(reason.drug, voice)


def drug_name(drug: str, voice: Voice) -> str:
    """A drug of the catalogue, by its id; the id itself where the catalogue lost it."""
    known = load_catalogue().by_id.get(drug)
    return drug if known is None else voice.text(known.called)


@says(Irradiated)
def irradiated(reason: Irradiated, voice: Voice) -> str:
    """`radiotherapy (CNS)`."""
    if reason.field is None:
        return told(voice, _TOPIC, "irradiated.unknown")
    return told(voice, _TOPIC, "irradiated", field=called(WordKind.FIELD, reason.field, voice))


@says(EventHappened)
def event_happened(reason: EventHappened, voice: Voice) -> str:
    """`DVT`."""
    return called(WordKind.EVENT, reason.event, voice)


@says(FindingSaid)
def finding_said(reason: FindingSaid, voice: Voice) -> str:
    """`HBsAg positive`."""
    return called(WordKind.FINDING, reason.finding, voice)


@says(TestTaken)
def test_taken(reason: TestTaken, voice: Voice) -> str:
    """`CD19 test of 2026-01-01 (f3)`."""
    return told(
        voice,
        _TOPIC,
        "test_taken",
        test=called(WordKind.TEST, reason.test, voice),
        at=voice.when(reason.at),
        fact=reason.fact,
    )


def with_fact(reason: Exposed | FindingSaid, voice: Voice) -> str:
    """`imatinib (f1)`."""
    return told(voice, _TOPIC, "with_fact", name=say(reason, voice), fact=reason.fact)


@says(ValueMeasured)
def value_measured(reason: ValueMeasured, voice: Voice) -> str:
    """`LVEF`."""
    return called(WordKind.MEASURE, reason.measure, voice)


@says(StepRecorded)
def step_recorded(reason: StepRecorded, voice: Voice) -> str:
    """By the protocol's title."""
    return voice.step(reason.step)
