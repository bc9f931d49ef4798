"""What a plan asks for, at a terminal: each cause once, and what keeps lymphodepletion waiting."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dayzero.terminal.prose import Prose
from models.alerting.deadlines import is_past
from models.moments import Minute
from models.timeline.results import Alert, Gate, Missing, Plan
from models.timeline.values import Severity
from pictures.told_once import other_ways, untold
from wording.alerts.first_line import first_line, line_of_missing, says_by_when
from wording.saying import say
from wording.sentences import inside, without_stop
from wording.terminal import TerminalWords
from wording.voice import Voice

SEVERITY_STYLE = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def columns(*, words: int) -> Table:
    """A table without lines: so many columns of words that stay whole, then one of prose."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    for _ in range(words):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def alerts_table(plan: Plan, voice: Voice, words: TerminalWords) -> Table:
    """What is to be done first, then by when; what is only to be known comes last, and dim."""
    table = columns(words=1)
    for alert in sorted(plan.alerts, key=lambda one: one.asks_nothing):
        severity = Text(words.plan.severities[alert.severity], SEVERITY_STYLE[alert.severity])
        dim = "dim" if alert.asks_nothing else None
        table.add_row(severity, Prose(_line(alert, plan, voice, words)), style=dim)
        for other in _others(alert, plan, voice, words):
            table.add_row("", Prose(other, style="dim"))
    return table


def _line(alert: Alert, plan: Plan, voice: Voice, words: TerminalWords) -> str:
    """What to do, and by when; nothing of a deadline that has passed: nobody can act by it."""
    line = first_line(alert, voice)
    if alert.deadline is None or says_by_when(alert):
        return line
    if is_past(alert.deadline, plan.zone, plan.as_of):
        return line
    return _by(line, alert.deadline, voice, words)


def _others(alert: Alert, plan: Plan, voice: Voice, words: TerminalWords) -> Iterator[str]:
    for repair in other_ways(alert, plan):
        yield words.plan.otherwise.format(way=inside(say(repair.reason, voice)))


def _by(line: str, deadline: Minute, voice: Voice, words: TerminalWords) -> str:
    text = without_stop(line, voice)
    return words.plan.missing_by.format(text=text, by=voice.by(deadline))


def gate_block(plan: Plan, gate: Gate, voice: Voice, words: TerminalWords) -> RenderableType:
    """What must be settled before the step from which there is no way back.

    What an alert tells already is counted; all else is one line for each thing.
    """
    says, title, left = words.plan, voice.step(gate.step), untold(plan)
    heading = says.gate.format(title=title)
    if gate.deadline is not None:
        heading = says.gate_by.format(title=title, when=voice.minute(gate.deadline))
    told = len(gate.missing) - len(left)
    lines = [says.gate_told.of(told)] if told else []
    lines += [f"• {_missing(item, voice, words)}" for item in left]
    return Panel(Prose("\n".join(lines) or says.gate_open), title=heading)


def _missing(item: Missing, voice: Voice, words: TerminalWords) -> str:
    line = line_of_missing(item, voice)
    return line if item.deadline is None else _by(line, item.deadline, voice, words)
