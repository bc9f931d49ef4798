"""Many networks of one protocol, drawn around one timeline, and laid side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from hypothesis import strategies as st

from models.moments import Minute, Span
from models.protocol.arithmetic.shift_tables import OPEN_BELOW, shift_tables
from models.timeline.network.batch import BatchNetwork
from models.timeline.network.network import Floor, Network
from models.timeline.network.open_times import OpenTimes
from models.timeline.results import Cause
from tests.properties.networks import CORNERS, END, Timeline, corner

YEARS = (2027, 2028)


@st.composite
def subjects_of(draw: st.DrawFn, timeline: Timeline, *, most: int = 4) -> list[Network]:
    """The timeline's own subject, and others with more, less or other things recorded."""
    others = draw(st.lists(another(timeline), max_size=most - 1))
    return [timeline.network, *others]


@st.composite
def another(draw: st.DrawFn, timeline: Timeline) -> Network:
    network, days = timeline.network, timeline.days
    recorded = _Recorded({END: network.done[END]}, {}, {})
    for step in network.steps:
        if step != END:
            word = draw(st.sampled_from(["as it is", "open", "done", "booked", "washout"]))
            recorded.note(step, word, draw(_spans(days)), network)
    return replace(
        network,
        done=recorded.done,
        booked=recorded.booked,
        floors=recorded.floors,
        free=draw(st.sampled_from([None, *sorted(recorded.booked)])),
        not_before=corner(days, draw(st.integers(0, 9)), draw(st.sampled_from(CORNERS))),
    )


@dataclass(frozen=True)
class _Recorded:
    done: dict[str, Span]
    booked: dict[str, Span]
    floors: dict[str, Floor]

    def note(self, step: str, word: str, at: Span, network: Network) -> None:
        match word:
            case "as it is":
                for mine, theirs in (
                    (self.done, network.done),
                    (self.booked, network.booked),
                ):
                    if step in theirs:
                        mine[step] = theirs[step]
                if step in network.floors:
                    self.floors[step] = network.floors[step]
            case "done":
                self.done[step] = at
            case "booked":
                self.booked[step] = at
            case "washout":
                self.floors[step] = Floor(at.earliest, (Cause("W", "f1"),))


@st.composite
def _spans(draw: st.DrawFn, days: tuple[date, ...]) -> Span:
    number = draw(st.integers(2, 50))
    if draw(st.booleans()):
        minute = corner(days, number, draw(st.sampled_from(CORNERS)))
        return Span(minute, minute)
    return Span(corner(days, number, 0), corner(days, number, 1439))


def side_by_side(networks: Sequence[Network]) -> BatchNetwork:
    """The networks of one protocol at one site as the columns of one."""
    first = networks[0]
    tables = shift_tables(first.zone, *YEARS)
    shape = (len(first.steps), len(networks))
    concerned, done, booked, fixed = (np.zeros(shape, bool) for _ in range(4))
    earliest, latest = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    floors = np.full(shape, OPEN_BELOW, np.int64)
    for column, network in enumerate(networks):
        for row, step in enumerate(first.steps):
            at = network.anchor_span(step)
            concerned[row, column] = step in network.steps
            done[row, column] = step in network.done
            booked[row, column] = step in network.booked
            if at is not None:
                fixed[row, column] = True
                earliest[row, column], latest[row, column] = at.earliest, at.latest
            floors[row, column] = _floor(step, network)
    return BatchNetwork(
        steps=first.steps,
        links=first.links,
        working=first.working,
        one_way=first.one_way,
        tables=tables,
        calendars=[(slice(0, len(networks)), OpenTimes(first.calendar, tables))],
        concerned=concerned,
        done=done,
        booked=booked,
        fixed=fixed,
        earliest=earliest,
        latest=latest,
        floors=floors,
        worst=first.worst,
    )


def _floor(step: str, network: Network) -> Minute:
    washout = network.floors.get(step)
    known = [floor for floor in (washout and washout.minute, network.not_before) if floor]
    return max(known, default=OPEN_BELOW)
