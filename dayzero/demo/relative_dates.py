"""Dates said relative to today or to a step: `today-5d`, `infusion-71h`, `today+2d 10:00`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.reasons.refusals.refusal import ValueRefused, shown
from models.reasons.refusals.times import NotRelative

FORM = re.compile(
    r"(?P<anchor>\w+?)(?:(?P<number>[+-]\d+)(?P<unit>[dh]))?(?: (?P<clock>\d\d:\d\d))?"
)

Moment = date | datetime
"""A local day, or an aware instant."""


@dataclass(frozen=True, slots=True)
class When:
    """One such date, taken apart.

    Attributes:
        hours: the distance counts hours from an instant, not days.
        clock: the time of day where the result is an instant.
    """

    anchor: str
    number: int
    hours: bool
    clock: time | None

    def resolve(self, anchors: Mapping[str, Moment], zone: ZoneInfo) -> Moment:
        """The day or instant that is meant, once the anchor's is known."""
        base = anchors[self.anchor]
        if self.hours and isinstance(base, datetime):
            return base + timedelta(hours=self.number)
        day = day_of(base, zone) + timedelta(days=self.number)
        return day if self.clock is None else datetime.combine(day, self.clock, zone)


def read_when(text: str) -> When:
    """Take a relative date apart.

    Raises:
        ValueRefused: if it is not one.
    """
    form = FORM.fullmatch(text)
    if form is None:
        raise ValueRefused(NotRelative(word=shown(text)))
    return When(
        anchor=form["anchor"],
        number=int(form["number"] or 0),
        hours=form["unit"] == "h",
        clock=time.fromisoformat(form["clock"]) if form["clock"] else None,
    )


def day_of(moment: Moment, zone: ZoneInfo) -> date:
    """The local day on which it is."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def written(moment: Moment) -> str:
    """A day or an instant as a chart writes it."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()
