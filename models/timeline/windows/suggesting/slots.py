"""The site's open minutes in a window, as appointments are offered."""

from models.moments import NEVER, Minute, local_day, start_of
from models.protocol.path import Step
from models.timeline.windows.case import Case

_GRID_MINUTES = 15  # an appointment is offered at a quarter of an hour


def first_slot(step: Step, case: Case, lower: Minute, upper: Minute | None) -> Minute | None:
    """The first open minute of the window, on a quarter of an hour where that still fits.

    Where the site lists free slots of the step, the first of those; None if none fits.
    """
    if step.passive:
        return lower
    last = NEVER if upper is None else upper
    if (listing := case.calendar.site.slots_of(step.id)) is not None:
        slot = listing.begins.at_or_after(lower)
        return slot if slot is not None and slot <= last else None
    any_day = step.days == "any"
    exact = case.calendar.first_open_minute(lower, any_day=any_day)
    rounded = case.calendar.first_open_minute(
        -(-lower // _GRID_MINUTES) * _GRID_MINUTES, any_day=any_day
    )
    for minute in (rounded, exact):
        if minute is not None and minute <= last:
            return minute
    return lower if any_day and lower <= last else None


def last_slot(step: Step, case: Case, lower: Minute, at_or_before: Minute) -> Minute | None:
    """The opening hour of the last open day at or before a minute, or the last free slot."""
    if (listing := case.calendar.site.slots_of(step.id)) is not None:
        slot = listing.begins.at_or_before(at_or_before)
        return slot if slot is not None and slot >= lower else None
    last = case.calendar.last_open_minute(at_or_before)  # one on any day found its minute before
    if last is None:
        return None
    day_start = start_of(local_day(last, case.chart.zone), case.chart.zone)
    opening = case.calendar.first_open_minute(max(day_start, lower))
    return opening if opening is not None and opening <= last else None
