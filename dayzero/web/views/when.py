"""Dates as the pages say them: the site's clock, in the reader's language; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.moments import Minute, Span, iso, lasts_whole_days, local_day, to_minute
from models.protocol import Protocol
from models.timeline.results import Plan
from wording.dates.deadlines import say_by, say_day, say_moment
from wording.language import Language
from wording.lists import say_list
from wording.pages import Words, page_words
from wording.voice import Voice


@dataclass(frozen=True, slots=True)
class When:
    """One date, said.

    Attributes:
        text: for people: `Tue 1 Dec 10:00`, the year only where it is another one.
        machine: for the `datetime` attribute; empty where it is more than an instant.
    """

    text: str
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """The site's clock, by which a reader is spoken to."""

    voice: Voice
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The site's."""
        return self.voice.zone

    @property
    def language(self) -> Language:
        """The reader's."""
        return self.voice.language

    @property
    def site_day(self) -> date:
        """The day that it is at the site."""
        return self.now.astimezone(self.zone).date()

    @property
    def today(self) -> str:
        """The same in words."""
        day = self.site_day
        return say_day(day, self.language, today=day)

    def listed(self, things: Iterable[str]) -> str:
        """Things that stand side by side; empty where there is none."""
        return say_list(things, self.language)

    def moment(self, minute: Minute) -> When:
        """A minute; the first and the last of a day are said as the day."""
        return When(say_moment(minute, self.zone, self.language, self.now), iso(minute, self.zone))

    def by(self, minute: Minute) -> When:
        """A deadline with its "by"."""
        return When(say_by(minute, self.zone, self.language, self.now), iso(minute, self.zone))

    def instant(self, moment: datetime) -> When:
        """A moment of UTC."""
        return self.moment(to_minute(moment))

    def span(self, span: Span) -> When:
        """When something was: its minute, its day, or the days between which it lies."""
        if not span.coarse:
            return self.moment(span.earliest)
        ends = (span.earliest, span.latest)
        between = page_words(self.language).subject.between
        if not lasts_whole_days(span, self.zone):
            told = [self.moment(minute).text for minute in ends]
            return When(between.format(first=told[0], last=told[1]))
        today = self.site_day
        first, last = (local_day(minute, self.zone) for minute in ends)
        if first == last:
            return When(say_day(first, self.language, today=today), first.isoformat())
        said = [say_day(day, self.language, today=today) for day in (first, last)]
        return When(between.format(first=said[0], last=said[1]))

    def length(self, minutes: int) -> str:
        """A length of time, `2 d 9 h`; a minus sign in front of a negative one."""
        days, rest = divmod(abs(minutes), 24 * 60)
        hours, left = divmod(rest, 60)
        says = self.words.common
        parts = ((says.length_days, days), (says.length_hours, hours), (says.length_minutes, left))
        said = "".join(each.of(number) for each, number in parts if number)
        return ("−" if minutes < 0 else "") + (said or says.length_minutes.of(0)).strip()

    @property
    def words(self) -> Words:
        """The page's words in the same language."""
        return page_words(self.language)

    @property
    def offset(self) -> str:
        """`+08:00`, as it is now."""
        return iso(to_minute(self.now), self.zone)[-6:]


def clock_of(plan: Plan, protocol: Protocol, language: Language, now: datetime) -> Clock:
    """The clock of a plan's site; `protocol` is the one that the plan was made with."""
    return Clock(voice_at(now, plan.zone, language, protocol), now)


def voice_at(now: datetime, zone: ZoneInfo, language: Language, protocol: Protocol) -> Voice:
    """A voice whose dates are read on the day that `now` is at the site."""
    today = now.astimezone(zone).date()
    return Voice(language=language, zone=zone, protocol=protocol, dates=today)
