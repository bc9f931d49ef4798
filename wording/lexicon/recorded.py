"""What a recorded fact is called; with its id where a sentence cites it."""

from models.chart.drugs import load_catalogue
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
from wording import lexicon
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
    field = lexicon.field(reason.field, voice.language)
    return told(voice, _TOPIC, "irradiated", field=field)


@says(EventHappened)
def event_happened(reason: EventHappened, voice: Voice) -> str:
    """`DVT`."""
    return lexicon.event(reason.event, voice.language)


@says(FindingSaid)
def finding_said(reason: FindingSaid, voice: Voice) -> str:
    """By the protocol's own title, where a condition reads it."""
    return finding_title(reason.finding, voice)


@says(TestTaken)
def test_taken(reason: TestTaken, voice: Voice) -> str:
    """`CD19 test of 2026-01-01 (f3)`."""
    return told(
        voice,
        _TOPIC,
        "test_taken",
        test=lexicon.test(reason.test, voice.language),
        at=voice.when(reason.at),
        fact=reason.fact,
    )


def with_fact(reason: Exposed | FindingSaid, voice: Voice) -> str:
    """`imatinib (f1)`."""
    return told(voice, _TOPIC, "with_fact", name=say(reason, voice), fact=reason.fact)


def finding_title(finding: str, voice: Voice) -> str:
    """The protocol's title of a finding, else the lexicon's name."""
    known = voice.protocol.finding_by_id.get(finding)
    if known is None:
        return lexicon.finding(finding, voice.language)
    return voice.text(known.titles)


def measure_title(measure: str, voice: Voice) -> str:
    """The protocol's title of a measure, else the lexicon's name."""
    known = voice.protocol.measure_by_id.get(measure)
    if known is None:
        return lexicon.measure(measure, voice.language)
    return voice.text(known.titles)


@says(ValueMeasured)
def value_measured(reason: ValueMeasured, voice: Voice) -> str:
    """`LVEF`."""
    return measure_title(reason.measure, voice)


@says(StepRecorded)
def step_recorded(reason: StepRecorded, voice: Voice) -> str:
    """By the protocol's title."""
    return voice.step(reason.step)
