"""A protocol at a terminal: its path with its windows, then its rules, each with its source."""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table

from dayzero.authoring.outline.outline import Outline, StepRow
from dayzero.terminal.prose import Prose
from wording.terminal.outline import OutlineWords


def outline_tables(outline: Outline, says: OutlineWords) -> Iterator[RenderableType]:
    """All of it, from above to below."""
    yield Prose(outline.heading, style="bold")
    path = Table(says.step, says.day, says.window, box=box.SIMPLE, show_lines=False)
    for step in outline.steps:
        path.add_row(Prose(step.title), step.day, _windows(step, says))
    yield path
    rules = Table(says.rule, says.what, says.source, box=box.SIMPLE)
    for one in outline.rules:
        rules.add_row(one.rule, Prose(one.says), Prose(one.source))
    yield rules


def _windows(step: StepRow, says: OutlineWords) -> Prose:
    rows = step.windows
    told = (says.sourced.format(rule=one.rule, says=one.says, source=one.source) for one in rows)
    return Prose("\n".join(told))
