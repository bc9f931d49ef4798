"""Who stands where, as a table for a terminal."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.terminal.plans.what_moved import state_and_time
from dayzero.terminal.prose import Prose
from models.disclosure import INSIDE
from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import OpenAlert, SubjectLine
from models.timeline.results import Plan
from models.timeline.values import Severity
from models.versions.known import known_protocol
from wording.dates.iso import say_minute
from wording.messages.titles import step_title
from wording.refusals import say_refusal
from wording.terminal import TerminalWords
from wording.voice import Voice

STYLES = {Severity.CRITICAL: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def subjects_table(
    lines: Iterable[tuple[SubjectLine, Plan | InputRefused]],
    alerts: Iterable[OpenAlert],
    words: TerminalWords,
    *,
    now: datetime,
) -> Table:
    """One row for each subject: where Day 0 stands, what comes next, what is wrong."""
    open_by_subject = _by_subject(alerts)
    table = Table(*_headers(known_protocol(), words), box=box.SIMPLE_HEAD)
    for line, made in lines:
        counted = counts(open_by_subject.get(line.subject, Counter()), words)
        if isinstance(made, InputRefused):
            refused = Prose(words.records.unreadable.format(why=say_refusal(made, words.language)))
            table.add_row(line.subject, line.site, refused, "", counted)
            continue
        protocol = known_protocol(made.protocol_id)
        voice = Voice(language=words.language, zone=made.zone, protocol=protocol)
        stands = Prose(state_and_time(made.step(protocol.day_zero), words, voice))
        following = Prose(next_change(line, made, now, words))
        table.add_row(line.subject, line.site, stands, following, counted)
    return table


def _headers(protocol: Protocol, words: TerminalWords) -> tuple[str, ...]:
    says, day_zero = words.records, step_title(protocol.day_zero, protocol, words.language, INSIDE)
    return says.subject, says.site, day_zero, says.next_change, says.open_alerts


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
    for opened in alerts:
        counted = by_subject.setdefault(opened.subject, Counter())
        counted[opened.alert.severity] += 1
    return by_subject
