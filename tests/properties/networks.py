"""Random small timelines, drawn around hidden dates that satisfy every link.

So no cycle of links can contradict itself, as in any protocol that was accepted; what is
done, booked, washed out or past is then moved off the hidden dates, and may contradict.
Every bound falls on a corner of a day: its start, its opening and closing hour, its end.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from models.moments import Minute, Span, start_of
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.path import Link
from models.protocol.site import Closure, OpeningHours
from models.protocol.source import Source
from models.texts import Texts
from models.timeline.network.network import Floor, Network
from models.timeline.network.working_days import WorkingCalendar
from models.timeline.results import Cause
from tests.properties.engine import PROTOCOL
from tests.properties.naive_days import plus_months

ZONE = ZoneInfo("Asia/Shanghai")
SITE = replace(PROTOCOL.sites["CN01"], hours=OpeningHours(480, 960, "drawn at random"))
THIRD_OF_A_DAY = 480
END = "end"
"""A step that is done on the last day, so that no other may be later."""
CORNERS = (0, 479, 480, 959, 960, 1439)  # minutes of a day at which a bound can lie


@dataclass(frozen=True, repr=False)
class Timeline:
    """A network, the days it plays on, and which of them the site works."""

    network: Network
    days: tuple[date, ...]
    working: frozenset[date]

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        del cycle  # a timeline holds no other
        printer.text(repr(self))

    def __repr__(self) -> str:
        """A failing example in few lines; days are numbered from the first."""
        network = self.network
        start = start_of(self.days[0], ZONE)
        fixed = {
            word: {step: _said(span, start) for step, span in spans.items()}
            for word, spans in (("done", network.done), ("booked", network.booked))
        }
        closed = [number for number, day in enumerate(self.days) if day not in self.working]
        return "\n".join(
            [
                f"day 0 is {self.days[0]}; closed {closed}; at the site {set(network.working)}",
                f"not before {_clock((network.not_before or 0) - start)}; asked for {network.free}",
                f"washouts {[(s, _clock(f.minute - start)) for s, f in network.floors.items()]}",
                f"{fixed}",
                *(_sentence(link) for link in network.links if link.anchor != END),
            ]
        )


def _clock(minutes: int) -> str:
    return f"day {minutes // 1440} {minutes % 1440 // 60:02}:{minutes % 60:02}"


def _said(span: Span, start: Minute) -> str:
    return f"{_clock(span.earliest - start)} to {_clock(span.latest - start)}"


def _sentence(link: Link) -> str:
    ways = f"{' both ways' * link.both_ways}{' while planned' * link.while_planned}"
    until = f" unless {link.unless_done} is done" if link.unless_done else ""
    ways += f"{' once done' * link.once_done}{until}"
    return f"{link.step} from {link.anchor} + {link.earliest} to + {link.latest}{ways}"


@st.composite
def timelines(draw: st.DrawFn, *, steps: int = 4) -> Timeline:
    first = draw(st.dates(date(2027, 12, 20), date(2028, 3, 10)))
    days = tuple(first + timedelta(days=number) for number in range(80))
    closed = frozenset(draw(st.sets(st.sampled_from(days[:60]), max_size=20)))
    names = tuple("abcd"[:steps])
    month_later = st.sampled_from([0, 0, 0, 31])
    hidden = {
        name: (draw(st.integers(4, 14)) + draw(month_later), draw(st.sampled_from(CORNERS)))
        for name in names
    }
    working = frozenset(draw(st.sets(st.sampled_from(names))))
    network = Network(
        steps=(*names, END),
        links=(
            *draw(st.lists(links(hidden, first), min_size=3, max_size=8)),
            *(not_after_the_end(name) for name in names),
        ),
        zone=ZONE,
        calendar=calendar_of(days, closed),
        working=working,
        one_way=frozenset(),
        done={},
        booked={},
        not_before=corner(days, draw(st.integers(0, 9)), draw(st.sampled_from(CORNERS))),
    )
    network = draw(recorded(network, hidden, days))
    return Timeline(network, days, frozenset(days) - closed)


def calendar_of(days: tuple[date, ...], closed: frozenset[date]) -> WorkingCalendar:
    """A site that works on exactly the days that are not closed, whatever the country does."""
    site = replace(
        SITE,
        closures=tuple(Closure(day, day, "drawn at random") for day in sorted(closed)),
        extra_working_days=tuple(day for day in days if day not in closed),
    )
    return WorkingCalendar(site)


def corner(days: tuple[date, ...], number: int, minute: int) -> Minute:
    return start_of(days[number], ZONE) + minute


Hidden = dict[str, tuple[int, int]]
"""For each step a day's number and a minute of that day."""


# ------------------------------------------------------------------ links


