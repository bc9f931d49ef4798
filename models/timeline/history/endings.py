"""How a subject's path ended, and whether it was opened again.

Of one day, what was recorded later is later: nobody writes down at which hour a subject was
lost to follow-up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.chart.chart import Chart
from models.chart.facts import EventFact, StepFact
from models.moments import local_day
from models.protocol import Protocol
from models.protocol.path import REOPENED, Closing, Repeat


@dataclass(frozen=True, slots=True)
class Ending:
    """An event that ended the path.

    Attributes:
        reopened: the event that opened the path again; None where none did.
    """

    closing: Closing
    fact: EventFact
    reopened: EventFact | None


def endings_of(chart: Chart, protocol: Protocol) -> Iterator[Ending]:
    """Every event that ended the path, as recorded; after some of them nothing comes again."""
    kinds = {closing.event: closing for closing in protocol.closing}
    reopenings = [fact for fact in chart.events if fact.event == REOPENED]
    for fact in chart.events:
        if closing := kinds.get(fact.event):
            again = (one for one in reopenings if is_later(one, fact, chart))
            yield Ending(closing, fact, None if closing.for_good else next(again, None))


def ending_of(chart: Chart, protocol: Protocol) -> Ending | None:
    """The event for which the path is closed: one after which nothing comes, or else the first."""
    closed = [one for one in endings_of(chart, protocol) if one.reopened is None]
    return next((one for one in closed if one.closing.for_good), next(iter(closed), None))


def is_later(one: EventFact | StepFact, other: EventFact | StepFact, chart: Chart) -> bool:
    """Whether a fact came after another one: on a later day, or recorded later of the same days."""
    if _is_on_a_later_day(one, other, chart):
        return True
    if local_day(one.at.latest, chart.zone) < local_day(other.at.earliest, chart.zone):
        return False
    return chart.standing.index(one) > chart.standing.index(other)


def is_anew(fact: StepFact, done: StepFact, chart: Chart, protocol: Protocol) -> bool:
    """Whether the path ended once a step was done, and a claim is for after it was opened again."""
    return any(
        one.reopened is not None
        and is_later(one.fact, done, chart)
        and is_later(fact, one.reopened, chart)
        for one in endings_of(chart, protocol)
    )


def reopened_after(repeat: Repeat, chart: Chart, protocol: Protocol) -> Ending | None:
    """The last event of that kind after which the path was opened again."""
    ends = (one for one in endings_of(chart, protocol) if one.closing.event == repeat.ended_by)
    again = (one for one in ends if one.reopened is not None)
    return max(again, key=lambda one: one.fact.at.earliest, default=None)


def _is_on_a_later_day(
    one: EventFact | StepFact, other: EventFact | StepFact, chart: Chart
) -> bool:
    return local_day(one.at.earliest, chart.zone) > local_day(other.at.latest, chart.zone)
