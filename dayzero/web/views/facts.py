"""Recorded facts as rows: the words of the contract, never free text; pure.

Left out are reasons of corrections, sources of half-lives and whatever else a person wrote
in their own words. A drug's name is shown as it was recorded: without it nobody can check.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dayzero.web.views.steps import plan_titles
from dayzero.web.views.when import Clock, When
from models.chart.changes import Changes, changes_in
from models.chart.constants import ConstantFact
from models.protocol import Protocol
from models.recorded_dates import goes_on, read_recorded
from models.records.store import FactLine
from models.timeline.results import Plan
from models.timeline.words import in_words

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
"""What is said of each kind beside its name; of a word, only those that the contract lists."""

LISTED = frozenset({"state", "purpose", "route", "field", "result", "specimen"})


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


def fact_rows(lines: Iterable[FactLine], titles: Mapping[str, str], clock: Clock) -> list[FactRow]:
    """The facts, newest first."""
    facts = list(lines)
    changes = changes_in(line.document for line in facts)
    return [
        FactRow(
            id=line.fact,
            kind=clock.words.record.kinds[str(line.document["kind"])],
            what=say_fact(line.document, titles, clock),
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


def fact_titles(plan: Plan, protocol: Protocol, clock: Clock) -> dict[str, str]:
    """What steps, measures and findings are called, by their ids in a chart."""
    recorded = (*protocol.measure, *protocol.finding)
    return {one.id: clock.said(one.title, one.title_zh) for one in recorded} | plan_titles(
        plan, clock
    )


def say_fact(fact: Document, titles: Mapping[str, str], clock: Clock) -> str:
    """`dasatinib, 100 mg/day, bridging, oral`."""
    kind = str(fact["kind"])
    details = filter(None, (_detail(fact, name, clock) for name in FIELDS[kind]))
    return clock.words.common.listed.join((_name(fact, kind, titles, clock), *details))


def say_fact_times(fact: Document, clock: Clock) -> str:
    """When it was, as precisely as it was recorded."""
    says = clock.words.record
    at, first = (_time(fact, name, clock) for name in ("at", "first"))
    if _goes_on(fact):
        parts = [says.first.format(first=first) if first else "", says.ongoing]
        return clock.words.common.listed.join(filter(None, parts))
    last = _time(fact, "last", clock)
    if first and last:
        return says.first_last.format(first=first, last=last)
    if last:
        return says.last.format(last=last)
    return at or (says.first.format(first=first) if first else "")


def _goes_on(fact: Document) -> bool:
    return bool(fact.get("ongoing")) or goes_on(fact.get("last"))


def _name(fact: Document, kind: str, titles: Mapping[str, str], clock: Clock) -> str:
    values, kinds = clock.words.record.values, clock.words.record.kinds
    match kind:
        case "step" | "measurement" | "finding":
            name = str(fact["measure" if kind == "measurement" else kind])
            return titles.get(name, name.replace("_", " "))
        case "drug":
            return str(fact["drug"])
        case "test":
            return values.get(str(fact["test"]), str(fact["test"]))
        case "radiotherapy":
            return kinds[kind]
        case "event":
            event = str(fact["event"])
            return clock.words.record.events.get(event, in_words(event))
        case _:
            return _name_of_change(fact, kind, clock)


def _name_of_change(fact: Document, kind: str, clock: Clock) -> str:
    says = clock.words.record
    if kind == ConstantFact.kind:
        return says.constants[str(fact["constant"])]
    return says.takes_back.format(fact=fact["corrects"])


def _detail(fact: Document, name: str, clock: Clock) -> str:
    value, says = fact.get(name), clock.words.record
    if name in LISTED:
        return says.values.get(str(value), "")
    if name == "present" or fact.get("constant") == "childbearing_potential":
        return says.unknown if value is None else says.yes if value else says.no
    if name == "reported":
        return says.reported.format(when=_time(fact, name, clock)) if value else ""
    if fact["kind"] == "constant":
        return says.values.get(str(value), str(value))
    if isinstance(value, Mapping):
        return f"{value['value']} {value['unit']}"
    return "" if value is None else str(value)


def _time(fact: Document, name: str, clock: Clock) -> str:
    value = fact.get(name)
    return "" if value is None else clock.span(read_recorded(str(value), clock.zone)).text


def ongoing_courses(
    document: Document, titles: Mapping[str, str], clock: Clock
) -> Iterator[tuple[str, str]]:
    """The drugs that are still being given: fact and words."""
    facts = document["facts"]
    changes = changes_in(facts)
    for fact in facts:
        if fact["kind"] == "drug" and _goes_on(fact) and changes.counts(fact["id"]):
            times = say_fact_times(fact, clock)
            yield fact["id"], f"{fact['id']}: {say_fact(fact, titles, clock)} ({times})"
