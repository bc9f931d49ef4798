"""Why no time is left for a step without a date, as typed facts."""

from collections.abc import Iterable

from models.moments import Minute, local_days
from models.reasons.path.closed_days import ClosedDay, HoursOver
from models.reasons.path.conflicts import (
    Conflicting,
    NoSlotLeft,
    NoTimeLeft,
    SiteClosedThen,
    WindowGone,
)
from models.reasons.path.rules import name_rule
from models.timeline.network.bounds import Bounds
from models.timeline.states.scene import Scene
from models.timeline.windows.case import Case


def has_passed(step: str, bounds: Bounds, now: Minute) -> bool:
    """Whether a window simply closed; its opening is "now" then, and says nothing."""
    return bounds.upper[step] < now and bounds.lower[step] <= now


def no_time_left(step: str, rules: Iterable[str], bounds: Bounds, scene: Scene) -> Conflicting:
    """The window that is gone, or both of its ends and what closes the site between them.

    Args:
        rules: those behind both ends, in order.
    """
    case, opens, closes = scene.case, bounds.lower[step], bounds.upper[step]
    named = tuple(name_rule(rule, case.protocol) for rule in rules)
    if has_passed(step, bounds, int(scene.now)):
        return WindowGone(step=step, rules=named, closes=closes)
    if opens > closes:
        return NoTimeLeft(step=step, rules=named, opens=opens, closes=closes)
    if case.calendar.site.slots_of(step) is not None:
        return NoSlotLeft(step=step, rules=named, opens=opens, closes=closes)
    days = _closed_days(opens, closes, case)
    return SiteClosedThen(step=step, rules=named, opens=opens, closes=closes, days=days)


def _closed_days(opens: Minute, closes: Minute, case: Case) -> tuple[ClosedDay, ...]:
    days = local_days(opens, closes, case.chart.zone)
    return tuple(dict.fromkeys(case.calendar.why_closed(day) or HoursOver() for day in days))
