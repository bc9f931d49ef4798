"""Times and study days as SDTM writes them."""

from calendar import monthrange
from datetime import date
from zoneinfo import ZoneInfo

from models.document_dates import said_span
from models.moments import Span, lasts_whole_days, local_day
from models.protocol import Protocol
from models.timeline.results import Plan
from models.timeline.values import StepState

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})


def dtc(span: Span | None, zone: ZoneInfo) -> str | None:
    """ISO 8601 as far as it is known: `2026-01-10T09:30+08:00`, `2026-02-05`, `2026-01`, `2026`."""
    if span is None or not lasts_whole_days(span, zone):
        return said_span(span, zone)
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first:%Y}"
    days = monthrange(first.year, first.month)[1]
    if (first, last) == (first.replace(day=1), first.replace(day=days)):
        return f"{first:%Y-%m}"
    return said_span(span, zone)


def study_day(span: Span | None, plan: Plan, protocol: Protocol) -> int | None:
    """Counted from the infusion that was given, which is day 1; there is no day 0 in SDTM.

    None where one of the two days is not known exactly, or there was no infusion.
    """
    infusion = plan.step(protocol.day_zero)
    day = _day(span, plan.zone)
    first = _day(infusion.at, plan.zone) if infusion.state in DONE else None
    if day is None or first is None:
        return None
    return shifted((day - first).days)


def shifted(day: int) -> int:
    """A Day number of the protocol, whose infusion is Day 0, as a study day of SDTM."""
    return day + 1 if day >= 0 else day


def _day(span: Span | None, zone: ZoneInfo) -> date | None:
    if span is None:
        return None
    first, last = local_day(span.earliest, zone), local_day(span.latest, zone)
    return first if first == last else None
