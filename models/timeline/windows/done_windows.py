"""Whether a step that happened was inside its window, counted from what else happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.moments import Minute, Span
from models.protocol.arithmetic.shifts import earliest_after, latest_after
from models.protocol.path import Link
from models.timeline.windows.case import Case


@dataclass(frozen=True, slots=True)
class Breach:
    """A done step outside one link's window.

    Attributes:
        at, limit: the recorded end and the window's end that lie nearest to each other.
    """

    link: Link
    at: Minute
    limit: Minute
    early: bool


def done_opens(step: str, case: Case) -> Minute | None:
    """The first minute that links to other done steps allowed."""
    return max((opens for _, opens, _ in _edges(step, case) if opens is not None), default=None)


def done_closes(step: str, case: Case) -> Minute | None:
    """The last minute that links to other done steps allowed."""
    return min((closes for _, _, closes in _edges(step, case) if closes is not None), default=None)


def done_opened_by(step: str, case: Case) -> tuple[str, ...]:
    """The rules that set that minute, ties included; none where nothing does."""
    first = done_opens(step, case)
    edges = () if first is None else _edges(step, case)
    return tuple(sorted({link.rule for link, opens, _ in edges if opens == first}))


def done_closed_by(step: str, case: Case) -> tuple[str, ...]:
    """The rules that set that minute, ties included; none where nothing does."""
    last = done_closes(step, case)
    edges = () if last is None else _edges(step, case)
    return tuple(sorted({link.rule for link, _, closes in edges if closes == last}))


def breaches(step: str, case: Case) -> Iterator[Breach]:
    """Links that a done step certainly breaks; an order that dates cannot tell is no breach."""
    at = case.recorded[step].at
    if at is None:
        return
    for link, opens, closes in _edges(step, case):
        if opens is not None and at.latest < opens:
            yield Breach(link, at.latest, opens, early=True)
        if closes is not None and at.earliest > closes:
            yield Breach(link, at.earliest, closes, early=False)


def _edges(step: str, case: Case) -> Iterator[tuple[Link, Minute | None, Minute | None]]:
    """A planned offset and a test's window bind no longer; both are judged elsewhere."""
    for link in case.network.links:
        bound = link.step == step and link.anchor in case.network.done and not link.while_planned
        tested = step in case.protocol.collecting_evidence
        if bound and not tested and link.unless_done not in case.done:
            yield link, *_window(link, case.network.done[link.anchor], case)


def _window(link: Link, anchor: Span, case: Case) -> tuple[Minute | None, Minute | None]:
    zone = case.chart.zone
    opens = closes = None
    if link.expected:
        opens = anchor.earliest  # sooner than expected is no breach; before it began is
    elif link.earliest is not None:
        opens = earliest_after(anchor.earliest, link.earliest, zone, both_ways=link.both_ways)
    if link.latest is not None:
        closes = latest_after(anchor.latest, link.latest, zone)
    return opens, closes
