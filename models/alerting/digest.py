"""The morning digest: what is overdue, due today and this week, and what waits for an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.alerting.deadlines import is_over
from models.alerting.tellings import URGENCY, AlertToTell
from models.moments import Minute, local_day
from models.timeline.values import Severity

WEEK_DAYS = 7  # today and the six days after it
_NEVER = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """One appointment that a subject's published calendar holds.

    Attributes:
        day: its first day, on the clock of `zone`.
        starts: its minute of UTC; None where only the day is known.
        trial: by whose words its step is told; None where one alone is installed.
        site: the subject's.
    """

    subject: str
    step: str
    day: date
    zone: ZoneInfo
    starts: Minute | None = None
    trial: str | None = None
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Alerts by when they must be acted on, the smallest margin first; appointments by day.

    What is overdue has no margin left: there the most severe comes first.

    Attributes:
        waiting: unanswered alerts that no day of this week presses.
        later: how many acknowledged ones stand beside those.
    """

    overdue: tuple[AlertToTell, ...]
    today: tuple[AlertToTell, ...]
    week: tuple[AlertToTell, ...]
    waiting: tuple[AlertToTell, ...]
    later: int
    appointments_today: tuple[Upcoming, ...]
    appointments_week: tuple[Upcoming, ...]

    @property
    def empty(self) -> bool:
        """Whether it has nothing to say."""
        alerts = self.overdue or self.today or self.week or self.waiting
        return not (alerts or self.appointments_today or self.appointments_week)


def digest_of(
    told_of: Iterable[AlertToTell], upcoming: Iterable[Upcoming], now: datetime
) -> Digest:
    """Sort what stands into the sections of one recipient's digest.

    An alert stands in one section; an appointment that an alert tells of is not repeated,
    nor is a note on a step of which something worse is told. What is snoozed is left out
    while it sleeps, unless its deadline is today or past.
    """
    alerts = _without_echoes(sorted(told_of, key=_margin))
    awake = [alert for alert in alerts if alert.tell_from <= now]
    overdue = tuple(sorted((a for a in alerts if _ahead(a, now) < 0), key=_severity))
    today = tuple(alert for alert in alerts if _ahead(alert, now) == 0)
    week = tuple(alert for alert in awake if 0 < _ahead(alert, now) < WEEK_DAYS)
    rest = [alert for alert in awake if _ahead(alert, now) >= WEEK_DAYS]
    waiting = tuple(alert for alert in rest if alert.unanswered(now))
    told = {(alert.subject, alert.alert.step) for alert in (*overdue, *today, *week)}
    lines = sorted(upcoming, key=lambda line: (line.day, line.subject, line.step))
    new = [(line, _days(line.day, line.zone, now)) for line in lines if _key(line) not in told]
    return Digest(
        overdue=overdue,
        today=today,
        week=week,
        waiting=waiting,
        later=len(rest) - len(waiting),
        appointments_today=tuple(line for line, days in new if days == 0),
        appointments_week=tuple(line for line, days in new if 0 < days < WEEK_DAYS),
    )


def _without_echoes(alerts: Sequence[AlertToTell]) -> list[AlertToTell]:
    louder = {_place(alert) for alert in alerts if not _is_note(alert)}
    return [alert for alert in alerts if not _is_note(alert) or _place(alert) not in louder]


def _is_note(alert: AlertToTell) -> bool:
    return alert.alert.severity is Severity.INFO and alert.alert.step is not None


def _place(alert: AlertToTell) -> tuple[str, str | None]:
    return alert.subject, alert.alert.step


def _severity(alert: AlertToTell) -> int:
    return URGENCY[alert.alert.severity]


def _margin(alert: AlertToTell) -> tuple[float, int, str, int]:
    deadline = alert.alert.deadline
    urgency = URGENCY[alert.alert.severity]
    return _NEVER if deadline is None else deadline, urgency, alert.subject, alert.number


def _ahead(alert: AlertToTell, now: datetime) -> float:
    """Local days until its deadline: negative once the deadline itself is over."""
    deadline = alert.alert.deadline
    if deadline is None:
        return _NEVER
    days = _days(local_day(deadline, alert.zone), alert.zone, now)
    return -1 if is_over(deadline, alert.zone, now) else days


def _days(day: date, zone: ZoneInfo, now: datetime) -> int:
    return (day - now.astimezone(zone).date()).days


def _key(line: Upcoming) -> tuple[str, str]:
    return line.subject, line.step
