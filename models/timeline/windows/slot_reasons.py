"""Why no date is suggested for a step whose free slots the site lists."""

from models.moments import NEVER
from models.protocol.site import FreeSlots
from models.timeline.windows.case import Case
from models.timeline.windows.windows import Windows
from models.timeline.words import say_minute


def listing_that_fails(step: str, windows: Windows, case: Case) -> FreeSlots | None:
    """The listing that alone leaves a step without a date or a suggestion; None elsewhere."""
    listing = case.calendar.site.slots_of(step)
    if listing is None or step in windows.proposed or case.standing[step].at is not None:
        return None
    bounds = windows.of(step)
    lower, upper = bounds.lower.get(step), bounds.upper.get(step)
    if lower is None or lower >= NEVER or (upper is not None and lower > upper):
        return None
    return listing


def without_a_slot(step: str, windows: Windows, case: Case) -> tuple[str, ...]:
    """One sentence where only the listing leaves a step without a suggestion; else nothing.

    It names no date that slides with now: a calendar would change by itself every day.
    """
    listing = listing_that_fails(step, windows, case)
    if listing is None:
        return ()
    title = case.protocol.step_by_id[step].titles.english
    return (f"No date is suggested for {title}: {_listed(listing, case)}",)


def _listed(listing: FreeSlots, case: Case) -> str:
    if not listing.begins.lasts:
        return "the site lists no free slot"
    last = say_minute(listing.begins.lasts[-1], case.chart.zone)
    return f"none of the site's free slots is in its window; the last one listed is {last}"
