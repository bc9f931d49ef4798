"""Who recorded what and when, as a table for a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.table import Table

from dayzero.terminal.prose import Prose
from models.chart.corrections.changes import Changes, RetractionFact, changes_in
from models.chart.facts import StepMark
from models.moments import to_minute
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.recorded_dates import goes_on
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
    """One row for each fact, with who recorded it and when; what does not count is dimmed."""
    facts, says = list(lines), words.facts
    changes = changes_in(line.document for line in facts)
    voice = Voice(language=words.language, zone=plan.zone, protocol=protocol)
    table = _empty(says.columns)
    for line in facts:
        gone, kind = _gone(line.fact, changes, words), str(line.document["kind"])
        table.add_row(
            line.fact,
            says.kinds.get(kind, kind),
            Prose(fact_said(line.document, voice, words)),
            voice.minute(to_minute(line.recorded_at)),
            line.recorded_by,
            Prose(says.listed.join(filter(None, (gone, _why(line, words))))),
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


def fact_said(fact: Mapping[str, Any], voice: Voice, words: TerminalWords) -> str:
    """What a fact says, in one line, without its kind."""
    said = (
        _field(name, value, voice, words)
        for name, value in fact.items()
        if name not in _SAID_ELSEWHERE
    )
    return words.facts.listed.join(said)


def _field(name: str, value: object, voice: Voice, words: TerminalWords) -> str:
    if name == "last" and goes_on(value):
        return _field("ongoing", True, voice, words)
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
    return words.facts.unknown if value is None else _named(name, str(value), voice, words)


def _named(name: str, value: str, voice: Voice, words: TerminalWords) -> str:
    match name:
        case "step":
            return voice.step(value)
        case "state":
            return words.facts.states[StepMark(value)]
        case "constant":
            return words.facts.constants[value]
        case "value":
            return words.facts.sexes.get(value, value)
        case _:
            return called(WordKind(name), value, voice) if name in _WORDS else value


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
