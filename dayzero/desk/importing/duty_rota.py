"""A duty rota out of somebody's calendar: each event is a shift of the recipient that it names."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from calendars.imported import AllDay, Timed
from dayzero.desk.importing.guarded_reading import read_guarded
from dayzero.desk.importing.sources import Fetched
from models.alerting.routing import Recipient, Shift
from models.errors import Fault, InputRefused
from models.moments import Minute, add_months, end_of, local_day, start_of, to_minute
from models.reasons.refusals.authored.duty_shifts import (
    EventOfNobody,
    EventWithoutLength,
    NobodyOnDuty,
)
from models.reasons.refusals.refusal import FaultReason

MONTHS_AHEAD = 12


def shifts_in(
    fetched: Fetched, known: Mapping[str, Recipient], zone: ZoneInfo, now: datetime
) -> list[Shift]:
    """The shifts of twelve months from today, in order; a night shift of yesterday is one.

    Args:
        known: the recipients of the routing; a title names one whatever its capitals, and with
            spaces for underscores.
        zone: in which days begin, and times that name no zone are read.

    Raises:
        InputRefused: if it is no calendar, an event names nobody or has no length, or there is
            no shift.
    """
    first = local_day(to_minute(now), zone)
    last = add_months(first, MONTHS_AHEAD) - timedelta(days=1)
    events = read_guarded(fetched.raw, source=fetched.said, zone=zone, first=first, last=last)
    found: list[AllDay | Timed] = [*events.all_day, *events.timed] if not events.withdraws else []
    if not found:
        raise InputRefused([Fault(fetched.said, NobodyOnDuty(first=first, last=last))])
    if faults := list(_faults(found, known, zone, fetched.said)):
        raise InputRefused(faults)
    return sorted(
        (_shift(each, zone) for each in found), key=lambda one: (one.from_, one.recipient)
    )


def _faults(
    found: list[AllDay | Timed], known: Mapping[str, Recipient], zone: ZoneInfo, source: str
) -> Iterator[Fault]:
    """What is wrong, once for each event of the file, however often it repeats."""
    told: set[int] = set()
    for each in sorted(found, key=lambda one: (_ends(one, zone)[0], one.summary)):
        reason = _flaw(each, known, zone)
        if reason is not None and each.line not in told:
            told.add(each.line)
            yield Fault(f"{source}, line {each.line}", reason)


def _flaw(
    each: AllDay | Timed, known: Mapping[str, Recipient], zone: ZoneInfo
) -> FaultReason | None:
    starts, ends = _ends(each, zone)
    day = local_day(starts, zone)
    if _name(each) not in known:
        return EventOfNobody(title=each.summary, day=day, known=tuple(known))
    return EventWithoutLength(title=each.summary, day=day) if starts == ends else None


def _name(each: AllDay | Timed) -> str:
    return "_".join(each.summary.casefold().split())


def _shift(each: AllDay | Timed, zone: ZoneInfo) -> Shift:
    starts, ends = (datetime.fromtimestamp(one * 60, UTC) for one in _ends(each, zone))
    return Shift.model_validate(
        {"recipient": _name(each), "from": starts.astimezone(zone), "until": ends.astimezone(zone)}
    )


def _ends(each: AllDay | Timed, zone: ZoneInfo) -> tuple[Minute, Minute]:
    """The first minute on duty, and the first that is not."""
    if isinstance(each, Timed):
        return each.starts, each.ends
    return start_of(each.first, zone), end_of(each.last, zone) + 1
