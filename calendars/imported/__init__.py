"""Calendars of others, read: a site's closures, an apheresis unit's free slots."""

from calendars.imported.events import AllDay, ImportedEvents, Timed
from calendars.imported.meaning import closures_in, slots_in
from calendars.imported.reading import read_calendar

__all__ = ["AllDay", "ImportedEvents", "Timed", "closures_in", "read_calendar", "slots_in"]
