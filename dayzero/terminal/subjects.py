"""Who stands where, as a table for a terminal."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.terminal.prose import Prose
from dayzero.terminal.what_moved import standing
from models.errors import InputRefused
from models.protocol.path import Step
from models.records.store import OpenAlert, SubjectLine
from models.timeline.results import Plan
from models.timeline.values import Severity
from models.timeline.words import say_minute
from wording.refusals import say_refusal
from wording.terminal import TerminalWords
from wording.texts import in_language

STYLES = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def subjects_table(
    lines: Iterable[tuple[SubjectLine, Plan | InputRefused]],
    alerts: Iterable[OpenAlert],
    words: TerminalWords,
    *,
    day_zero: Step,
    now: datetime,
) -> Table:
    """One row for each subject: where Day 0 stands, what comes next, what is wrong."""
    open_by_subject = _by_subject(alerts)
    table = Table(*_headers(day_zero, words), box=box.SIMPLE_HEAD)
    for line, made in lines:
        counted = counts(open_by_subject.get(line.subject, Counter()), words)
        if isinstance(made, InputRefused):
            refused = Prose(words.records.unreadable.format(why=say_refusal(made, words.language)))
            table.add_row(line.subject, line.site, refused, "", counted)
            continue
        stands = Prose(standing(made.step(day_zero.id), made, words))
        following = Prose(next_change(line, made, now, words))
        table.add_row(line.subject, line.site, stands, following, counted)
    return table


def _headers(day_zero: Step, words: TerminalWords) -> tuple[str, ...]:
    says, title = words.records, in_language(day_zero.titles, words.language)
    return says.subject, says.site, title, says.next_change, says.open_alerts


def next_change(line: SubjectLine, plan: Plan, now: datetime, words: TerminalWords) -> str:
    """When the plan changes by itself; or that what was recorded is still to be passed on."""
    if line.pass_due_at is not None and line.pass_due_at <= now:
        return words.records.due_now
    if plan.next_change_at is None:
        return words.records.nothing
    return say_minute(plan.next_change_at, plan.zone)


def counts(alerts: Counter[Severity], words: TerminalWords) -> Text:
    """The open alerts by severity, the worst first."""
    parts = [
        Text(words.records.severities[severity].format(number=alerts[severity]), style)
        for severity, style in STYLES.items()
        if alerts[severity]
    ]
    return Text(words.records.listed).join(parts) if parts else Text(words.records.nothing)


def _by_subject(alerts: Iterable[OpenAlert]) -> dict[str, Counter[Severity]]:
    by_subject: dict[str, Counter[Severity]] = {}
    for standing_alert in alerts:
        counted = by_subject.setdefault(standing_alert.subject, Counter())
        counted[standing_alert.alert.severity] += 1
    return by_subject
