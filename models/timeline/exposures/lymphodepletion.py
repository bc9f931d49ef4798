"""What belongs to this round's lymphodepletion, and not only carries its label."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.chart.facts import DrugFact, StepMark
from models.moments import Span, local_day
from models.protocol import Protocol
from models.protocol.criteria import Exemption
from models.timeline.history.rounds import claims, in_time
from models.timeline.history.step_records import StepRecord, StepRecords

Course = tuple[Span, Span | None]
"""When a lymphodepletion began, and when it ended as far as that is recorded."""


@dataclass(frozen=True, slots=True)
class Lymphodepletion:
    """How the steps stand between which an exempt drug is given.

    Attributes:
        lost: when the product of the round before was lost; None in the first round.
        courses: every one on record, this one and those before it.
    """

    protocol: Protocol
    recorded: StepRecords
    zone: ZoneInfo
    lost: Span | None = None
    courses: tuple[Course, ...] = ()

    def holds(self, fact: DrugFact, exemption: Exemption) -> bool | None:
        """Whether a fact lies within it; None where that cannot be told.

        Where no step of it is recorded or booked, what was given after the collection
        belongs to it; where there is none either, the label alone says so.
        """
        if exemption.since is None or exemption.until is None:
            return True
        start, end = self.recorded[exemption.since], self.recorded[exemption.until]
        if start.at is None and end.at is None:
            return self._after_collection(fact, exemption)
        begun = self._not_before(fact, start, exemption)
        return _both(begun, self._not_after(fact, start, end, exemption))

    def explains(self, fact: DrugFact, exemption: Exemption) -> bool:
        """Whether a fact lies within any lymphodepletion on record, of this round or before."""
        began, last = fact.first or fact.last, fact.last
        if began is None or last is None:
            return False
        length = self._planned(exemption)
        for start, end in self.courses:
            first, latest = self._days(start)
            until = (first + length, latest + length) if end is None else self._days(end)
            after = _in_order((first, latest), self._days(began))
            if _both(after, _in_order(self._days(last), until)):
                return True
        return False

    def _not_before(self, fact: DrugFact, start: StepRecord, exemption: Exemption) -> bool | None:
        if start.at is None:
            return self._after_collection(fact, exemption)
        began = fact.first or fact.last
        return None if began is None else _in_order(self._days(start.at), self._days(began))

    def _not_after(
        self, fact: DrugFact, start: StepRecord, end: StepRecord, exemption: Exemption
    ) -> bool | None:
        """An end that nobody recorded or booked is certain for the planned days alone."""
        if fact.last is None:
            return not end.done
        if end.at is not None:
            return _in_order(self._days(fact.last), self._days(end.at))
        if start.at is None:
            return None
        first, latest = self._days(start.at)
        length = self._planned(exemption)
        return _in_order(self._days(fact.last), (first + length, latest + length)) or None

    def _after_collection(self, fact: DrugFact, exemption: Exemption) -> bool | None:
        collected = self.recorded[exemption.after].at if exemption.after else None
        since, began = collected or self.lost, fact.first or fact.last
        if since is None:
            return True
        if began is None or (since.latest >= began.earliest and since.earliest < began.latest):
            return None
        return began.earliest > since.latest

    def _planned(self, exemption: Exemption) -> timedelta:
        steps, to = self.protocol.step_by_id, self.protocol.days_to
        numbers = (steps[step or ""].day or 0 for step in (exemption.since, exemption.until))
        first, last = map(to, numbers)
        return timedelta(days=last - first)

    def _days(self, span: Span) -> tuple[date, date]:
        return local_day(span.earliest, self.zone), local_day(span.latest, self.zone)


def courses_of(chart: Chart, protocol: Protocol) -> Iterator[Course]:
    """Each lymphodepletion on record, this one and those before it."""
    for gate in protocol.gate:
        if course := protocol.course(gate):
            yield from _on_record(course[0], course[-1], chart)


def _on_record(first: str, last: str, chart: Chart) -> Iterator[Course]:
    starts = in_time(claims(chart, first, StepMark.DONE))
    ends = in_time(claims(chart, last, StepMark.DONE))
    for place, start in enumerate(starts):
        before_next = [
            end.at
            for end in ends
            if end.at.latest >= start.at.earliest
            and (place + 1 == len(starts) or end.at.latest < starts[place + 1].at.earliest)
        ]
        yield start.at, before_next[-1] if before_next else None


def _in_order(before: tuple[date, date], after: tuple[date, date]) -> bool | None:
    """Whether one day is not later than another; None where either may be."""
    if before[1] <= after[0]:
        return True
    return False if before[0] > after[1] else None


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
