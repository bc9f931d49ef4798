"""How the visit calendar on paper says it: to the patient who keeps it, in each language.

States are said more gently than in feeds, which coordinators read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from models.timeline.values import StepState
from wording.calendars.feeds import Wording
from wording.dates.days import say_by_pattern
from wording.filled import Keys, filled, part
from wording.language import Language, tag_of

_STATES_OF_VISITS = (
    StepState.BOOKED,
    StepState.DUE,
    StepState.OVERDUE,
    StepState.AT_RISK,
    StepState.PLANNED,
    StepState.BLOCKED,
    StepState.MISSED,
    StepState.CANCELLED,
)


@part("paper", "paper")
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWording:
    """One language; every text names its own blanks.

    Attributes:
        feed: the wording of feeds, for days and Day numbers.
        weekdays: Monday first.
        in_month, in_year, across_years: days whose ends share month and year, year, nothing;
            `_first` and `_last` are how each end is said, as patterns of CLDR (`d MMM y`).
    """

    language: Language
    feed: Wording
    weekdays: tuple[str, ...]
    weekday: str
    time: str
    in_month: str
    in_month_first: str
    in_month_last: str
    in_year: str
    in_year_first: str
    in_year_last: str
    across_years: str
    across_years_end: str
    until: str
    since: str
    unknown: str
    states: Annotated[Mapping[StepState, str], Keys(_STATES_OF_VISITS)]
    title: str
    subject: str
    site: str
    study: str
    phone: str
    printed: str
    truth: str
    visit: str
    when: str
    state: str
    bring: str
    notes: str
    passive: str
    passive_unknown: str
    done: str
    done_step: str
    between_done: str
    no_dates: str
    late: str
    closed: str
    default_mark: str
    test_mark: str
    day_zero_mark: str

    @property
    def tag(self) -> str:
        """The language as BCP 47 names it, for the document."""
        return tag_of(self.language)

    def say_year(self, day: date) -> str:
        """`15 April 2026`."""
        return self.feed.say_day(day, year=True)

    def say_day(self, day: date) -> str:
        """`Wed 15 April 2026`."""
        return self.weekday.format(day=self.say_year(day), weekday=self.weekdays[day.weekday()])

    def say_days(self, first: date, last: date) -> str:
        """`between 12 and 15 April 2026`; both days are included; a single day with its weekday."""
        if first == last:
            return self.say_day(first)
        between, first_as, last_as = self._between(first, last)
        return between.format(
            first=say_by_pattern(first, first_as, self.language),
            last=say_by_pattern(last, last_as, self.language),
        )

    def _between(self, first: date, last: date) -> tuple[str, str, str]:
        """How two days are said side by side: what they share is said once."""
        if first.year != last.year:
            return self.across_years, self.across_years_end, self.across_years_end
        if first.month != last.month:
            return self.in_year, self.in_year_first, self.in_year_last
        return self.in_month, self.in_month_first, self.in_month_last


def paper_words(language: Language) -> PaperWording:
    """The paper calendar's words in one language."""
    return filled(PaperWording, language)
