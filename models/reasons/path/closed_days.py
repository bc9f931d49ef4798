"""Why a site does not work on a day."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


class WeekendDay(Reason):
    """A weekday on which nobody works; 0 is Monday."""

    discloses: ClassVar = Disclosure.NOTHING
    weekday: int
    kind: Literal["weekend_day"] = "weekend_day"


class PublicHoliday(Reason):
    """A holiday of a country's official calendar, whose name that calendar knows."""

    discloses: ClassVar = Disclosure.NOTHING
    country: str
    day: date
    kind: Literal["public_holiday"] = "public_holiday"


class SiteClosure(Reason):
    """The site's own closure, with what the site wrote of it, in whatever language."""

    discloses: ClassVar = Disclosure.NOTHING
    written: str
    kind: Literal["site_closure"] = "site_closure"


class HoursOver(Reason):
    """The site works on that day, but its hours are over."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["hours_over"] = "hours_over"


ClosedDay = WeekendDay | PublicHoliday | SiteClosure | HoursOver
