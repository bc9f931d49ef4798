"""Who recorded what and when, as a table for a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.table import Table

from dayzero.terminal.prose import Prose
from models.chart.changes import Changes, RetractionFact, changes_in
from models.moments import to_minute
from models.protocol import Protocol
from models.records.store import FactLine
from models.timeline.results import Plan
from models.timeline.words import say_minute
from wording.language import ENGLISH
from wording.terminal import TerminalWords

_SAID_ELSEWHERE = {"id", "kind", "corrects", "reason"}
_AS_RECORDED = {"drug"}  # without the name that was recorded nobody can check it


def facts_table(
    lines: Iterable[FactLine], plan: Plan, protocol: Protocol, words: TerminalWords
) -> Table:
    """One row for each fact, with who recorded it and when; what does not count is dimmed."""
    facts, says = list(lines), words.facts
    changes = changes_in(line.document for line in facts)
    names = _names(protocol, words)
    table = _empty(says.columns)
    for line in facts:
        gone, kind = _gone(line.fact, changes, words), str(line.document["kind"])
        table.add_row(
            line.fact,
            says.kinds.get(kind, kind),
            Prose(_what(line.document, names, words)),
            say_minute(to_minute(line.recorded_at), plan.zone),
            line.recorded_by,
            Prose(gone or _why(line, words)),
            style="dim" if gone else None,
        )
    return table


def _empty(columns: tuple[str, str, str, str, str, str]) -> Table:
    fact, kind, what, recorded, by, note = columns
    table = Table(fact, kind, box=box.SIMPLE_HEAD)
    table.add_column(what, overflow="fold")  # a cut date would be another date
    table.add_column(recorded, no_wrap=True)
    table.add_column(by)
    table.add_column(note)
    return table


def _names(protocol: Protocol, words: TerminalWords) -> Mapping[str, str]:
    """What the protocol and the contract name, in the words of people who read no English."""
    if words.language == ENGLISH:
        return {}
    by_id = (protocol.step_by_id, protocol.measure_by_id, protocol.finding_by_id)
    titles = {
        name: words.said(one.title, one.title_zh) for each in by_id for name, one in each.items()
    }
    says = words.facts
    return {**says.choices, **says.events, **says.constants, **says.others, **titles}


def _what(fact: Mapping[str, Any], names: Mapping[str, str], words: TerminalWords) -> str:
    said = (
        _field(name, value, {} if name in _AS_RECORDED else names, words)
        for name, value in fact.items()
        if name not in _SAID_ELSEWHERE
    )
    return words.facts.listed.join(said)


def _field(name: str, value: object, names: Mapping[str, str], words: TerminalWords) -> str:
    template = words.facts.fields.get(name, f"{name} {{value}}")
    return template.format(value=_said(value, names, words))


def _said(value: object, names: Mapping[str, str], words: TerminalWords) -> str:
    if isinstance(value, dict):
        return " ".join(
            words.facts.inside.get(name, "{value}").format(value=_said(part, names, words))
            for name, part in value.items()
        )
    if isinstance(value, bool):
        return words.facts.yes if value else words.facts.no
    return words.facts.unknown if value is None else names.get(str(value), str(value))


def _gone(fact: str, changes: Changes, words: TerminalWords) -> str:
    """That it counts no more, and by which fact; empty while it holds."""
    if by := changes.void_by(fact):
        return words.facts.taken_back.format(fact=by)
    by = changes.corrected_by(fact)
    return words.facts.corrected.format(fact=by) if by else ""


def _why(line: FactLine, words: TerminalWords) -> str:
    """The reason, of what it corrects or takes back, or of itself."""
    if line.corrects is None:
        return line.reason or ""
    takes_back = line.document["kind"] == RetractionFact.kind
    says = words.facts.takes_back if takes_back else words.facts.corrects
    return says.format(fact=line.corrects, reason=line.reason)
