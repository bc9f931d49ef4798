"""The one line on a whole timeline: that it has no date yet, or that it is closed."""

from calendars.entries.about import About
from calendars.entries.descriptions import about_the_timeline
from models.reasons.calendar.titles import NoDateFixed, TimelineClosed
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan

CLOSED = "closed"  # its state once the timeline has ended


def notice(plan: Plan, about: About) -> Entry:
    """One undated line, put by `revise` on the day of its first publication."""
    closed, open_ = TimelineClosed(subject=plan.subject), NoDateFixed(subject=plan.subject)
    return Entry(
        subject=plan.subject,
        key="timeline",
        step="",
        status=EntryStatus.CONFIRMED,
        title=closed if plan.ended is not None else open_,
        about=about_the_timeline(plan),
        place=about.place,
        zone=plan.zone.key,
        kind=EntryKind.NOTICE,
        busy=False,
        state=CLOSED if plan.ended is not None else "",
    )
