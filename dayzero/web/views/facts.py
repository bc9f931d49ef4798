"""Recorded facts in words: known ones, never free text; pure.

Left out are reasons of corrections, sources of half-lives and whatever else a person wrote
in their own words. A drug's name is shown as it was recorded: without it nobody can check.
"""

from collections.abc import Mapping
from typing import Any

from dayzero.web.views.when import Clock
from models.chart.corrections.changes import RetractionFact
from models.chart.corrections.constants import ConstantFact
from models.chart.facts import StepMark
from models.protocol.vocabulary import WordKind
from models.recorded_dates import goes_on, read_recorded
from wording.lexicon import called
from wording.lexicon.units import printed
from wording.voice import Voice

Document = Mapping[str, Any]
FIELDS: Mapping[str, tuple[str, ...]] = {
    "step": ("state",),
    "drug": ("dose", "purpose", "route", "cumulative_mg_m2", "other_trial"),
    "radiotherapy": ("field",),
    "test": ("result", "specimen", "reported"),
    "event": ("severity",),
    "measurement": ("value", "unit", "uln", "llod"),
    "finding": ("present",),
    "constant": ("value",),
    "retraction": (),
}
"""What is said of each kind beside its name; of words, only known ones."""

_WORDS = frozenset(WordKind)


def say_fact(fact: Document, clock: Clock) -> str:
    """`dasatinib, 100 mg/day, bridging, oral`."""
    kind, voice = str(fact["kind"]), clock.voice
    details = filter(None, (_detail(fact, name, voice, clock) for name in FIELDS[kind]))
    return clock.words.common.listed.join((_name(fact, kind, voice, clock), *details))


def say_whole_fact(fact: Document, clock: Clock) -> str:
    """The same with its times, as a person would point at it."""
    said = filter(None, (say_fact(fact, clock), say_fact_times(fact, clock)))
    return clock.words.common.listed.join(said)


def say_fact_times(fact: Document, clock: Clock) -> str:
    """When it was, as precisely as it was recorded."""
    says = clock.words.record
    at, first = (_time(fact, name, clock) for name in ("at", "first"))
    if is_ongoing(fact):
        parts = [says.first.format(first=first) if first else "", says.ongoing]
        return clock.words.common.listed.join(filter(None, parts))
    last = _time(fact, "last", clock)
    if first and last and _is_one_time(fact, "first", clock) and _is_one_time(fact, "last", clock):
        return says.first_last.format(first=first, last=last)
    began = says.first.format(first=first) if first else ""
    ended = says.last.format(last=last) if last else ""
    return clock.words.common.listed.join(filter(None, (at, began, ended)))


def _is_one_time(fact: Document, name: str, clock: Clock) -> bool:
    """Whether it was on one day or at one minute, and not between two."""
    span = read_recorded(str(fact[name]), clock.zone)
    return bool(clock.span(span).machine)


def is_ongoing(fact: Document) -> bool:
    """Whether a course is still being given."""
    return bool(fact.get("ongoing")) or goes_on(fact.get("last"))


def _name(fact: Document, kind: str, voice: Voice, clock: Clock) -> str:
    match kind:
        case "step":
            return voice.step(str(fact["step"]))
        case "drug":
            return str(fact["drug"])
        case "radiotherapy":
            return clock.words.record.kinds[kind]
        case "measurement":
            return called(WordKind.MEASURE, str(fact["measure"]), voice)
        case ConstantFact.kind | RetractionFact.kind:
            return _name_of_change(fact, kind, clock)
        case _:
            return called(WordKind(kind), str(fact[kind]), voice)


def _name_of_change(fact: Document, kind: str, clock: Clock) -> str:
    says = clock.words.record
    if kind == ConstantFact.kind:
        return says.constants[str(fact["constant"])]
    return says.takes_back.format(fact=fact["corrects"])


def _detail(fact: Document, name: str, voice: Voice, clock: Clock) -> str:
    value = fact.get(name)
    if fact["kind"] == ConstantFact.kind:
        return _constant(value, clock)
    if name == "present":
        return _yes_or_no(value, clock)
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _dose(value, clock) if name == "dose" else _other_trial(value, clock)
    return _word(fact, name, voice, clock)


def _word(fact: Document, name: str, voice: Voice, clock: Clock) -> str:
    value, says = str(fact[name]), clock.words.record
    if name == "state":
        return says.states[StepMark(value)]
    if name == "reported":
        return says.reported.format(when=_time(fact, name, clock))
    if name in says.figures:
        return says.figures[name].format(value=value)
    if name in _WORDS and name != "unit":
        word = voice.protocol.lexicon.word(WordKind(name), value)
        return "" if word is None else voice.text(word.titles)
    return printed(value) if name == "unit" else value


def _dose(value: Document, clock: Clock) -> str:
    dose, times = f"{value['value']} {printed(value['unit'])}", value.get("times_per_day")
    return clock.words.record.times_a_day.format(dose=dose, times=times) if times else dose


def _other_trial(value: Document, clock: Clock) -> str:
    """Whose drug it is, and what is known of it; where it was read is free text."""
    says, hours = clock.words.record, value.get("half_life_hours")
    marketed = _yes_or_no(value.get("marketed"), clock)
    known = says.half_life.format(hours=hours) if hours else ""
    return clock.words.common.listed.join(
        filter(None, (says.other_trial.format(marketed=marketed), known))
    )


def _constant(value: object, clock: Clock) -> str:
    if value is None or isinstance(value, bool):
        return _yes_or_no(value, clock)
    return clock.words.record.sexes.get(str(value), str(value))


def _yes_or_no(value: object, clock: Clock) -> str:
    says = clock.words.record
    return says.unknown if value is None else says.yes if value else says.no


def _time(fact: Document, name: str, clock: Clock) -> str:
    value = fact.get(name)
    return "" if value is None else clock.span(read_recorded(str(value), clock.zone)).text
