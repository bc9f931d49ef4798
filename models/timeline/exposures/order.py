"""Where an exposure began, seen from the step that its rule counts from."""

from enum import Enum, auto
from zoneinfo import ZoneInfo

from models.chart.facts import EventFact
from models.moments import Span, local_day
from models.timeline.exposures.clearings import Clearing


def counts_against(
    clearing: Clearing, judged: Span | None, zone: ZoneInfo, *, is_done: bool
) -> bool:
    """Whether an exposure may have come before its anchor, and so can break a rule."""
    if clearing.exempt_by:
        return False
    return order_of(clearing, judged, zone, is_done=is_done) is not Order.AFTER


class Order(Enum):
    """Where an exposure began, seen from its anchor step."""

    BEFORE = auto()
    AFTER = auto()
    UNKNOWN = auto()


def order_of(clearing: Clearing, judged: Span | None, zone: ZoneInfo, *, is_done: bool) -> Order:
    """Only what began before counts; a course without a first day is held to be before.

    What lasted to its date and was certainly still there on the anchor's own day had begun by
    then, as far as days can tell.
    """
    fact = clearing.exposure.fact
    began = fact.at if isinstance(fact, EventFact) else fact.first
    if began is None and is_done and not isinstance(fact, EventFact):
        began = fact.last
    if judged is None or began is None or began.latest <= judged.earliest:
        return Order.BEFORE
    if began.earliest > judged.latest:
        if not clearing.washout.lasting:
            return Order.AFTER
        same_day = local_day(began.latest, zone) == local_day(judged.earliest, zone)
        return Order.BEFORE if same_day else Order.UNKNOWN
    # A rule in days counts the anchor's own day as day 0; one in hours needs the time.
    by_the_hour = any(gap.elapsed or gap.half_lives for gap in clearing.washout.gaps)
    return Order.UNKNOWN if by_the_hour else Order.BEFORE
