"""Recorded facts as rows: known words, never free text; pure.

Left out are reasons of corrections, sources of half-lives and whatever else a person wrote
in their own words. A drug's name is shown as it was recorded: without it nobody can check.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dayzero.web.views.when import Clock, When
from models.chart.corrections.changes import Changes, RetractionFact, changes_in
from models.chart.corrections.constants import ConstantFact
from models.chart.facts import StepMark
from models.protocol.vocabulary import WordKind
from models.recorded_dates import goes_on, read_recorded
from models.records.store import FactLine
from wording.lexicon import called
from wording.lexicon.units import printed
from wording.voice import Voice

Document = Mapping[str, Any]
FIELDS: Mapping[str, tuple[str, ...]] = {
    "step": ("state",),
    "drug": ("dose", "purpose", "route"),
    "radiotherapy": ("field",),
    "test": ("result", "specimen", "reported"),
    "event": (),
    "measurement": ("value", "unit"),
    "finding": ("present",),
    "constant": ("value",),
    "retraction": (),
}
"""What is said of each kind beside its name; of words, only known ones."""

_WORDS = frozenset(WordKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact.

    Attributes:
        note: that it is corrected or taken back, and by which fact; empty while it holds.
    """

    id: str
    kind: str
    what: str
    when: str
    recorded: When
    by: str
    note: str


def fact_rows(lines: Iterable[FactLine], clock: Clock) -> list[FactRow]:
    """The facts, newest first."""
    facts = list(lines)
    changes = changes_in(line.document for line in facts)
    return [
        FactRow(
            id=line.fact,
            kind=clock.words.record.kinds[str(line.document["kind"])],
            what=say_fact(line.document, clock),
            when=say_fact_times(line.document, clock),
            recorded=clock.instant(line.recorded_at),
            by=line.recorded_by,
            note=_note(line.fact, changes, clock),
        )
        for line in reversed(facts)
    ]


def _note(fact: str, changes: Changes, clock: Clock) -> str:
    says = clock.words.subject
    if by := changes.void_by(fact):
        return says.taken_back.format(fact=by)
    by = changes.corrected_by(fact)
    return says.corrected.format(fact=by) if by else ""


def say_fact(fact: Document, clock: Clock) -> str:
    """`dasatinib, 100 mg/day, bridging, oral`."""
    kind, voice = str(fact["kind"]), clock.voice
    details = filter(None, (_detail(fact, name, voice, clock) for name in FIELDS[kind]))
    return clock.words.common.listed.join((_name(fact, kind, voice, clock), *details))


def say_fact_times(fact: Document, clock: Clock) -> str:
    """When it was, as precisely as it was recorded."""
    says = clock.words.record
    at, first = (_time(fact, name, clock) for name in ("at", "first"))
    if _goes_on(fact):
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


def _goes_on(fact: Document) -> bool:
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
        return _dose(value, clock)
    return _word(fact, name, voice, clock)


def _word(fact: Document, name: str, voice: Voice, clock: Clock) -> str:
    value, says = str(fact[name]), clock.words.record
    if name == "state":
        return says.states[StepMark(value)]
    if name == "reported":
        return says.reported.format(when=_time(fact, name, clock))
    if name in _WORDS and name != "unit":
        word = voice.protocol.lexicon.word(WordKind(name), value)
        return "" if word is None else voice.text(word.titles)
    return printed(value) if name == "unit" else value


def _dose(value: Document, clock: Clock) -> str:
    dose, times = f"{value['value']} {printed(value['unit'])}", value.get("times_per_day")
    return clock.words.record.times_a_day.format(dose=dose, times=times) if times else dose


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


def ongoing_courses(document: Document, clock: Clock) -> Iterator[tuple[str, str]]:
    """The drugs that are still being given: fact and words."""
    facts = document["facts"]
    changes = changes_in(facts)
    for fact in facts:
        if fact["kind"] == "drug" and _goes_on(fact) and changes.counts(fact["id"]):
            times = say_fact_times(fact, clock)
            yield fact["id"], f"{fact['id']}: {say_fact(fact, clock)} ({times})"
