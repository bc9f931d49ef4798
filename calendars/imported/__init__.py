"""Calendars of others, read: a site's closed and working days, an apheresis unit's free slots."""

from calendars.imported.events import AllDay, ImportedEvents, Timed
from calendars.imported.meaning import LeftOut, Meaning, closures_in, left_out, working_days_in
from calendars.imported.reading import read_calendar
from calendars.imported.slots import slots_in

__all__ = [
    "AllDay",
    "ImportedEvents",
    "LeftOut",
    "Meaning",
    "Timed",
    "closures_in",
    "left_out",
    "read_calendar",
    "slots_in",
    "working_days_in",
]
