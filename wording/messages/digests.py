"""The morning digest as people read it. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from models.alerting.case_names import Case
from models.alerting.digest import Digest, Upcoming
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.values import Severity
from wording.dates.deadlines import say_day, say_moment
from wording.language import Language
from wording.messages.lines import Line, ProtocolOf
from wording.messages.message_words import Words, message_words
from wording.messages.messages import Message, filled_in
from wording.messages.phrases import say_headline
from wording.messages.titles import step_title

ALERTS = ("overdue", "today", "week", "waiting")
APPOINTMENTS = ("appointments_today", "appointments_week")


def digest_message(
    digest: Digest,
    lines: Mapping[int, Line],
    *,
    key: str,
    base_url: str,
    language: Language,
    protocol: ProtocolOf,
    now: datetime,
    zone: ZoneInfo,
    ceiling: Disclosure,
) -> Message:
    """The morning digest.

    Args:
        lines: of its alerts, by number.
        protocol: gives that of a trial, by whose words its appointments are told.
        zone: of the recipient's day.
        ceiling: what the names of steps may reveal.
    """
    says, today = message_words(language), now.astimezone(zone).date()
    alerts = {name: [lines[one.number] for one in getattr(digest, name)] for name in ALERTS}
    appointments = {
        name: [
            _appointment(one, protocol(one.trial), says, now, ceiling)
            for one in getattr(digest, name)
        ]
        for name in APPOINTMENTS
    }
    return filled_in(
        "digest",
        says,
        **{name: _section(name, found, says) for name, found in alerts.items()},
        **appointments,
        title=_title(digest, alerts.values(), say_day(today, language, today=today), says),
        later=digest.later,
        empty=digest.empty,
        link=base_url,
        key=key,
    )


def _title(digest: Digest, alerts: Iterable[list[Line]], day: str, says: Words) -> str:
    critical = sum(line.severity is Severity.CRITICAL for line in chain(*alerts))
    form = says.message.digest_critical if critical else says.message.digest
    return form.format(
        day=day,
        critical=critical,
        overdue=len(digest.overdue),
        today=len(digest.today) + len(digest.appointments_today),
        week=len(digest.week) + len(digest.appointments_week),
        waiting=len(digest.waiting),
    )


def _section(name: str, lines: Iterable[Line], says: Words) -> list[tuple[Line, str]]:
    """What asks for something, then what is only booked, beside the appointments."""
    actions_first = sorted(lines, key=lambda line: line.case is Case.BOOKED_SOON)
    return [(line, _said(line, says, waits=name != "waiting")) for line in actions_first]


def _said(line: Line, says: Words, *, waits: bool) -> str:
    """Where it stands among those that wait, that it waits is not said again."""
    form = says.message.line
    if line.acknowledged_by:
        form = says.message.line_acknowledged
    elif waits and line.severity is not Severity.INFO:
        form = says.message.line_waits
    headline = say_headline(line, says.phrase)
    said = form.format(headline=headline, number=line.number, name=line.acknowledged_by)
    critical = line.severity is Severity.CRITICAL
    return says.message.critical.format(line=said) if critical else said


def _appointment(
    one: Upcoming, protocol: Protocol, says: Words, now: datetime, ceiling: Disclosure
) -> str:
    title = step_title(one.step, protocol, says.language, ceiling)
    when = _when(one, says.language, now)
    return says.message.appointment.format(when=when, subject=one.subject, step=title)


def _when(one: Upcoming, language: Language, now: datetime) -> str:
    if one.starts is not None:
        return say_moment(one.starts, one.zone, language, now)
    return say_day(one.day, language, today=now.astimezone(one.zone).date())
