"""What was found in somebody else's calendar, on the site's days and clock."""

from dataclasses import dataclass, field
from datetime import date

from models.errors import Fault, InputRefused
from models.moments import Minute
from models.reasons.refusals.calendars.imported_calendars import ImportedFlaw
from models.reasons.refusals.refusal import FaultReason

LONGEST_SUMMARY = 80


@dataclass(frozen=True, slots=True, order=True)
class AllDay:
    """One occurrence of an all-day event; both days are included.

    Attributes:
        free: True where the event says that it blocks nobody's time.
        mark: what an Apple calendar says of such a day, in capitals; empty elsewhere.
        line: that of its event in the file; two events that say the same are one.
    """

    first: date
    last: date
    summary: str
    free: bool = False
    mark: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Timed:
    """One occurrence of an event with a time.

    Attributes:
        ends: the first minute after it; the same as `starts` where no end is given.
        free, mark, line: as of an all-day event.
    """

    starts: Minute
    ends: Minute
    summary: str
    free: bool = False
    mark: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedEvents:
    """Every occurrence within the days that were asked for, in order.

    Attributes:
        withdraws: the file takes back the events that it names, and tells of no others.
        floating: how many events name no time zone and were taken in the site's.
        cancelled: how many events were left out because they are cancelled.
        others: how many tasks, notes and free-busy lists were left out.
    """

    all_day: tuple[AllDay, ...]
    timed: tuple[Timed, ...]
    withdraws: bool = False
    floating: int = 0
    cancelled: int = 0
    others: int = 0


def refused(source: str, reason: FaultReason, line: int | None = None) -> InputRefused:
    """The refusal of a whole calendar for one fault, at a line where one is known."""
    where = source if line is None else f"{source}, line {line}"
    return InputRefused([Fault(where, reason)])


def cut_off(source: str) -> InputRefused:
    """The refusal of a calendar whose end is missing, wherever that shows."""
    return refused(source, ImportedFlaw.CUT_OFF)
