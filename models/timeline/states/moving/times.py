"""Times that a site would book in place of a booking: its own hour on another day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from models.moments import Minute, Span, at_zone, day_span, local_day, to_minute
from models.protocol.path import Step
from models.timeline.states.moving.room import Room
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.slots import first_slot


def times_in(room: Room, step: Step, at: Span, case: Case) -> Iterator[Span]:
    """Other times that a room holds, the day nearest to the booking first.

    The hour of the booking is kept on each day on which the site is open then and it has room;
    else it is the first free time of that day. Where the hour would be past the end of the
    room, and of a day alone where not all of it has room, that comes last: a test needs time
    for its result.
    """
    narrow = []
    for day in room.days_from(at, case.chart.zone):
        own = time_on(day, step, at, case)
        if own is not None and room.holds(own):
            yield from () if own == at else (own,)
        elif at.exact and (own is None or own.latest < room.opens):
            yield from _first_free(day, room, step, case)
        else:
            narrow.append(day)
    for day in narrow:
        yield from _first_free(day, room, step, case)


def time_on(day: date, step: Step, at: Span, case: Case) -> Span | None:
    """The booking on another day; None where the site cannot hold the step then."""
    if not at.exact:
        return day_span(day, case.chart.zone) if _is_held_on(day, step, case) else None
    minute = _same_hour(day, at.earliest, case)
    free = first_slot(step, case, minute, minute)
    return Span(minute, minute) if free == minute else None


def days_between(one: Span, other: Span, case: Case) -> timedelta:
    """How many local days a time lies after another one."""
    zone = case.chart.zone
    return local_day(other.earliest, zone) - local_day(one.earliest, zone)


def _same_hour(day: date, minute: Minute, case: Case) -> Minute:
    """When the clock of the site shows on a day what it shows at a minute of another."""
    zone = case.chart.zone
    shown = at_zone(minute, zone)
    return to_minute(datetime.combine(day, time(shown.hour, shown.minute), tzinfo=zone))


def _is_held_on(day: date, step: Step, case: Case) -> bool:
    if case.calendar.site.slots_of(step.id) is not None:
        return False  # a free slot has an hour
    return step.days == "any" or case.calendar.is_working(day)


def _first_free(day: date, room: Room, step: Step, case: Case) -> Iterator[Span]:
    part = room.on(day, case.chart.zone)
    free = first_slot(step, case, part.opens, part.closes)
    if free is not None:
        yield Span(free, free)
