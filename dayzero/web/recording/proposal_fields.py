"""The fields of a proposal as they stand in an address; pure."""

from collections.abc import Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

from models.moments import Minute, at_zone
from models.reasons.alerts.asked import ways_of
from models.reasons.alerts.moves import MoveStep
from models.timeline.results import Alert

STEP: Final = "step."
COURSE: Final = "course."
FIRST: Final = ""
SECOND: Final = "b."
"""Before every field of the proposal that stands beside the first."""
_CLOCK: Final = ".clock"
"""The hour stood in a field of its own on pages of before."""


def fields_in(address: Mapping[str, str], proposal: str) -> dict[str, str]:
    """What an address says of one of the proposals, without its mark."""
    said = {
        name.removeprefix(proposal): value
        for name, value in address.items()
        if value and name.startswith((proposal + STEP, proposal + COURSE))
    }
    for name in [name for name in said if name.endswith(_CLOCK)]:
        day, hour = f"{name.removesuffix(_CLOCK)}.day", said.pop(name)
        said[day] = f"{said.get(day, '')} {hour}".strip()
    return said


def fields_of(moves: Iterable[MoveStep], zone: ZoneInfo, proposal: str = FIRST) -> dict[str, str]:
    """The fields that say these moves."""
    said: dict[str, str] = {}
    for move in moves:
        said |= field_of_time(f"{proposal}{STEP}{move.step}", move.to, zone, move.whole_day)
    return said


def moves_asked(alert: Alert, zone: ZoneInfo) -> dict[str, str]:
    """The fields of the first move that an alert asks for; none where it asks for no move."""
    step = alert.move or alert.step
    if alert.to is None or step is None:
        return {}
    for way in ways_of(alert.ask) if alert.ask else ():
        if isinstance(way, MoveStep):
            return fields_of(way.moves, zone)
    return field_of_time(f"{STEP}{step}", alert.to, zone, whole_day=False)


def field_of_time(name: str, minute: Minute, zone: ZoneInfo, whole_day: bool) -> dict[str, str]:
    """The fields of one time; nobody books midnight: then a day is meant."""
    local = at_zone(minute, zone)
    said = local.format("YYYY-MM-DD" if whole_day else "YYYY-MM-DD HH:mm")
    return {f"{name}.day": said.removesuffix(" 00:00")}
