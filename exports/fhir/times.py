"""Times as FHIR writes them; days where only days may be told or are known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from exports.fhir.told import Resource
from models.moments import Minute, Span, at_zone, first_whole_day, local_day
from models.timeline.results import StepOutcome


def instant(minute: Minute, zone: ZoneInfo) -> str:
    """`2026-04-15T10:00:00+08:00`: FHIR asks for seconds and an offset."""
    return at_zone(minute, zone).isoformat(timespec="seconds")


def moment(when: datetime, zone: ZoneInfo) -> str:
    """The same of an instant."""
    return when.astimezone(zone).isoformat(timespec="seconds")


def occurrence(span: Span, zone: ZoneInfo) -> Resource:
    """When something was or is to be, as exactly as it is known."""
    if span.exact:
        return {"occurrenceDateTime": instant(span.earliest, zone)}
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if first == last:
        return {"occurrenceDateTime": first.isoformat()}
    return {"occurrencePeriod": {"start": first.isoformat(), "end": last.isoformat()}}


def days(span: Span, zone: ZoneInfo) -> Resource:
    """A period of whole days; both ends are included, as FHIR reads a date as all of that day."""
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    return {"start": first.isoformat(), "end": last.isoformat()}


def window(outcome: StepOutcome, zone: ZoneInfo) -> Resource:
    """The days on which a step may be held.

    It begins with the first day that is open as a whole: the hour at which a washout ends tells
    what was given.
    """
    if outcome.opens is None:
        return {}
    opens = first_whole_day(outcome.opens, zone)
    if outcome.closes is None:
        return {"occurrencePeriod": {"start": opens.isoformat()}}
    closes = local_day(outcome.closes, zone)
    period = {"start": min(opens, closes).isoformat(), "end": closes.isoformat()}
    return {"occurrencePeriod": period}
