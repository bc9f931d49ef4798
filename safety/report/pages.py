"""The report as pages that people read, from the words of one language."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from safety.outcome import Outcome
from safety.report.made import Report
from safety.report.parts import PARTS, state_of

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("en", "zh")
Words = Mapping[str, Any]


def words_of(language: str) -> Words:
    """The catalogue of a language."""
    return tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))


def page(report: Report, words: Words) -> str:
    """The whole page, as Markdown."""
    return "\n".join(_lines(report, words)) + "\n"


def _lines(report: Report, words: Words) -> Iterator[str]:
    said = words["report"]
    yield f"# {said['title']}\n"
    yield f"{said['intro']}\n"
    commit = said["changed_tree"] if report.changed else said["commit"]
    yield f"{commit.format(commit=report.commit)}\n"
    yield f"{said['models'].format(models=report.models)}\n"
    yield f"| {said['part']} | {said['state']} | {said['minutes']} |"
    yield "| --- | --- | --- |"
    for part in PARTS:
        yield _row(part, report.parts.get(part), words)
    for part in PARTS:
        yield from _section(part, report.parts.get(part), words)


def _row(part: str, outcome: Outcome | None, words: Words) -> str:
    minutes = f"{outcome.seconds / 60:.1f}" if outcome else ""
    return f"| {words['parts'][part]['title']} | {_state(outcome, words)} | {minutes} |"


def _state(outcome: Outcome | None, words: Words) -> str:
    said: str = words["states"][state_of(outcome)]
    partly = outcome is not None and not outcome.whole
    return f"{said} {words['report']['samples']}" if partly else said


def _section(part: str, outcome: Outcome | None, words: Words) -> Iterator[str]:
    told = words["parts"][part]
    yield f"\n## {told['title']}: {_state(outcome, words)}\n"
    yield f"{told['about']}\n"
    if outcome is None:
        return
    counts = told.get("counts", {})
    for name, number in outcome.counts.items():
        yield f"- {counts.get(name, f'`{name}`')}: {number:,}"
    for line in outcome.why:
        yield f"- `{line}`"
