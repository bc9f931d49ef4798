"""The plan for a person at a terminal: what needs action, the timeline, why, the verdicts."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dayzero.terminal.prose import Prose
from dayzero.terminal.reasons import why_day_zero, why_others
from dayzero.terminal.timeline import timeline_table
from models.moments import Minute, local_day
from models.protocol import Protocol
from models.reasons.alerts.bookings import HoldStep
from models.timeline.results import Alert, Conflict, Gate, Missing, Plan, Verdict
from models.timeline.values import Severity, VerdictValue
from pictures.rule_ranges import say_rules
from pictures.verdict_groups import alike, unrecorded
from wording.alerts.first_line import first_line, line_of_missing
from wording.saying import say
from wording.sentences import without_stop
from wording.terminal import TerminalWords
from wording.voice import Voice

SEVERITY_STYLE = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# In the order in which verdicts are listed: what needs action first.
VERDICT_STYLE = {
    VerdictValue.VIOLATION: "bold red",
    VerdictValue.INDETERMINATE: "bold yellow",
    VerdictValue.PENDING: "cyan",
    VerdictValue.MET: "green",
}


def print_plan(plan: Plan, protocol: Protocol, console: Console, words: TerminalWords) -> None:
    """Print one plan; what needs action comes first."""
    today = local_day(plan.as_of, plan.zone)
    voice = Voice(language=words.language, zone=plan.zone, protocol=protocol, dates=today)
    console.print(Group(_headline(plan, words, voice)))
    if plan.alerts:
        console.print(_alerts(plan.alerts, voice, words))
    for earlier in plan.earlier:
        console.print(Group(Prose(say(earlier.reason, voice))))
    for conflict in plan.conflicts:
        console.print(_conflict(conflict, voice, words))
    if plan.gate is not None and plan.gate.deadline is not None:
        console.print(_gate(plan.gate, voice, words))
    console.print()
    console.print(timeline_table(plan, console.width, words, voice))
    console.print()
    for block in (_day_zero(plan, words, voice), _others(plan, words, voice)):
        if block.row_count:
            console.print(block)
            console.print()
    console.print(_verdicts(plan.verdicts, words, voice))
    footer = (Prose(line, style="dim") for line in _footer(plan, words, voice))
    console.print(Group(*footer))


def _headline(plan: Plan, words: TerminalWords, voice: Voice) -> Prose:
    says, moment = words.plan, voice.minute(plan.as_of)
    zone = says.zones.get(plan.zone.key, plan.zone.key)
    text = Prose(says.subject.format(subject=plan.subject, site=plan.site), style="bold")
    as_of = says.as_of.format(protocol=plan.protocol_id, moment=moment, zone=zone)
    text.append(f"  {as_of}", style="dim")
    if plan.ended is not None:
        text.append(f"  {says.closed.format(why=say(plan.ended, voice))}", style="bold")
    elif not plan.feasible:
        text.append(f"  {says.not_feasible}", style="bold red")
    return text


def _columns(*, words: int) -> Table:
    """A table without lines: so many columns of words that stay whole, then one of prose."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    for _ in range(words):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _alerts(alerts: Iterable[Alert], voice: Voice, words: TerminalWords) -> Table:
    """What is to be done first, then by when; what is only to be known comes last, and dim."""
    table = _columns(words=1)
    for alert in sorted(alerts, key=lambda one: one.asks_nothing):
        severity = Text(words.plan.severities[alert.severity], SEVERITY_STYLE[alert.severity])
        line = first_line(alert, voice)
        said = alert.asks_nothing or isinstance(alert.ask, HoldStep)
        if alert.deadline is not None and not said:
            line = _by(line, alert.deadline, voice, words)
        table.add_row(severity, Prose(line), style="dim" if alert.asks_nothing else None)
    return table


def _by(line: str, deadline: Minute, voice: Voice, words: TerminalWords) -> str:
    text = without_stop(line, voice)
    return words.plan.missing_by.format(text=text, when=voice.minute(deadline))


def _conflict(conflict: Conflict, voice: Voice, words: TerminalWords) -> Panel:
    repairs = (f"• {say(repair.reason, voice)}" for repair in conflict.repairs)
    lines = (say(conflict.reason, voice), *repairs)
    return Panel(Prose("\n".join(lines)), title=words.plan.conflict)


def _gate(gate: Gate, voice: Voice, words: TerminalWords) -> Panel:
    """What must be settled before the step from which there is no way back."""
    says, title = words.plan, voice.step(gate.step)
    missing = "\n".join(f"• {_missing(item, voice, words)}" for item in gate.missing)
    heading = says.gate.format(title=title)
    if gate.deadline is not None:
        heading = says.gate_by.format(title=title, when=voice.minute(gate.deadline))
    return Panel(Prose(missing or says.gate_open), title=heading)


def _missing(item: Missing, voice: Voice, words: TerminalWords) -> str:
    line = line_of_missing(item, voice)
    return line if item.deadline is None else _by(line, item.deadline, voice, words)


def _day_zero(plan: Plan, words: TerminalWords, voice: Voice) -> Table:
    table = _columns(words=0)
    for line in why_day_zero(plan, words, voice):
        table.add_row(Prose(line))
    return table


def _others(plan: Plan, words: TerminalWords, voice: Voice) -> Table:
    table = _columns(words=1)
    for title, sentence in why_others(plan, words, voice):
        table.add_row(title, Prose(sentence))
    return table


def _verdicts(verdicts: Iterable[Verdict], words: TerminalWords, voice: Voice) -> Table:
    """Violations, then what cannot be told, then what is pending, then what is met."""
    listed = tuple(verdicts)
    table = _columns(words=2)
    for value, style in VERDICT_STYLE.items():
        for group in alike(verdict for verdict in listed if verdict.value is value):
            text = say(group[0].reason, voice) + _also(group[1:], words)
            table.add_row(group[0].rule, Text(words.plan.verdicts[value], style), Prose(text))
    return table


def _also(verdicts: Iterable[Verdict], words: TerminalWords) -> str:
    rules = words.listed(dict.fromkeys(verdict.rule for verdict in verdicts))
    return words.plan.same_fact.format(rules=rules) if rules else ""


def _footer(plan: Plan, words: TerminalWords, voice: Voice) -> Iterator[str]:
    says, unknown = words.plan, unrecorded(plan.verdicts, voice.protocol)
    others = sum(verdict.value is VerdictValue.NOT_APPLICABLE for verdict in plan.verdicts)
    if unknown:
        rules = say_rules(unknown, listed=says.listed, apart=says.apart)
        yield says.unrecorded.of(len(unknown), rules=rules)
    yield says.others.of(others - len(unknown))
    if plan.withheld:
        yield says.withheld.format(rules=words.listed(plan.withheld))
    if plan.next_change_at is not None:
        yield says.next_change.format(when=voice.minute(plan.next_change_at))
    yield says.legend
