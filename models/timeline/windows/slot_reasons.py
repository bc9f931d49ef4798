"""Why no date is suggested for a step whose free slots the site lists."""

from models.protocol.site import FreeSlots
from models.timeline.windows.case import Case
from models.timeline.windows.windows import Windows


def listing_that_fails(step: str, windows: Windows, case: Case) -> FreeSlots | None:
    """The listing that alone leaves a step without a date or a suggestion; None elsewhere."""
    listing = case.calendar.site.slots_of(step)
    if listing is None or step in windows.proposed or case.recorded[step].at is not None:
        return None
    bounds = windows.of(step)
    lower, upper = bounds.lower[step], bounds.upper.get(step)
    return listing if upper is None or lower <= upper else None