@st.composite
def links(draw: st.DrawFn, hidden: Hidden, first: date) -> Link:
    """A link between two steps that their hidden dates satisfy."""
    step, anchor = draw(st.permutations(sorted(hidden)))[:2]
    before, after = draw(st.sampled_from(SLACKS))
    between = Between(hidden[anchor], hidden[step], first)
    earliest, latest = draw(limits(between, before, after))
    both_ways = earliest is not None and earliest == Quantity(months=1) and between.a_month()
    return Link(
        rule=f"{anchor} to {step}",
        step=step,
        anchor=anchor,
        earliest=earliest,
        latest=latest,
        while_planned=draw(st.booleans()),
        once_done=draw(st.sampled_from([False, False, False, True])),
        unless_done=draw(st.sampled_from([None, None, None, *sorted(hidden)])),
        both_ways=both_ways,
        text=Texts("drawn at random"),
        source=Source(rationale="drawn at random"),
        basis="site default",
    )


SLACKS = [(0, 0), (0, 1), (1, 0), (0, None), (None, 0), (0, None), (None, 0), (3, None), (None, 3)]
"""How much earlier and later than hidden a link lets its step be; None where it does not say."""


@dataclass(frozen=True)
class Between:
    """The hidden times of an anchor and a step, as numbers of days and minutes of the day."""

    anchor: tuple[int, int]
    step: tuple[int, int]
    first: date

    @property
    def days(self) -> int:
        return self.step[0] - self.anchor[0]

    @property
    def minutes(self) -> int:
        return 1440 * self.days + self.step[1] - self.anchor[1]

    def days_beyond(self, months: int) -> int:
        """Days from the anchor's day moved by calendar months to the step's."""
        reached = plus_months(self.first + timedelta(days=self.anchor[0]), months)
        return (self.first + timedelta(days=self.step[0]) - reached).days

    def a_month(self) -> bool:
        """A month lies between the two, counted forwards and backwards."""
        step = self.first + timedelta(days=self.step[0])
        anchor = self.first + timedelta(days=self.anchor[0])
        return self.days_beyond(1) >= 0 and plus_months(step, -1) >= anchor


def not_after_the_end(step: str) -> Link:
    return Link(
        rule=f"{step} before the end",
        step=step,
        anchor=END,
        latest=Quantity(elapsed=True),
        text=Texts("drawn at random"),
        source=Source(rationale="drawn at random"),
        basis="site default",
    )


@st.composite
def limits(
    draw: st.DrawFn, between: Between, before: int | None, after: int | None
) -> tuple[Quantity | None, Quantity | None]:
    """The least and the most time from anchor to step; the slack is in days or thirds of days."""
    match draw(st.sampled_from(["days", "days", "minutes", "months", "one month"])):
        case "minutes":
            low, high = between.minutes // THIRD_OF_A_DAY, -(-between.minutes // THIRD_OF_A_DAY)
            return (
                None if before is None else _thirds(low - before),
                None if after is None else _thirds(high + after),
            )
        case "one month" if between.a_month():
            beyond = between.days_beyond(1)
            latest = None if after is None else Quantity(months=1, days=beyond + after)
            return Quantity(months=1), latest
        case "months":
            months = draw(st.sampled_from([-1, 1]))
            apart = between.days_beyond(months)
        case _:
            months, apart = 0, between.days
    return (
        None if before is None else Quantity(months=months, days=apart - before),
        None if after is None else Quantity(months=months, days=apart + after),
    )


def _thirds(number: int) -> Quantity:
    return Quantity(minutes=number * THIRD_OF_A_DAY, elapsed=True)


# ------------------------------------------------------------------ what is recorded


@st.composite
def recorded(draw: st.DrawFn, network: Network, hidden: Hidden, days: tuple[date, ...]) -> Network:
    """Some steps done, some booked, one of these perhaps asked for anew; washouts over some."""
    last_minute = corner(days, len(days) - 1, CORNERS[-1])
    done = {END: Span(last_minute, last_minute)}
    booked: dict[str, Span] = {}
    floors: dict[str, Floor] = {}
    for step in sorted(hidden):
        match draw(st.sampled_from(["open", "done", "booked", "washout"])):
            case "done":
                done[step] = draw(spans(hidden[step], days))
            case "booked":
                booked[step] = draw(spans(hidden[step], days))
            case "washout":
                floors[step] = Floor(draw(spans(hidden[step], days)).earliest, (Cause("W", "f1"),))
    free = draw(st.sampled_from([None, *sorted(booked)]))
    return replace(network, done=done, booked=booked, floors=floors, free=free)


@st.composite
def spans(draw: st.DrawFn, hidden: tuple[int, int], days: tuple[date, ...]) -> Span:
    """An instant or a whole day, at the hidden time or off it."""
    number = hidden[0] + draw(st.sampled_from([0, 1, -1, 2, -2, 6, -4]))
    if draw(st.booleans()):
        minute = corner(days, number, hidden[1])
        return Span(minute, minute)
    return Span(corner(days, number, 0), corner(days, number, 1439))
