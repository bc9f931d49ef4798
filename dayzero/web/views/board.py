"""The board: subjects by phase with their margin, and how many are where on each day; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dayzero.web.views.subjects import SubjectRow, phase_titles
from dayzero.web.views.when import Clock, When
from models.protocol import Protocol
from models.records.store import ComingVisit
from wording.dates.deadlines import say_day

DAYS: Final = 14
LONGEST_STAY: Final = timedelta(days=14)
"""How far before the first day an appointment may lie that a stay on it began with."""


@dataclass(frozen=True, slots=True)
class Column:
    """One phase.

    Attributes:
        count: how many are in it; `rows` are the first of them by Day 0.
    """

    phase: str
    title: str
    count: int
    rows: Sequence[SubjectRow]

    @property
    def more(self) -> int:
        """How many do not stand here."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class Occupied:
    """How many are in one phase on each day, by their appointments; 0 for nobody."""

    title: str
    counts: tuple[int, ...]


def days_from(first: date, clock: Clock) -> tuple[When, ...]:
    """The days of the board."""
    days = (first + timedelta(days=number) for number in range(DAYS))
    return tuple(When(say_day(day, clock.language, today=first), day.isoformat()) for day in days)


def occupied(first: date, visits: Iterable[ComingVisit], clock: Clock) -> Sequence[Occupied]:
    """A line for each phase in which anybody is, in the order of the path.

    Who has appointments on several days of a phase that is counted down to Day 0 stays between
    them, as for lymphodepletion; in every other phase a day counts that has an appointment.
    """
    protocol = clock.voice.protocol
    days = _days(visits, protocol)
    lines = (
        Occupied(title, tuple(_on(days, phase, first + timedelta(days=n)) for n in range(DAYS)))
        for phase, title in phase_titles(clock).items()
    )
    return [line for line in lines if any(line.counts)]


def _on(days: Mapping[tuple[str, str], set[date]], phase: str, day: date) -> int:
    return sum(day in some for (one, _), some in days.items() if one == phase)


def _days(visits: Iterable[ComingVisit], protocol: Protocol) -> Mapping[tuple[str, str], set[date]]:
    """The days of each subject in each phase."""
    steps = protocol.step_by_id
    counted_down = {s.phase for s in protocol.step if (s.day or 0) < 0}
    days: dict[tuple[str, str], set[date]] = {}
    for visit in visits:
        step = steps.get(visit.step)
        if step is None or step.evidence or not step.ours:
            continue  # a test takes no bed and no chair, and a maker's date is no visit
        days.setdefault((step.phase, visit.subject), set()).add(visit.day)
    return {
        (phase, subject): _between(some) if phase in counted_down else some
        for (phase, subject), some in days.items()
    }


def _between(days: set[date]) -> set[date]:
    first = min(days)
    return {first + timedelta(days=number) for number in range((max(days) - first).days + 1)}
