"""The forms of what happened once, was measured or was found; pure."""

from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import Options, fact_from
from dayzero.web.recording.recording import REASON, Document, Fact, Recording
from dayzero.web.signing_in.forms import Form
from models.chart.facts import StepMark
from models.protocol.path import REOPENED


def _step(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    return fact_from("step", [form["step"], form["state"]], Options(at=form["day"]), zone)


def _failed(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    """A product that failed is one that was not released."""
    words = [form["step"], StepMark.MISSED.value]
    return fact_from("step", words, Options(at=form["day"]), zone)


def _test(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(
        at=form["day"],
        specimen=form.get("specimen") or None,
        reported=form.get("reported") or None,
    )
    return _in_words(form, fact_from("test", [form["test"], form["result"]], options, zone))


def _event(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(at=form["day"], severity=form.get("severity") or None)
    return _in_words(form, fact_from("event", [form["event"]], options, zone))


def _reopened(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(at=form["day"], reason=form[REASON])
    return fact_from("event", [REOPENED], options, zone)


def _measurement(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(
        at=form["day"],
        unit=form["unit"],
        uln=form.get("uln") or None,
        llod=form.get("llod") or None,
    )
    words = [form["measure"], form["value"]]
    return _in_words(form, fact_from("measurement", words, options, zone))


def _finding(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    words = [form["finding"], form["present"]]
    return _in_words(form, fact_from("finding", words, Options(at=form["day"]), zone))


def _in_words(form: Form, fact: Fact) -> Fact:
    """The fact with what was written of something that no rule reads."""
    return {**fact, "text": form["text"]} if form.get("text") else fact


def _form(kind: str, needed: tuple[str, ...], *more: str) -> Recording:
    """A form whose last field is for what no other field can say."""
    makes = {"test": _test, "event": _event, "measurement": _measurement, "finding": _finding}
    fields = (*needed, "day", *more, "text")
    return Recording(
        kind, fields, frozenset({*needed, "day"}), makes[kind], folded=frozenset({"text"})
    )


HAPPENINGS = {
    "step": Recording("step", ("step", "state", "day"), frozenset({"step", "state", "day"}), _step),
    "failed": Recording("step", ("step", "day"), frozenset({"step", "day"}), _failed),
    "test": _form("test", ("test", "result"), "specimen", "reported"),
    "event": _form("event", ("event",), "severity"),
    "reopened": Recording("event", ("day", REASON), frozenset({"day", REASON}), _reopened),
    "measurement": _form("measurement", ("measure", "value", "unit"), "uln", "llod"),
    "finding": _form("finding", ("finding", "present")),
}
