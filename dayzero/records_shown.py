"""Tables of what is recorded, for a terminal."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.what_moved import standing
from models.errors import InputRefused
from models.moments import to_minute
from models.records.alerts import OpenAlert
from models.records.charts import FactLine, SubjectLine
from models.timeline.results import Plan
from models.timeline.values import Severity
from models.timeline.words import say_minute

STYLES = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SAID_ELSEWHERE = {"id", "kind", "corrects", "reason"}
_SAYS_ITSELF = {
    *("step", "state", "drug", "purpose", "route", "dose", "field"),
    *("test", "result", "specimen", "event", "measure", "finding"),
}


def subjects_table(
    lines: Iterable[tuple[SubjectLine, Plan | InputRefused]],
    alerts: Iterable[OpenAlert],
    *,
    day_zero: str,
    now: datetime,
) -> Table:
    """One row for each subject: where Day 0 stands, what comes next, what is wrong."""
    open_by_subject = _by_subject(alerts)
    table = Table("subject", "site", day_zero, "next change", "open alerts", box=box.SIMPLE_HEAD)
    for line, made in lines:
        counted = counts(open_by_subject.get(line.subject, Counter()))
        if isinstance(made, InputRefused):
            table.add_row(line.subject, line.site, Text(f"cannot be planned: {made}"), "", counted)
            continue
        stands = standing(made.step(day_zero), made)
        table.add_row(line.subject, line.site, stands, next_change(line, made, now), counted)
    return table


def next_change(line: SubjectLine, plan: Plan, now: datetime) -> str:
    """When the plan changes by itself; or that what was recorded is still to be passed on."""
    if line.pass_due_at is not None and line.pass_due_at <= now:
        return "a pass is due"
    return "none" if plan.next_change_at is None else say_minute(plan.next_change_at, plan.zone)


def counts(alerts: Counter[Severity]) -> Text:
    """The open alerts by severity, the worst first."""
    parts = [
        Text(f"{alerts[severity]} {severity}", style)
        for severity, style in STYLES.items()
        if alerts[severity]
    ]
    return Text(", ").join(parts) if parts else Text("none")


def facts_table(lines: Iterable[FactLine], zone: ZoneInfo) -> Table:
    """One row for each fact, with who recorded it and when, corrected ones dimmed."""
    facts = list(lines)
    corrected = {line.corrects: line.fact for line in facts if line.corrects is not None}
    table = Table("fact", "kind", box=box.SIMPLE_HEAD)
    table.add_column("what", overflow="fold")  # a cut date would be another date
    table.add_column("recorded", no_wrap=True)
    table.add_column("by")
    table.add_column("note")
    for line in facts:
        by = corrected.get(line.fact)
        table.add_row(
            line.fact,
            str(line.document["kind"]),
            _what(line.document),
            say_minute(to_minute(line.recorded_at), zone),
            line.recorded_by,
            f"corrected by {by}" if by else _correction(line),
            style="dim" if by else None,
        )
    return table


def _what(fact: dict[str, Any]) -> Text:
    parts = [
        _said(fact[name]) if name in _SAYS_ITSELF else f"{name} {_said(fact[name])}"
        for name in fact
        if name not in _SAID_ELSEWHERE
    ]
    return Text(", ".join(parts))  # Text, so that brackets in a fact are not markup


def _said(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_said(part) for part in value.values())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "unknown" if value is None else str(value)


def _correction(line: FactLine) -> Text:
    return Text("" if line.corrects is None else f"corrects {line.corrects}: {line.reason}")


def _by_subject(alerts: Iterable[OpenAlert]) -> dict[str, Counter[Severity]]:
    by_subject: dict[str, Counter[Severity]] = {}
    for standing_alert in alerts:
        counted = by_subject.setdefault(standing_alert.subject, Counter())
        counted[standing_alert.alert.severity] += 1
    return by_subject
