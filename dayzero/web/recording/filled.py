"""A fact on record as the form that would say it again; pure."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import PRESENT, with_offset
from dayzero.web.recording.courses import OTHER_TRIAL
from dayzero.web.recording.recording import REASON, Document, Recording
from models.errors import InputRefused
from models.recorded_dates import goes_on

_ANSWERS = {value: word for word, value in PRESENT.items()}
_MINUTE_LENGTH = len("2026-03-09T10:00")


def filled(fact: Document, recording: Recording, zone: ZoneInfo) -> dict[str, str]:
    """What each field says; the reason is that of the correction, so it is empty."""
    names = [name for name in recording.fields if name != REASON]
    plain = {name: fact[name] for name in names if isinstance(fact.get(name), str)}
    answers = {name: _ANSWERS[fact[name]] for name in _answered(fact) if name in names}
    every = {**plain, **answers, **_times(fact, zone), **_course(fact)}
    return {name: every[name] for name in names if name in every}


def _answered(fact: Document) -> Iterator[str]:
    """The fields that say yes, no or that nobody knows."""
    for name in ("present", "value"):
        if name in fact and not isinstance(fact[name], str):
            yield name


def _times(fact: Document, zone: ZoneInfo) -> dict[str, str]:
    at, first = fact.get("at", fact.get("last")), str(fact.get("first", ""))
    said = {"first_day": first}
    return said if at is None or goes_on(at) else said | {"day": _time(str(at), zone)}


def _time(text: str, zone: ZoneInfo) -> str:
    """A time as the site's clock shows it; a day, an hour and whatever else stay as written."""
    if len(text) < _MINUTE_LENGTH:
        return text
    local = text[:_MINUTE_LENGTH]
    try:
        shown = with_offset("at", local, zone) == text
    except InputRefused:  # the site's clocks showed that time twice: its offset tells which
        shown = False
    return local.replace("T", " ") if shown else text


def _course(fact: Document) -> dict[str, str]:
    """What a course has beside its days: its parts stand in fields of their own."""
    ongoing = fact.get("ongoing") or goes_on(fact.get("last"))
    dose: Mapping[str, str] = fact.get("dose") or {}
    trial: Mapping[str, Any] = fact.get("other_trial") or {}
    said = {"ongoing": "yes" if ongoing else ""}
    if dose:
        said["dose"] = f"{dose['value']} {dose['unit']}"
        said["times_per_day"] = dose.get("times_per_day", "")
    if "marketed" in trial:
        said["marketed"] = _ANSWERS[trial["marketed"]]
    return said | {name: str(trial[name]) for name in OTHER_TRIAL if trial.get(name)}
