"""Deadlines in the words of a message: the site's clock, the weekday, the year where it differs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.moments import Minute, at_zone, end_of, local_day, start_of, to_minute

Language = str
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date, language: Language, *, today: date) -> str:
    """`Tue 1 Dec`, `12月1日（周二）`; with the year where it is not this one."""
    weekday = WEEKDAYS[language][day.weekday()]
    if language == "zh":
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日（{weekday}）"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday} {day.day} {MONTHS[day.month - 1]}{year}"


def say_moment(minute: Minute, zone: ZoneInfo, language: Language, now: datetime) -> str:
    """A minute on the site's clock; the first and last minute of a day are said as the day."""
    day = local_day(minute, zone)
    said = say_day(day, language, today=now.astimezone(zone).date())
    if minute in {start_of(day, zone), end_of(day, zone)}:
        return said
    clock = at_zone(minute, zone).format("HH:mm")
    return f"{said}{clock}" if language == "zh" else f"{said} {clock}"


def say_by(minute: Minute, zone: ZoneInfo, language: Language, now: datetime) -> str:
    """`by Tue 1 Dec 10:00`, `on Mon 30 Nov at the latest`, `before Thu 26 Nov`."""
    day = local_day(minute, zone)
    said = say_moment(minute, zone, language, now)
    if minute == end_of(day, zone):
        return f"{said}前（含当日）" if language == "zh" else f"on {said} at the latest"
    if language == "zh":
        return f"{said}前"
    return f"before {said}" if minute == start_of(day, zone) else f"by {said}"


def is_over(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a deadline has passed; that of a day without a time lasts as long as the day."""
    return deadline < to_minute(now) and not is_today(deadline, zone, now)


def is_today(deadline: Minute, zone: ZoneInfo, now: datetime) -> bool:
    """Whether it is the first minute of today: what is booked for this day, at no known time."""
    return deadline == start_of(now.astimezone(zone).date(), zone)
