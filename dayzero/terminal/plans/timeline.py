"""The timeline as a table: each step with its state and date, and a bar around Day 0.

No step, state or date is ever cut short: where the terminal is too narrow for all, the
bar is left out.
"""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from dayzero.terminal.plans.day_scale import DayScale
from models.moments import Minute
from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from wording.terminal import TerminalWords
from wording.voice import Voice

STATE_STYLE = {
    StepState.DONE: "green",
    StepState.DONE_OUT_OF_WINDOW: "red",
    StepState.BOOKED: "cyan",
    StepState.DUE: "bold yellow",
    StepState.OVERDUE: "bold red",
    StepState.AT_RISK: "bold red",
    StepState.PLANNED: "default",
    StepState.BLOCKED: "bold red",
    StepState.MISSED: "red",
    StepState.CANCELLED: "dim",
    StepState.NOT_APPLICABLE: "dim",
}
_HAPPENED = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW}
_NARROWEST_BAR, _WIDEST_BAR = 16, 80
_MINUTES_PER_DAY = 24 * 60


def timeline_table(plan: Plan, width: int, words: TerminalWords, voice: Voice) -> Table:
    """The table of all steps that concern the subject, for a terminal of this width.

    A step that is held again has a row for each time.
    """
    steps = [
        each
        for step in plan.steps
        if step.state is not StepState.NOT_APPLICABLE
        for each in (*plan.held_before(step.step), step)
    ]
    rows = [_cells(step, plan, words, voice) for step in steps]
    widths = _widths(words.plan.columns, rows)
    day_zero, bar = _day_zero(plan, voice.protocol), width - sum(widths) - len(widths)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for header, taken in zip(words.plan.columns, widths, strict=True):
        table.add_column(header, min_width=min(taken, width), overflow="fold")
    scale = DayScale(min(bar, _WIDEST_BAR))
    drawn = day_zero is not None and bar >= _NARROWEST_BAR
    if drawn:
        table.add_column(scale.ruler(words.plan.marks), no_wrap=True, min_width=scale.columns)
    for step, row in zip(steps, rows, strict=True):
        table.add_row(*row, *([_bar(step, plan, scale, day_zero)] if drawn else []))
    return table


def _widths(headers: Iterable[str], rows: Iterable[tuple[Text, ...]]) -> list[int]:
    shown = [tuple(Text(header) for header in headers), *rows]
    return [max(cell_len(cell.plain) for cell in column) for column in zip(*shown, strict=True)]


def _cells(step: StepOutcome, plan: Plan, words: TerminalWords, voice: Voice) -> tuple[Text, ...]:
    style = "dim" if step.state is StepState.CANCELLED else ""
    state = Text(words.plan.states[step.state], style=STATE_STYLE[step.state])
    title = voice.step(step.step)
    if step.time > 1:
        title = words.plan.again.format(title=title, time=step.time)
    return (
        Text(title, style),
        Text(_day(step), style),
        state,
        Text(_date(step, plan, voice), style),
    )


def _day(step: StepOutcome) -> str:
    """The Day number as people write it: D−5, D0, D+28; nothing for a step without one."""
    if step.day is None:
        return ""
    return f"D{step.day:+d}".replace("-", "−").replace("D+0", "D0")


def _date(step: StepOutcome, plan: Plan, voice: Voice) -> str:
    if step.at is not None:
        return voice.when(step.at)
    suggested = _suggested(step, plan)
    return "" if suggested is None else f"~ {voice.minute(suggested)}"


def _suggested(step: StepOutcome, plan: Plan) -> Minute | None:
    """The planner's date; none for what the end of the subject's path has cancelled."""
    ended = plan.ended is not None and step.state is StepState.CANCELLED
    return None if ended else step.proposed


def _bar(step: StepOutcome, plan: Plan, scale: DayScale, day_zero: Minute | None) -> str:
    if day_zero is None:
        return ""
    at = _days_from(step.at.earliest if step.at else _suggested(step, plan), day_zero)
    # where it could still have been says nothing any more
    if step.state in _HAPPENED or step.no_time_left:
        return scale.bar(None, None, at)
    opens, closes = _days_from(step.opens, day_zero), _days_from(step.closes, day_zero)
    return scale.bar(opens, closes, at)


def _days_from(minute: Minute | None, day_zero: Minute) -> float | None:
    return None if minute is None else (minute - day_zero) / _MINUTES_PER_DAY


def _day_zero(plan: Plan, protocol: Protocol) -> Minute | None:
    step = plan.step(protocol.day_zero)
    return step.at.earliest if step.at else _suggested(step, plan)
