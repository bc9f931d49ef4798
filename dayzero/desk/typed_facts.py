"""A fact as it is typed at a desk, into the JSON that the contract keeps; pure.

`drug dasatinib --last 2026-03-20T09:00 --dose "100 mg/day"` says what a chart's JSON
says in more words. What a fact may not say is not judged here but where every chart is
read, so both ways in are refused for the same reasons.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final, NoReturn
from zoneinfo import ZoneInfo

from models.chart.dosing.units import read_unit, times_in
from models.chart.values import FULL_WIDTH
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import DoseUnread, NotAnAnswer, WordTooMany
from models.reasons.refusals.refusal import FaultReason, shown
from models.reasons.refusals.times import NotATime, TimeSkipped, TimeTwice

WHAT_IS: Final[Mapping[str, tuple[str, ...]]] = {
    "step": ("step", "state"),
    "drug": ("drug",),
    "radiotherapy": ("field",),
    "test": ("test", "result"),
    "event": ("event",),
    "measurement": ("measure", "value"),
    "finding": ("finding", "present"),
    "constant": ("constant", "value"),
    "retraction": ("corrects",),
}
"""For each kind, the fields that the words after it fill."""

PRESENT: Final = {"yes": True, "no": False, "unknown": None}
TIMES: Final = ("at", "first", "last", "reported")
_DOSE = re.compile(r"\s*([0-9.]+)\s*([^\s0-9.,].*?)\s*")
_BETWEEN = re.compile(r"[\s,，]+")
_LOCAL_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What options said; None and False where they were not given."""

    at: str | None = None
    first: str | None = None
    last: str | None = None
    ongoing: bool = False
    purpose: str | None = None
    route: str | None = None
    dose: str | None = None
    times_per_day: str | None = None
    specimen: str | None = None
    severity: str | None = None
    unit: str | None = None
    uln: str | None = None
    llod: str | None = None
    reported: str | None = None
    reason: str | None = None


def fact_from(kind: str, words: list[str], options: Options, zone: ZoneInfo) -> dict[str, Any]:
    """Put words and options into the fields of a fact.

    Raises:
        InputRefused: if a word has no field to go to, or a dose or time is not one.
    """
    names = WHAT_IS.get(kind, ())
    if kind in WHAT_IS and len(words) > len(names):
        _refuse(kind, WordTooMany(names=names, word=shown(words[len(names)])))
    fact: dict[str, Any] = {"kind": kind, **dict(zip(names, words, strict=False))}
    for name in _answers(fact):
        fact[name] = _answered(name, fact[name])
    return fact | fields_from(options, zone)


def fields_from(options: Options, zone: ZoneInfo) -> dict[str, Any]:
    """The fields that options give, without those that were not given.

    Raises:
        InputRefused: if a dose or time is not one.
    """
    given = {field.name: getattr(options, field.name) for field in fields(options)}
    said = {name: value for name, value in given.items() if value not in {None, False}}
    times = said.pop("times_per_day", None)
    if "dose" in said:
        said["dose"] = _dose(said["dose"])
    if times is not None:
        said["dose"] = {**said.get("dose", {}), "times_per_day": times}
    return on_site_clock(said, zone)


def on_site_clock(fact: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """The fact with its instants that lack an offset read on the site's clock.

    Raises:
        InputRefused: if the site's clocks skipped such a time, or showed it twice.
    """
    times = {name: fact[name] for name in TIMES if isinstance(fact.get(name), str)}
    return {**fact, **{name: with_offset(name, text, zone) for name, text in times.items()}}


def with_offset(field: str, text: str, zone: ZoneInfo) -> str:
    """Read an instant without offset on the site's clock; leave anything else as it is.

    Of two with a stroke between them each is read so.

    Raises:
        InputRefused: if there is no such time, or the site's clocks skipped it or showed
            it twice.
    """
    if "/" in text:
        return "/".join(with_offset(field, end, zone) for end in text.split("/"))
    if not _LOCAL_INSTANT.fullmatch(text):
        return text
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        _refuse(field, NotATime(word=text))
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        _refuse(field, TimeSkipped(word=text, zone=zone.key))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        _refuse(field, TimeTwice(word=text, zone=zone.key))
    seconds = "seconds" if local.second else "minutes"
    return local.isoformat(timespec=seconds)


def _dose(text: str) -> dict[str, str]:
    """`75 mg/m2 q12h`: what it comes to once, and how often it was given, where that is said."""
    match = _DOSE.fullmatch(text.translate(FULL_WIDTH))
    if match is None:
        _refuse("dose", DoseUnread(word=shown(text)))
    for gap in _BETWEEN.finditer(match[2]):
        unit, times = match[2][: gap.start()], times_in(match[2][gap.end() :])
        if times is not None and read_unit(unit):
            return {"value": match[1], "unit": unit, "times_per_day": str(times)}
    return {"value": match[1], "unit": match[2]}


def _answers(fact: Mapping[str, Any]) -> Iterator[str]:
    """The fields that say yes or no."""
    if "present" in fact:
        yield "present"
    if fact.get("constant") == "childbearing_potential" and "value" in fact:
        yield "value"


def _answered(field: str, word: str) -> bool | None:
    if word not in PRESENT:
        _refuse(field, NotAnAnswer(word=shown(word)))
    return PRESENT[word]


def _refuse(path: str, reason: FaultReason) -> NoReturn:
    raise InputRefused([Fault(path, reason)])
