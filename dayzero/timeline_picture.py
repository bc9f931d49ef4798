"""The plan for a person at a terminal: what needs action, the timeline, why, the verdicts."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dayzero.timeline_reasons import why_day_zero, why_others
from dayzero.timeline_table import timeline_table
from models.timeline.results import Alert, Conflict, Gate, Missing, Plan, Verdict
from models.timeline.values import Severity, VerdictValue
from models.timeline.words import say_minute

SEVERITY_STYLE = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# In the order in which verdicts are listed: what needs action first.
VERDICTS = {
    VerdictValue.VIOLATION: ("violation", "bold red"),
    VerdictValue.INDETERMINATE: ("cannot tell", "bold yellow"),
    VerdictValue.PENDING: ("pending", "cyan"),
    VerdictValue.MET: ("met", "green"),
}


def print_plan(plan: Plan, console: Console) -> None:
    """Print one plan; what needs action comes first."""
    console.print(_headline(plan))
    if plan.alerts:
        console.print(_alerts(plan.alerts))
    for earlier in plan.earlier:
        console.print(Text(earlier.text))
    for conflict in plan.conflicts:
        console.print(_conflict(conflict))
    if plan.gate is not None and plan.gate.deadline is not None:
        console.print(_gate(plan.gate, plan))
    console.print()
    console.print(timeline_table(plan, console.width))
    console.print()
    for block in (_day_zero(plan), _others(plan)):
        if block.row_count:
            console.print(block)
            console.print()
    console.print(_verdicts(plan.verdicts))
    console.print(_footer(plan))


def _headline(plan: Plan) -> Text:
    moment = say_minute(plan.as_of, plan.zone)
    text = Text(f"{plan.subject} at {plan.site}", style="bold")
    text.append(f"  {plan.protocol_id}, as of {moment} ({plan.zone.key})", style="dim")
    if plan.closed:
        text.append(f"  closed: {plan.closed}", style="bold")
    elif not plan.feasible:
        text.append("  not feasible as booked", style="bold red")
    return text


def _columns(*, words: int) -> Table:
    """A table without lines: so many columns of words that stay whole, then one of prose."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=False)
    for _ in range(words):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _alerts(alerts: Iterable[Alert]) -> Table:
    table = _columns(words=1)
    for alert in alerts:
        severity = Text(alert.severity.value, style=SEVERITY_STYLE[alert.severity])
        table.add_row(severity, Text(alert.text))
    return table


def _conflict(conflict: Conflict) -> Panel:
    repairs = "\n".join(f"• {repair.text}" for repair in conflict.repairs)
    return Panel(escape(f"{conflict.text}\n{repairs}".strip()), title="cannot hold together")


def _gate(gate: Gate, plan: Plan) -> Panel:
    """What must be settled before the step from which there is no way back."""
    missing = "\n".join(f"• {_missing(item, plan.zone)}" for item in gate.missing)
    by = "" if gate.deadline is None else f" (by {say_minute(gate.deadline, plan.zone)})"
    title = f"before {plan.step(gate.step).title}{by}"
    return Panel(escape(missing or "nothing is missing"), title=title)


def _missing(item: Missing, zone: ZoneInfo) -> str:
    text = item.text.rstrip(".")
    return text if item.deadline is None else f"{text}; by {say_minute(item.deadline, zone)}"


def _day_zero(plan: Plan) -> Table:
    table = _columns(words=0)
    for line in why_day_zero(plan):
        table.add_row(Text(line))
    return table


def _others(plan: Plan) -> Table:
    table = _columns(words=1)
    for title, sentence in why_others(plan):
        table.add_row(title, Text(sentence))
    return table


def _verdicts(verdicts: Iterable[Verdict]) -> Table:
    """Violations, then what cannot be told, then what is pending, then what is met."""
    listed = tuple(verdicts)
    table = _columns(words=2)
    for value, (word, style) in VERDICTS.items():
        for alike in _alike(verdict for verdict in listed if verdict.value is value):
            text = alike[0].text + _also(alike[1:])
            table.add_row(alike[0].rule, Text(word, style=style), Text(text))
    return table


def _alike(verdicts: Iterable[Verdict]) -> Iterable[list[Verdict]]:
    """Verdicts that one fact would settle stand together; every other stands alone."""
    groups: dict[object, list[Verdict]] = {}
    for place, verdict in enumerate(verdicts):
        key = (verdict.fact, verdict.question) if verdict.question else place
        groups.setdefault(key, []).append(verdict)
    return groups.values()


def _also(verdicts: Iterable[Verdict]) -> str:
    rules = ", ".join(dict.fromkeys(verdict.rule for verdict in verdicts))
    return f" The same fact settles {rules}." if rules else ""


def _footer(plan: Plan) -> Text:
    others = sum(verdict.value is VerdictValue.NOT_APPLICABLE for verdict in plan.verdicts)
    lines = [f"{others} more verdicts: the rule concerns nothing that is recorded."]
    if plan.withheld:
        lines.append(f"Not judged, because not in source: {', '.join(plan.withheld)}.")
    if plan.next_change_at is not None:
        lines.append(f"Next change with no new fact: {say_minute(plan.next_change_at, plan.zone)}.")
    lines.append("~ suggested date. PATH- and SITE- rules are site defaults: the entry is silent.")
    return Text("\n".join(lines), style="dim")
