"""The instants between which whole days of a site lie; pure."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LEAST: Final = timedelta(microseconds=1)


def whole_days(
    first: date | None, last: date | None, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None]:
    """The first instant of the first day and the last of the last one; None where there is none."""
    since = None if first is None else _begins(first, zone)
    until = None if last is None else _begins(last + timedelta(days=1), zone) - LEAST
    return since, until


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
