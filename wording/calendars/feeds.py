"""What a calendar has words for beside its reasons: its own name, days, states, reminders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.schedule import EntryKind
from models.timeline.values import StepState
from wording.catalogue import Counted
from wording.dates.days import say_by_pattern
from wording.filled import filled, part
from wording.language import Language


@part("feeds", "calendar")
@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language; every text names its own blanks.

    Attributes:
        day, day_of_year, day_of_span: a day without and with its year, and the first of two
            days of one month; as patterns of CLDR (`d MMMM`).
        day_number: the protocol's Day number behind a title, D0 being the infusion.
        times: how often a step is held by now, from the second time on.
        time, many_times: a title with such a word, and with a number once words run out.
        calendar_about: by scope, whose dates a calendar holds.
        revision, revision_alone: what stands below each entry: number, moment, what changed
            and why; without the last where it is not told.
        lead_days, lead_hours, lead_minutes: how long before a visit a reminder rings, in short.
    """

    language: Language
    states: Mapping[StepState, str]
    day: str
    day_of_year: str
    day_of_span: str
    span: str
    day_number: str
    times: tuple[str, ...]
    time: str
    many_times: str
    calendar: str
    calendar_about: Mapping[str, str]
    busy: str
    categories: Mapping[EntryKind, str]
    truth: str
    first_revision: str
    revision: str
    revision_alone: str
    alarm: str
    lead_days: Counted
    lead_hours: Counted
    lead_minutes: Counted

    def say_day(self, day: date, *, year: bool = False) -> str:
        """`15 April`, or `15 April 2026`."""
        return say_by_pattern(day, self.day_of_year if year else self.day, self.language)

    def say_days(self, first: date, last: date) -> str:
        """`12 to 15 April`, `28 April to 3 May`; years only where they differ."""
        if first.year != last.year:
            return self.span.format(
                first=self.say_day(first, year=True), last=self.say_day(last, year=True)
            )
        if first.month == last.month:
            short = say_by_pattern(first, self.day_of_span, self.language)
            return self.span.format(first=short, last=self.say_day(last))
        return self.span.format(first=self.say_day(first), last=self.say_day(last))

    def numbered(self, title: str, time: int) -> str:
        """`apheresis`, then `second apheresis` for what is held again."""
        if time == 1:
            return title
        words = dict(enumerate(self.times, start=2))
        template = self.time if time in words else self.many_times
        return template.format(title=title, time=words.get(time, time))

    def say_day_number(self, day: int | None) -> str:
        """` (D0)`, ` (D−5)`, ` (D+28)`; nothing for a step without a Day number."""
        return "" if day is None else self.day_number.format(number=signed_day(day))


def signed_day(day: int) -> str:
    """A Day number as the protocol writes it: `D0`, `D−5`, `D+28`."""
    sign = "+" if day > 0 else "−" if day < 0 else ""
    return f"D{sign}{abs(day)}"


def feed_words(language: Language) -> Wording:
    """The feeds' words in one language."""
    return filled(Wording, language)
