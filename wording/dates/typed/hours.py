"""The time of a day at the end of what somebody typed; pure."""

import re
from dataclasses import dataclass
from typing import Final

from models.reasons.refusals.refusal import ValueRefused
from models.reasons.refusals.times import NotATime

_PART: Final = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)?\s*"
_HOUR: Final = r"(?<!\d)(?P<hour>\d{1,2})"
_TIMES: Final = tuple(
    re.compile(rf"(?P<day>.*?)[\s,]*{written}$")
    for written in (
        rf"{_PART}{_HOUR}:(?P<minute>\d{{2}})\s*(?P<half>am|pm)?",
        rf"(?P<part>){_HOUR}\s*(?P<half>am|pm)",
        rf"{_PART}{_HOUR}[点时](?:(?P<minute>\d{{1,2}})分?|(?P<some>半|整|一刻|三刻))?",
    )
)
_MINUTES: Final = {"半": 30, "一刻": 15, "三刻": 45}
_MORNING: Final = frozenset({"am", "凌晨", "清晨", "早上", "早晨", "上午"})
_EVENING: Final = frozenset({"pm", "下午", "傍晚", "晚上"})
_NOON, _HOURS, _SIXTY = 12, 24, 60


@dataclass(frozen=True, slots=True)
class Parted:
    """What was typed, in two.

    Attributes:
        time: `14:30`; empty where no time is said.
    """

    day: str
    time: str = ""


def parted(text: str, typed: str) -> Parted:
    """The day and the time of day, which stands behind it; `typed` is what a refusal repeats.

    Raises:
        ValueRefused: if there is no such time, or it can be midnight or noon.
    """
    for pattern in _TIMES:
        if said := pattern.fullmatch(text):
            return Parted(said["day"].strip().removesuffix("t"), _time(said.groupdict(), typed))
    return Parted(text)


def _time(said: dict[str, str | None], typed: str) -> str:
    hour = _hour(said.get("half") or said.get("part") or "", int(said["hour"] or 0))
    minute = _MINUTES.get(said.get("some") or "", int(said.get("minute") or 0))
    if hour is None or hour >= _HOURS or minute >= _SIXTY:
        raise ValueRefused(NotATime(word=typed))
    return f"{hour:02}:{minute:02}"


def _hour(part: str, hour: int) -> int | None:
    """The hour of 24; None where nobody can tell: `12 am`, `晚上12点`."""
    if part in _MORNING:
        return hour if hour < _NOON else None
    if part == "晚上" and hour == _NOON:
        return None
    later = part in _EVENING or (part == "中午" and hour < _NOON - 1)
    return hour + _NOON if later and hour < _NOON else hour
