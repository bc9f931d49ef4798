"""Who recorded what and when, as a table for a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.table import Table

from dayzero.terminal.prose import Prose
from models.chart.facts import StepMark
from models.moments import to_minute
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.records.store import FactLine
from models.timeline.results import Plan
from wording.lexicon import called
from wording.terminal import TerminalWords
from wording.voice import Voice

_SAID_ELSEWHERE = {"id", "kind", "corrects", "reason"}
_WORDS = frozenset(WordKind)


def facts_table(
    lines: Iterable[FactLine], plan: Plan, protocol: Protocol, words: TerminalWords
) -> Table:
    """One row for each fact, with who recorded it and when, corrected ones dimmed."""
    facts, says = list(lines), words.facts
    corrected = {line.corrects: line.fact for line in facts if line.corrects is not None}
    voice = Voice(language=words.language, zone=plan.zone, protocol=protocol)
    table = _empty(says.columns)
    for line in facts:
        by, kind = corrected.get(line.fact), str(line.document["kind"])
        table.add_row(
            line.fact,
            says.kinds.get(kind, kind),
            Prose(_what(line.document, voice, words)),
            voice.minute(to_minute(line.recorded_at)),
            line.recorded_by,
            Prose(says.corrected.format(fact=by) if by else _correction(line, words)),
            style="dim" if by else None,
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


def _what(fact: Mapping[str, Any], voice: Voice, words: TerminalWords) -> str:
    said = (
        _field(name, value, voice, words)
        for name, value in fact.items()
        if name not in _SAID_ELSEWHERE
    )
    return words.facts.listed.join(said)


def _field(name: str, value: object, voice: Voice, words: TerminalWords) -> str:
    template = words.facts.fields.get(name, f"{name} {{value}}")
    return template.format(value=_said(name, value, voice, words))


def _said(name: str, value: object, voice: Voice, words: TerminalWords) -> str:
    """A value in words where there are any; a drug as it was recorded, or nobody can check it."""
    if isinstance(value, dict):
        return " ".join(
            words.facts.inside.get(part, "{value}").format(value=_said(part, inner, voice, words))
            for part, inner in value.items()
        )
    if isinstance(value, bool):
        return words.facts.yes if value else words.facts.no
    if value is None:
        return words.facts.unknown
    if name == "step":
        return voice.step(str(value))
    if name == "state":
        return words.facts.states[StepMark(str(value))]
    return called(WordKind(name), str(value), voice) if name in _WORDS else str(value)


def _correction(line: FactLine, words: TerminalWords) -> str:
    if line.corrects is None:
        return ""
    return words.facts.corrects.format(fact=line.corrects, reason=line.reason)
