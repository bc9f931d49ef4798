"""When a site works and has slots, against writing down every minute at which it does."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from holidays import country_holidays
from hypothesis import assume, event, given
from hypothesis import strategies as st

from models.moments import Minute, Span, start_of
from models.protocol.arithmetic.shift_tables import BEYOND
from models.protocol.site import Closure, FreeSlots, Site
from models.protocol.sites import load_sites
from models.stretches import Stretches
from models.timeline.network.open_times import Rows
from models.timeline.network.transfers import transferred
from models.timeline.network.working_days import WorkingCalendar
from tests.properties.budget import share

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, DAYS = date(2026, 9, 10), 45  # over the National Day week and its made-up weekend days
CHINA = country_holidays("CN", years=2026, expand=False)
STEP = "apheresis"
TEMPLATE = load_sites()["CN01"]


def minute_of(day: int, minute: int) -> Minute:
    return start_of(FIRST + timedelta(days=day), ZONE) + minute


@dataclass(frozen=True)
class Written:
    """A site, and every minute at which it works, may begin the step, or shows its hours."""

    site: Site
    opened: tuple[Minute, ...]
    offered: tuple[Minute, ...]
    hours: tuple[Minute, ...]
    worked: frozenset[date]


@st.composite
def sites(draw: st.DrawFn) -> Written:
    opens = draw(st.sampled_from([0, 540, 541, 1439]) | st.integers(0, 1439))
    closes = draw(st.just(1440) | st.integers(opens + 1, 1440))
    own = draw(st.lists(st.integers(10, 30), max_size=3, unique=True))
    extra = draw(st.lists(st.integers(10, 30), max_size=3, unique=True))
    extra = [day for day in extra if day not in own]
    shut = [Span(at, at + 90) for at in draw(st.lists(points(), max_size=3))]
    slots = draw(st.none() | st.lists(points(), max_size=6))
    begins = Stretches.of(Span(at, at) for at in slots or ())
    until = max(slots) + draw(st.integers(0, 900)) if slots else None
    site = replace(
        TEMPLATE,
        hours=replace(TEMPLATE.hours, opens=opens, closes=closes),
        closures=tuple(Closure(_day(each), _day(each), "ward moves") for each in own),
        extra_working_days=tuple(_day(each) for each in extra),
        closed_hours=Stretches.of(shut),
        slots=() if slots is None else (FreeSlots(STEP, begins, until),),
    )
    days = [number for number in range(DAYS) if _works(number, own, extra)]
    closed = {minute for span in shut for minute in range(span.earliest, span.latest + 1)}
    opened = [minute for day in days for minute in _hours(day, opens, closes)]
    opened = [minute for minute in opened if minute not in closed]
    unlisted = opened if until is None else [m for m in opened if m > until]
    return Written(
        site,
        tuple(opened),
        tuple(sorted({*(slots or ()), *unlisted})),
        tuple(minute for day in range(DAYS) for minute in _hours(day, opens, closes)),
        frozenset(_day(number) for number in days),
    )


def points() -> st.SearchStrategy[Minute]:
    """Minutes in the middle of the time, where there are days enough before and after."""
    return st.builds(minute_of, st.integers(14, 30), st.integers(0, 1439))


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _works(number: int, own: Sequence[int], extra: Sequence[int]) -> bool:
    return number not in own and (number in extra or CHINA.is_working_day(_day(number)))


def _hours(day: int, opens: int, closes: int) -> range:
    return range(minute_of(day, opens), minute_of(day, closes))


def first_of(minutes: Sequence[Minute], asked: Minute) -> Minute | None:
    place = bisect_left(minutes, asked)
    return minutes[place] if place < len(minutes) else None


def last_of(minutes: Sequence[Minute], asked: Minute) -> Minute | None:
    place = bisect_right(minutes, asked)
    return minutes[place - 1] if place else None


# ---------------------------------------------------------------- one site


@share(0.5)
@given(written=sites(), asked=points())
def test_a_site_works_at_the_minutes_that_are_written_down(written: Written, asked: Minute) -> None:
    calendar = WorkingCalendar(written.site)

    assert calendar.first_open_minute(asked) == first_of(written.opened, asked)
    assert calendar.last_open_minute(asked) == last_of(written.opened, asked)
    assert calendar.first_open_minute(asked, any_day=True) == first_of(written.hours, asked)
    assert calendar.last_open_minute(asked, any_day=True) == last_of(written.hours, asked)
    assert calendar.is_open(asked) == (asked in written.opened)


@share(0.5)
@given(written=sites(), asked=points(), limit=st.integers(0, 9))
def test_no_more_days_are_looked_at_than_are_asked_for(
    written: Written, asked: Minute, limit: int
) -> None:
    calendar = WorkingCalendar(written.site)
    day = (asked - minute_of(0, 0)) // 1440
    first, last = first_of(written.opened, asked), last_of(written.opened, asked)
    in_time = first is not None and first < minute_of(day + limit + 1, 0)
    not_long_ago = last is not None and last >= minute_of(day - limit, 0)

    event(f"in time: {in_time}")
    found = calendar.first_open_minute(asked, limit_days=limit)
    assert found == (first if in_time else None)
    found = calendar.last_open_minute(asked, limit_days=limit)
    assert found == (last if not_long_ago else None)


@share(0.5)
@given(written=sites(), asked=points())
def test_a_step_begins_in_a_listed_slot_or_where_nothing_is_listed_any_more(
    written: Written, asked: Minute
) -> None:
    calendar = WorkingCalendar(written.site)
    event("slots are listed" if written.site.slots else "no listing")
    until = [each.listed_until for each in written.site.slots if each.listed_until is not None]

    for minute in (asked, asked, *until):  # what was looked up once is the same again
        assert calendar.first_minute_for(STEP, minute) == first_of(written.offered, minute)
        assert calendar.last_minute_for(STEP, minute) == last_of(written.offered, minute)
        assert calendar.first_minute_for("day_28", minute) == first_of(written.opened, minute)
        assert calendar.last_minute_for("day_28", minute) == last_of(written.opened, minute)


@share(0.2)
@given(written=sites())
def test_a_site_works_on_its_days_and_says_why_not_on_others(written: Written) -> None:
    calendar = WorkingCalendar(written.site)

    for number in range(DAYS):
        assert calendar.is_working(_day(number)) == (_day(number) in written.worked)
        assert (calendar.why_closed(_day(number)) is None) == (_day(number) in written.worked)


# ---------------------------------------------------------------- from one site to another


@share(1)
@given(before=sites(), after=sites(), since=points(), asked=points())
def test_after_a_transfer_the_minutes_are_those_of_the_new_site(
    before: Written, after: Written, since: Minute, asked: Minute
) -> None:
    calendar = transferred(WorkingCalendar(before.site), after.site, since)
    opened = _joined(before.opened, after.opened, since)
    offered = _joined(before.offered, after.offered, since)
    hours = _joined(before.hours, after.hours, since)

    for minute in (asked, since - 1, since):
        assert calendar.first_open_minute(minute) == first_of(opened, minute)
        assert calendar.last_open_minute(minute) == last_of(opened, minute)
        assert calendar.first_open_minute(minute, any_day=True) == first_of(hours, minute)
        assert calendar.last_open_minute(minute, any_day=True) == last_of(hours, minute)
        assert calendar.first_minute_for(STEP, minute) == first_of(offered, minute)
        assert calendar.last_minute_for(STEP, minute) == last_of(offered, minute)


def _joined(one: Sequence[Minute], other: Sequence[Minute], since: Minute) -> list[Minute]:
    return [m for m in one if m < since] + [m for m in other if m >= since]


@share(0.2)
@given(
    before=sites(),
    after=sites(),
    day=st.integers(14, 30),
    minute=st.sampled_from([0, 1439]),
)
def test_the_day_of_a_transfer_is_a_day_of_the_new_site(
    before: Written, after: Written, day: int, minute: int
) -> None:
    assume((_day(day) in before.worked) != (_day(day) in after.worked))
    calendar = transferred(WorkingCalendar(before.site), after.site, minute_of(day, minute))

    for number in range(DAYS):
        there = before if number < day else after
        assert calendar.is_working(_day(number)) == (_day(number) in there.worked)
        assert calendar.why_closed(_day(number)) == WorkingCalendar(there.site).why_closed(
            _day(number)
        )


@share(0.5)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 9))), st.lists(st.integers(-9, 120)))
def test_many_minutes_at_once_are_looked_up_as_each_alone(
    drawn: list[tuple[int, int]], asked: list[Minute]
) -> None:
    stretches = Stretches.of(Span(first, first + more) for first, more in drawn)
    rows, minutes = Rows.of(stretches), np.array(asked, np.int64)

    after = [stretches.at_or_after(minute) for minute in asked]
    before = [stretches.at_or_before(minute) for minute in asked]
    assert list(rows.at_or_after(minutes)) == [BEYOND if m is None else m for m in after]
    assert list(rows.at_or_before(minutes)) == [-BEYOND if m is None else m for m in before]
