"""Forms into facts: the same reading and refusals as at the command line; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import Options, fact_from, with_offset
from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.moments import DAY
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.desk import TypedFlaw
from models.reasons.refusals.fields import FieldFlaw
from models.recorded_dates import goes_on
from models.records.store import fact_of

Document = Mapping[str, Any]
Fact = dict[str, Any]
CHOSEN = (
    WordKind.TEST,
    WordKind.RESULT,
    WordKind.SPECIMEN,
    WordKind.PURPOSE,
    WordKind.ROUTE,
)
"""Fields in which one of the known words is chosen, all of them offered."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One form.

    Attributes:
        fields: in the order of the page.
        needed: those that nothing can be recorded without.
        make: the fact that a filled form says.
    """

    fields: tuple[str, ...]
    needed: frozenset[str]
    make: Callable[[Form, Document, ZoneInfo], Fact]


def fact_of_form(kind: str, form: Form, document: Document, zone: ZoneInfo) -> Fact:
    """The fact that a form says.

    Raises:
        InputRefused: if a field that is needed is empty, or is not what it must be; paths are
            the form's fields.
    """
    recording = RECORDINGS[kind]
    empty = [
        name for name in recording.fields if name in recording.needed and not _said(name, form)
    ]
    if empty:
        raise InputRefused(Fault(name, FieldFlaw.EMPTY_ON_FORM) for name in empty)
    return recording.make(form, document, zone)


_INSIDE = frozenset({"dose.times_per_day"})  # fields of a fact's part that a form has beside it


def field_of(path: str, form: Form) -> str:
    """Which field of a form a fault of a fact is about; `form` where it is about none."""
    name = path.rpartition(".")[2] if path in _INSIDE else path.partition(".")[0]
    if name in {"at", "last", "first"}:
        return "partly" if form.get("partly") else "day"
    return name if any(name in one.fields for one in RECORDINGS.values()) else "form"


def _said(name: str, form: Form) -> str:
    """What a field says; a day that was not chosen may be written as far as it is known."""
    return form.get(name) or (form.get("partly", "") if name == "day" else "")


def _time(form: Form) -> str:
    """A day, or an instant on the site's clock where the time is known.

    Raises:
        InputRefused: if the day is chosen, and written as well; or if there is a time and no
            whole day.
    """
    if form.get("day") and form.get("partly"):
        raise InputRefused([Fault("partly", TypedFlaw.ONE_DAY_OF_TWO)])
    day = _said("day", form)
    if form.get("clock") and not DAY.fullmatch(day):
        raise InputRefused([Fault("clock", TypedFlaw.TIME_WITHOUT_ITS_DAY)])
    return f"{day}T{form['clock']}" if form.get("clock") else day


def _step(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    return fact_from("step", [form["step"], form["state"]], Options(at=_time(form)), zone)


def _test(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(
        at=_time(form),
        specimen=form.get("specimen") or None,
        reported=form.get("reported") or None,
    )
    return fact_from("test", [form["test"], form["result"]], options, zone)


def _drug(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    day = _time(form)
    unending = goes_on(day)
    ongoing = unending or form.get("ongoing") == "yes"
    if not ongoing and not day:
        raise InputRefused([Fault("day", TypedFlaw.LAST_DAY_NEEDED)])
    options = Options(
        last=None if ongoing else day,
        first=day if ongoing and day and not unending else None,
        ongoing=ongoing,
        purpose=form.get("purpose") or None,
        route=form.get("route") or None,
        dose=form.get("dose") or None,
        times_per_day=form.get("times_per_day") or None,
    )
    return fact_from("drug", [form["drug"]], options, zone)


def _stop(form: Form, document: Document, zone: ZoneInfo) -> Fact:
    """The recorded course with its end in it, as a correction of the one that had none."""
    course = fact_of(document, form["fact"])
    kept = {name: course[name] for name in course if name not in {"id", "ongoing"}}
    last = with_offset("last", _time(form), zone)
    return {**kept, "last": last, "corrects": form["fact"], "reason": form["reason"]}


RECORDINGS: Mapping[str, Recording] = {
    "step": Recording(
        ("step", "state", "day", "clock", "partly"), frozenset({"step", "state", "day"}), _step
    ),
    "test": Recording(
        ("test", "result", "day", "clock", "partly", "specimen", "reported"),
        frozenset({"test", "result", "day"}),
        _test,
    ),
    "stop": Recording(
        ("fact", "day", "clock", "partly", "reason"), frozenset({"fact", "day", "reason"}), _stop
    ),
    "drug": Recording(
        (
            "drug",
            "dose",
            "times_per_day",
            "route",
            "purpose",
            "day",
            "clock",
            "partly",
            "ongoing",
        ),
        frozenset({"drug"}),
        _drug,
    ),
}
