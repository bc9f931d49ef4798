"""The forms of what lasts: drugs, their end, radiotherapy; pure."""

from typing import Final
from zoneinfo import ZoneInfo

from dayzero.desk.correcting import check_correction, own
from dayzero.desk.typed_facts import PRESENT, Options, fact_from, with_offset
from dayzero.web.recording.recording import (
    CORRECTS,
    REASON,
    Document,
    Fact,
    Recording,
)
from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.recorded_dates import goes_on
from models.records.store import fact_of

OTHER_TRIAL: Final = ("half_life_hours", "half_life_source")
_FOLDED: Final = ("cumulative_mg_m2", "marketed", *OTHER_TRIAL, "text")


def _drug(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    first, last, ongoing = _lasted(form)
    options = Options(
        first=first,
        last=last,
        ongoing=ongoing,
        purpose=form.get("purpose") or None,
        route=form.get("route") or None,
        dose=form.get("dose") or None,
        times_per_day=form.get("times_per_day") or None,
    )
    beside = {name: form[name] for name in ("cumulative_mg_m2", "text") if form.get(name)}
    return {**fact_from("drug", [form["drug"]], options, zone), **beside, **_other_trial(form)}


def _radiotherapy(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    first, last, ongoing = _lasted(form)
    options = Options(first=first, last=last, ongoing=ongoing)
    return fact_from("radiotherapy", [form["field"]], options, zone)


def _stop(form: Form, document: Document, zone: ZoneInfo) -> Fact:
    """The recorded course with its end in it, in the place of the one that had none."""
    course = own(fact_of(document, form["fact"]))
    course.pop("ongoing", None)
    ended = {**course, "last": with_offset("last", form["day"], zone)}
    check_correction(document, form["fact"], ended)
    return {**ended, CORRECTS: form["fact"], REASON: form[REASON]}


def _lasted(form: Form) -> tuple[str | None, str | None, bool]:
    """The first and the last day of a course, and whether it goes on.

    Raises:
        InputRefused: if it neither ended nor goes on.
    """
    first, last = form.get("first_day") or None, form.get("day")
    if goes_on(last):
        return first, None, True
    ongoing = form.get("ongoing") == "yes"
    if not last and not ongoing:
        raise InputRefused([Fault("day", TypedFlaw.LAST_DAY_NEEDED)])
    return first, last or None, ongoing


def _other_trial(form: Form) -> Fact:
    """What is known of a drug of another study; nothing where it is of none."""
    known: Fact = {name: form[name] for name in OTHER_TRIAL if form.get(name)}
    if marketed := form.get("marketed"):
        known["marketed"] = PRESENT.get(marketed, marketed)
    return {"other_trial": known} if known else {}


COURSES = {
    "drug": Recording(
        "drug",
        (
            *("drug", "dose", "times_per_day", "route", "purpose"),
            *("first_day", "day", "ongoing", *_FOLDED),
        ),
        frozenset({"drug"}),
        _drug,
        folded=frozenset(_FOLDED),
    ),
    "stop": Recording("drug", ("fact", "day", REASON), frozenset({"fact", "day", REASON}), _stop),
    "radiotherapy": Recording(
        "radiotherapy",
        ("field", "first_day", "day", "ongoing"),
        frozenset({"field"}),
        _radiotherapy,
    ),
}
