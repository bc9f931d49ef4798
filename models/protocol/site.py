"""One site of the trial: where it is, and when by its own clock it works."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from holidays import list_supported_countries
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, Strict

from models.moments import Minute
from models.reasons.refusals.authored.site_files import (
    ClosureEndsFirst,
    CountryUnknown,
    NotAClockTime,
    NotAZone,
    OpensLate,
    SiteFlaw,
    WorkingAndClosed,
)
from models.reasons.refusals.refusal import ValueRefused
from models.stretches import Stretches
from models.texts import Texts

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
MINUTES_PER_DAY = 24 * 60
NO_HOURS = Stretches()
NO_UNKNOWN_FIELD = ConfigDict(extra="forbid")


def _read_clock(text: object) -> object:
    """Minutes after midnight, where a text says a time; anything else is for pydantic to refuse."""
    if not isinstance(text, str):
        return text
    if not CLOCK.fullmatch(text):
        raise ValueRefused(NotAClockTime(word=text))
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _read_zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (KeyError, ValueError, OSError) as error:  # OSError: "Asia" is a folder of zones
        raise ValueRefused(NotAZone(word=str(name))) from error


def _read_country(code: str) -> str:
    if code not in list_supported_countries(include_aliases=False):
        raise ValueRefused(CountryUnknown(word=code))
    return code


def _read_closure(closure: object) -> object:
    """Read `day` as a range of one day."""
    if not isinstance(closure, dict) or "day" not in closure or closure.keys() & {"first", "last"}:
        return closure
    rest = {field: value for field, value in closure.items() if field != "day"}
    return {**rest, "first": closure["day"], "last": closure["day"]}


def _refuse_written(_: object) -> object:
    raise ValueRefused(SiteFlaw.ONLY_IMPORTED)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


Words = Annotated[str, Field(min_length=1)]
ClockMinute = Annotated[int, BeforeValidator(_read_clock), Strict()]
Day = Annotated[date, Strict()]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a site works on a working day.

    Attributes:
        opens: first minute open, in minutes after midnight on the site's clock.
        closes: first minute closed again; 1440 is midnight at the day's end.
        basis: "site default" until the site itself has stated its hours.
    """

    __pydantic_config__: ClassVar[ConfigDict] = NO_UNKNOWN_FIELD

    opens: ClockMinute
    closes: ClockMinute
    basis: Words

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MINUTES_PER_DAY:
            raise ValueRefused(OpensLate(opens=_clock(self.opens), closes=_clock(self.closes)))

    def __str__(self) -> str:
        return f"{_clock(self.opens)}–{_clock(self.closes)}"


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a site is closed for a reason of its own; both ends are included."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_UNKNOWN_FIELD

    first: Day
    last: Day
    reason: Words

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueRefused(ClosureEndsFirst(first=self.first, last=self.last))

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class FreeSlots:
    """When one step may begin at a site, as far as the site has listed it.

    Attributes:
        begins: the minutes at which a free slot may begin.
        listed_until: the last minute that the listing speaks of; None where it lists none.
            After it nothing is known, so any open minute may do.
    """

    step: str
    begins: Stretches
    listed_until: Minute | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One hospital that takes part in the trial.

    Attributes:
        id: CN01 to CN11, in the order of the registry entry.
        names: in English as the registry entry writes it; the entry has none in Chinese, so
            there it is the hospital's own.
        cities: likewise; left out in a language in which the names tell the city.
        province: as the registry entry writes it.
        zone: whose local days count at this site; `zone_basis` says how it is known.
        country: ISO 3166 code of the official calendar that the site follows.
        closures, extra_working_days: the site's own; they win over the official calendar.
        closed_hours, slots: parts of days on which it is closed, and when a step may begin;
            both only from calendars that the site's people import.
    """

    __pydantic_config__: ClassVar[ConfigDict] = NO_UNKNOWN_FIELD

    id: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")]
    names: Annotated[Texts, Field(alias="name")]
    cities: Annotated[Texts, Field(alias="city")]
    province: Words
    source: Words
    zone: Annotated[ZoneInfo, BeforeValidator(_read_zone)]
    zone_basis: Words
    country: Annotated[str, AfterValidator(_read_country)]
    hours: OpeningHours
    closures: tuple[Annotated[Closure, BeforeValidator(_read_closure)], ...] = ()
    extra_working_days: tuple[Day, ...] = ()
    closed_hours: Annotated[Stretches, BeforeValidator(_refuse_written)] = NO_HOURS
    slots: Annotated[tuple[FreeSlots, ...], BeforeValidator(_refuse_written)] = ()

    def __post_init__(self) -> None:
        for day in self.extra_working_days:
            if self.closure_on(day):
                raise ValueRefused(WorkingAndClosed(day=day))

    def closure_on(self, day: date) -> Closure | None:
        """Find the site's own closure on that day; the first written where several overlap."""
        return next((closure for closure in self.closures if closure.covers(day)), None)

    def slots_of(self, step: str) -> FreeSlots | None:
        """The listing of a step's free slots; None where the site has none."""
        if not self.slots:  # asked for millions of times where few sites have any
            return None
        return next((listing for listing in self.slots if listing.step == step), None)
