"""A site's calendar at some place, read as it is to be kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from calendars.imported import (
    ImportedEvents,
    Meaning,
    closures_in,
    slots_in,
    working_days_in,
)
from dayzero.desk.importing.guarded_reading import read_guarded
from dayzero.desk.importing.sources import Fetched, fetch
from models.errors import Fault, InputRefused
from models.moments import add_months, local_day, to_minute
from models.protocol.site import Site
from models.protocol.site_calendars import SiteCalendar
from models.reasons.refusals.desk import CalendarNameTooLong
from models.records.store import Incoming

MONTHS_AHEAD = 24
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody says of the calendar that is to come in.

    Attributes:
        step: the step that slots are for; None for days.
        name: what to call it; the file's or the host's name otherwise.
    """

    site: Site
    meaning: Meaning
    step: str | None = None
    name: str | None = None


def read_incoming(
    place: str, asked: Asked, moment: datetime, *, allow_local: bool
) -> tuple[Incoming, ImportedEvents]:
    """The calendar at a file or an address, and the events it was made from: 24 months of it.

    Raises:
        FileUnusable: if the file cannot be read.
        InputRefused: if it cannot be fetched or is no calendar, or the name cannot be one.
    """
    return read_fetched(fetch(place, allow_local=allow_local), asked, moment)


def read_fetched(
    fetched: Fetched, asked: Asked, moment: datetime
) -> tuple[Incoming, ImportedEvents]:
    """The same of a calendar whose bytes are here, as a page was sent them.

    Raises:
        InputRefused: if it is no calendar, or the name cannot be one.
    """
    called = _called(fetched.name if asked.name is None else asked.name)
    first = local_day(to_minute(moment), asked.site.zone)
    last = add_months(first, MONTHS_AHEAD) - timedelta(days=1)
    events = read_guarded(
        fetched.raw, source=fetched.said, zone=asked.site.zone, first=first, last=last
    )
    incoming = Incoming(
        calendar=_meant(events, asked, called, first, last),
        source=fetched.said,
        sha256=sha256(fetched.raw).hexdigest(),
        since=first,
        withdraws=events.withdraws,
    )
    return incoming, events


def _called(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise InputRefused([Fault("--name", CalendarNameTooLong(most=LONGEST_NAME))])
    return name.strip()


def _meant(
    events: ImportedEvents, asked: Asked, name: str, first: date, last: date
) -> SiteCalendar:
    if asked.step is not None:
        return slots_in(events, asked.site, name, step=asked.step, first=first, last=last)
    means = working_days_in if asked.meaning is Meaning.WORKING_DAYS else closures_in
    return means(events, asked.site, name)
