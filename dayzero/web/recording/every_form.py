"""Forms into facts: the same reading and refusals as at the command line; pure."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from dayzero.desk.correcting import check_correction
from dayzero.web.recording.constants import CONSTANTS, TAKING_BACK
from dayzero.web.recording.courses import COURSES
from dayzero.web.recording.happenings import HAPPENINGS
from dayzero.web.recording.recording import CORRECTS, REASON, Document, Fact, Recording
from dayzero.web.signing_in.forms import Form
from models.chart.ward_words import meant
from models.errors import Fault, InputRefused
from models.protocol import Protocol
from models.protocol.path import REOPENED
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.fields import FieldFlaw

RECORDINGS: Mapping[str, Recording] = {**HAPPENINGS, **COURSES, **CONSTANTS, **TAKING_BACK}
"""Every form, by its name in an address."""

OFTEN = ("step", "test", "stop", "drug")
SELDOM = tuple(name for name in RECORDINGS if name not in {*OFTEN, *TAKING_BACK})
"""What a subject's page offers at once, and what behind that; a fact is taken back beside it."""


def form_for(fact: Document, protocol: Protocol) -> str:
    """The form in which a fact on record is corrected; the kind of one that has none."""
    if fact["kind"] == "constant":
        return str(fact["constant"])
    if fact["kind"] == "event" and meant(WordKind.EVENT, str(fact["event"]), protocol) == REOPENED:
        return "reopened"
    return str(fact["kind"])


def recording_of(name: str, form: Form) -> Recording:
    """A form by its name; in the place of a fact on record where it names one."""
    recording = RECORDINGS[name]
    if name in TAKING_BACK or not form.get(CORRECTS):
        return recording
    return recording.as_correction()


def fact_of_form(name: str, form: Form, document: Document, zone: ZoneInfo) -> Fact:
    """The fact that a form says.

    Raises:
        InputRefused: if a field that is needed is empty, or is not what it must be; paths are
            the form's fields.
        FactUnknown: if it is about a fact that the chart does not have.
    """
    recording = recording_of(name, form)
    needed = (field for field in recording.fields if field in recording.needed)
    empty = [field for field in needed if not form.get(field)]
    if empty:
        raise InputRefused(Fault(field, FieldFlaw.EMPTY_ON_FORM) for field in empty)
    fact = recording.make(form, document, zone)
    if name in TAKING_BACK or not form.get(CORRECTS):
        return fact
    check_correction(document, form[CORRECTS], fact)
    return {**fact, CORRECTS: form[CORRECTS], REASON: form[REASON]}


def field_of(path: str, recording: Recording) -> str:
    """Which field of a form a fault of a fact is about; `form` where it is about none."""
    whole, part = path.partition(".")[0], path.rpartition(".")[2]
    if whole in {"at", "last"}:
        return "day"
    if whole == "first":
        return "first_day"
    shown = [name for name in (part, whole) if name in recording.fields and name != CORRECTS]
    return shown[0] if shown else "form"
