"""A voice for first lines, which says dates shortly: `13 Apr 10:00`, `4-13 10:00`."""

from dataclasses import dataclass
from datetime import date

from models.moments import Minute, Span, at_zone, day_span, local_day, start_of
from wording.days import say_by_pattern
from wording.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortVoice(Voice):
    """The same reader, who is in a hurry.

    Attributes:
        today: the year is said where it is another than this day's.
    """

    today: date

    def day(self, day: date) -> str:
        """A local day, without its year where that is this one."""
        words = self.words("dates")
        pattern = words("short" if day.year == self.today.year else "short_of_year")
        return say_by_pattern(day, pattern, self.language)

    def minute(self, minute: Minute) -> str:
        """A minute on the site's clock; a day's first minute is said as the day."""
        day = local_day(minute, self.zone)
        said = self.day(day)
        if minute == start_of(day, self.zone):
            return said
        clock = at_zone(minute, self.zone).format("HH:mm")
        return self.words("dates")("short_moment", day=said, time=clock)

    def when(self, span: Span) -> str:
        """A span as it was recorded: an instant, a day, or from one day to another."""
        first, last = local_day(span.earliest, self.zone), local_day(span.latest, self.zone)
        if not span.coarse:
            return self.minute(span.earliest)
        if span == day_span(first, self.zone):
            return self.day(first)
        return self.words("dates")("between", first=self.day(first), last=self.day(last))
