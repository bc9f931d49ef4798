"""The report as a page in each language: `docs/safety/report.md`, `report.zh.md`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from safety.outcome import Outcome, Row
from safety.pages import Words, other_languages, words_of
from safety.report.made import Report
from safety.report.parts import NOT_RUN, PARTS, state_of

NAME: Final = "report"
HERE: Final = Path(__file__).parent
STATES: Final = ("passed", "failed", "skipped", NOT_RUN)


def page(report: Report, language: str) -> str:
    """The whole page, as Markdown."""
    words = words_of(HERE, language)
    lines = [*_head(report, words, language), *_overview(report, words)]
    for part in PARTS:
        lines += _section(part, report.parts.get(part), words, language)
    return "\n".join(lines) + "\n"


def _head(report: Report, words: Words, language: str) -> Iterator[str]:
    said = words["report"]
    yield f"# {said['title']}\n"
    yield f"{other_languages(NAME, HERE, language)}\n"
    yield f"{said['intro']}\n"
    commit = said["changed_tree"] if report.changed else said["commit"]
    yield f"{commit.format(commit=report.commit, day=report.day)}\n"
    yield f"{said['models'].format(models=report.models)}\n"


def _overview(report: Report, words: Words) -> Iterator[str]:
    """How each part ended, and by name those that show nothing."""
    said, states = words["report"], [state_of(report.parts.get(part)) for part in PARTS]
    counted = {state: states.count(state) for state in STATES}
    yield f"## {said['overview']}\n"
    yield f"{said['ended'].format(all=len(PARTS), **counted)}\n"
    for state in ("failed", "skipped", NOT_RUN):
        named = [
            words["parts"][p]["title"] for p, s in zip(PARTS, states, strict=True) if s == state
        ]
        if named:
            yield f"- {words['states'][state]}{said['colon']}{said['between'].join(named)}"
    yield f"\n| {said['part']} | {said['state']} | {said['found']} | {said['minutes']} |"
    yield "| --- | --- | --- | --- |"
    for part in PARTS:
        yield _row(part, report.parts.get(part), words)


def _row(part: str, outcome: Outcome | None, words: Words) -> str:
    told = words["parts"][part]
    minutes = f"{outcome.seconds / 60:.1f}" if outcome else "–"
    cells = (told["title"], _state(outcome, words), _short(told, outcome), minutes)
    return f"| {' | '.join(cells)} |"


def _short(told: Words, outcome: Outcome | None) -> str:
    """The numbers that matter most; nothing where the part did not come so far."""
    try:
        return str(told["short"]).format_map(outcome.counts) if outcome else "–"
    except KeyError:
        return "–"


def _state(outcome: Outcome | None, words: Words) -> str:
    said: str = words["states"][state_of(outcome)]
    partly = outcome is not None and not outcome.whole
    return f"{said} {words['report']['samples']}" if partly else said


def _section(part: str, outcome: Outcome | None, words: Words, language: str) -> Iterator[str]:
    told, said = words["parts"][part], words["report"]
    yield f"\n## {told['title']}{said['colon']}{_state(outcome, words)}\n"
    yield told["about"]
    if outcome is not None:
        yield from _details(outcome, told, said, language)


def _details(outcome: Outcome, told: Words, said: Words, language: str) -> Iterator[str]:
    counts = told.get("counts", {})
    yield from ("",) if outcome.counts else ()
    for name, number in outcome.counts.items():
        yield f"- {counts.get(name, f'`{name}`')}{said['colon']}{number:,}"
    for name, rows in outcome.tables.items():
        yield from _table(told["tables"][name], rows, told, language)
    if outcome.why:
        yield f"\n{said['why']}\n"
        yield from (f"- `{line}`" for line in outcome.why)


def _table(table: Words, rows: tuple[Row, ...], told: Words, language: str) -> Iterator[str]:
    yield f"\n### {table['title']}\n"
    if not rows:
        yield f"{table['empty']}"
        return
    columns: Mapping[str, str] = table["columns"]
    yield f"| {' | '.join(columns.values())} |"
    yield "|---" * len(columns) + "|"
    for row in rows:
        cells = (_cell(row.get(each), table, told, language) for each in columns)
        yield f"| {' | '.join(cells)} |"


def _cell(value: Any, table: Words, told: Words, language: str) -> str:
    """A number, a text in the page's language, a word of the page, or code as it stands."""
    match value:
        case None:
            return str(table["missing"])
        case int() | float():
            return f"{value:,}"
        case Mapping():
            return _escaped(str(value[language]))
        case _:
            said = told.get("values", {}).get(value)
            return str(said) if said else f"`{_escaped(str(value))}`"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
