"""A week of visits: who comes on which day, at what hour; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dayzero.web.views.when import Clock, When
from models.moments import at_zone
from models.records.store import ComingVisit
from models.timeline.path_word import WORD_OF_STEP
from pictures.colours import COLOUR, Colour
from wording.dates.deadlines import say_day

DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit.

    Attributes:
        hour: on the clock of the visit's site; empty where only the day is known.
        said: its state, in the word that every page has for it.
    """

    hour: str
    subject: str
    site: str
    title: str
    said: str
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day.

    Attributes:
        counts: how many come for each step, as `infusion 2`; steps in the order of their hours.
    """

    day: When
    is_today: bool
    visits: tuple[VisitLine, ...]
    counts: tuple[str, ...]


def first_of_week(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def week_of(first: date, visits: Iterable[ComingVisit], clock: Clock) -> Sequence[WeekDay]:
    """Seven days from the first one; a day without visits stands among them."""
    by_day: dict[date, list[ComingVisit]] = {
        first + timedelta(days=number): [] for number in range(DAYS)
    }
    for visit in visits:
        by_day[visit.day].append(visit)
    return [_day(day, found, clock) for day, found in by_day.items()]


def _day(day: date, visits: list[ComingVisit], clock: Clock) -> WeekDay:
    today = clock.now.astimezone(clock.zone).date()
    lines = tuple(_line(visit, clock) for visit in visits)
    counted = Counter(line.title for line in lines)
    return WeekDay(
        day=When(say_day(day, clock.language, today=today), day.isoformat()),
        is_today=day == today,
        visits=lines,
        counts=tuple(
            clock.words.week.count.format(title=title, count=count)
            for title, count in counted.items()
        ),
    )


def _line(visit: ComingVisit, clock: Clock) -> VisitLine:
    word = WORD_OF_STEP[visit.state]
    return VisitLine(
        hour="" if visit.starts is None else at_zone(visit.starts, visit.zone).format("HH:mm"),
        subject=visit.subject,
        site=visit.site,
        title=clock.voice.step(visit.step),
        said=clock.words.path.words[word],
        colour=COLOUR[word],
    )
