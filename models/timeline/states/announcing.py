"""From when people are told of what is coming."""

from models.moments import Minute, end_of, local_day, start_of
from models.timeline.states.scene import Scene

_DAY = 24 * 60


def announced_from(deadline: Minute, scene: Scene) -> Minute:
    """Some days ahead of it; where nobody works then, from the working day before that.

    Told in the middle of a holiday, nobody could still do what is needed before its end.
    """
    zone, calendar = scene.case.chart.zone, scene.case.calendar
    ahead = deadline - scene.case.protocol.due_soon_days * _DAY
    worked = calendar.last_open_minute(end_of(local_day(ahead, zone), zone))
    if worked is None or local_day(worked, zone) == local_day(ahead, zone):
        return ahead
    return start_of(local_day(worked, zone), zone)
