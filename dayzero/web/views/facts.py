"""Recorded facts as rows: known words, never free text; pure.

Left out are reasons of corrections, sources of half-lives and whatever else a person wrote
in their own words. A drug's name is shown as it was recorded: without it nobody can check.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dayzero.web.views.when import Clock, When
from models.chart.facts import StepMark
from models.moments import read_span
from models.protocol.vocabulary import WordKind
from models.records.store import FactLine
from wording.lexicon import called
from wording.voice import Voice

Document = Mapping[str, Any]
FIELDS: Mapping[str, tuple[str, ...]] = {
    "step": ("state",),
    "drug": ("dose", "purpose", "route"),
    "radiotherapy": ("field",),
    "test": ("result", "specimen"),
    "event": (),
    "measurement": ("value", "unit"),
    "finding": ("present",),
}
"""What is said of each kind beside its name; of words, only known ones."""

_WORDS = frozenset(WordKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact.

    Attributes:
        corrected_by: the fact that stands in its place; empty while it holds.
    """

    id: str
    kind: str
    what: str
    when: str
    recorded: When
    by: str
    corrected_by: str


def fact_rows(lines: Iterable[FactLine], clock: Clock) -> list[FactRow]:
    """The facts, newest first."""
    facts = list(lines)
    corrected = {line.corrects: line.fact for line in facts if line.corrects is not None}
    return [
        FactRow(
            id=line.fact,
            kind=clock.words.record.kinds[str(line.document["kind"])],
            what=say_fact(line.document, clock),
            when=say_fact_times(line.document, clock),
            recorded=clock.instant(line.recorded_at),
            by=line.recorded_by,
            corrected_by=corrected.get(line.fact, ""),
        )
        for line in reversed(facts)
    ]


def say_fact(fact: Document, clock: Clock) -> str:
    """`dasatinib, 100 mg/day, bridging, oral`."""
    kind, voice = str(fact["kind"]), clock.voice
    details = filter(None, (_detail(fact, name, voice, clock) for name in FIELDS[kind]))
    return clock.words.common.listed.join((_name(fact, kind, voice, clock), *details))


def say_fact_times(fact: Document, clock: Clock) -> str:
    """When it was, as precisely as it was recorded."""
    says = clock.words.record
    at, first, last = (_time(fact, name, clock) for name in ("at", "first", "last"))
    if fact.get("ongoing"):
        parts = [says.first.format(first=first) if first else "", says.ongoing]
        return clock.words.common.listed.join(filter(None, parts))
    if first and last:
        return says.first_last.format(first=first, last=last)
    if last:
        return says.last.format(last=last)
    return at or (says.first.format(first=first) if first else "")


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
        case _:
            return called(WordKind(kind), str(fact[kind]), voice)


def _detail(fact: Document, name: str, voice: Voice, clock: Clock) -> str:
    value, says = fact.get(name), clock.words.record
    if name == "state":
        return says.states[StepMark(str(value))]
    if name == "present":
        return says.unknown if value is None else says.yes if value else says.no
    if name in _WORDS and name != "unit":
        word = voice.protocol.word(WordKind(name), str(value))
        return "" if word is None else voice.text(word.titles)
    if isinstance(value, Mapping):
        dose, times = f"{value['value']} {value['unit']}", value.get("times_per_day")
        return says.times_a_day.format(dose=dose, times=times) if times else dose
    return "" if value is None else str(value)


def _time(fact: Document, name: str, clock: Clock) -> str:
    value = fact.get(name)
    return "" if value is None else clock.span(read_span(str(value), clock.zone)).text


def ongoing_courses(document: Document, clock: Clock) -> Iterator[tuple[str, str]]:
    """The drugs that are still being given: fact and words."""
    facts = document["facts"]
    corrected = {fact.get("corrects") for fact in facts}
    for fact in facts:
        if fact["kind"] == "drug" and fact.get("ongoing") and fact["id"] not in corrected:
            times = say_fact_times(fact, clock)
            yield fact["id"], f"{fact['id']}: {say_fact(fact, clock)} ({times})"
