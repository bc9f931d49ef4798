"""Days and deadlines as people say them: the weekday, and the year where it is another one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.moments import Minute
from wording.dates import forms
from wording.language import Language


def say_day(day: date, language: Language, *, today: date) -> str:
    """`Tue 1 Dec`, `12月1日 周二`; with the year where it is not this one."""
    return forms.say_day(day, today, language)


def say_moment(minute: Minute, zone: ZoneInfo, language: Language, now: datetime) -> str:
    """A minute on the site's clock; the first and last minute of a day are said as the day."""
    return forms.say_minute(minute, zone, now.astimezone(zone).date(), language)


def say_by(minute: Minute, zone: ZoneInfo, language: Language, now: datetime) -> str:
    """`by Tue 1 Dec 10:00`, `on Mon 30 Nov at the latest`, `before Thu 26 Nov`."""
    return forms.say_by(minute, zone, now.astimezone(zone).date(), language)
