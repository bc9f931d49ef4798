"""Who is measured: bookable subjects, their coordinator with a mailbox, and a calendar."""

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from icalendar import Calendar as Parsed
from sqlalchemy import Engine

from dayzero.demo.charts import demo_charts
from models.protocol import load_protocol
from models.records.store import assign_subjects, import_charts, invite
from tests.clients.calendar_server import CalendarServer
from tests.delivery.servers import Mailbox

FIRST_DAY: Final = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
READER: Final = "coordinator"
ADDRESS: Final = "crc@example.org"
LIKE: Final = "CN10-001"
STEP: Final = "infusion"
BY: Final = "benchmark"
_WRITE: Final = {"Content-Type": "text/calendar; charset=utf-8"}
SEQUENCE: Final = re.compile(r"^SEQUENCE:(\d+)", re.MULTILINE)


def uid_of(subject: str) -> str:
    """Of the event that is booked anew."""
    return f"{subject}.{STEP}@dayzero"


def enrol(engine: Engine, subjects: list[str]) -> None:
    """The demo's subject whose infusion can be booked, under each number; all looked after."""
    now, protocol = datetime.now(UTC), load_protocol()
    [chart] = [text for name, text in demo_charts(now, protocol) if name == f"{LIKE}.json"]
    charts = [(f"{one}.json", chart.replace(LIKE.encode(), one.encode())) for one in subjects]
    import_charts(engine, charts, now=now, by=BY)
    assign_subjects(engine, READER, subjects, now=now, by=BY)
    invite(engine, READER, now=now, by=BY)


@dataclass(frozen=True, slots=True)
class Held:
    """An event as somebody has it, and since which moment of this process's clock."""

    starts: datetime
    sequence: int
    at: float


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar on the server, asked as any client asks it."""

    server: CalendarServer
    path: str

    def held(self, uid: str) -> Held | None:
        """The event at its own address; None where there is none."""
        answer = self.server.http.get(f"{self.path}{quote(uid)}.ics")
        if not answer.is_success:
            return None
        return _held(answer.text, time.perf_counter())

    def seconds_to_write(self, uids: list[str]) -> float:
        """How long the server takes for one write, asked by nobody else: events as they are."""
        http, seconds = self.server.http, 0.0
        for uid in uids:
            path = f"{self.path}{quote(uid)}.ics"
            there = http.get(path)
            begun = time.perf_counter()
            http.put(path, content=there.text, headers=_WRITE).raise_for_status()
            seconds += time.perf_counter() - begun
        return seconds / len(uids)


@dataclass(slots=True)
class Arrivals:
    """Which invitations came, each UID's in the order in which they came."""

    mailbox: Mailbox = field(default_factory=Mailbox)
    of: dict[str, list[Held]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note each mail when it is in."""
        self.mailbox.when_taken = self._note

    def forget(self) -> None:
        """What came until now is not measured."""
        self.of.clear()

    def _note(self) -> None:
        at = time.perf_counter()
        for part in self.mailbox.mails[-1].walk():
            if part.get_content_type() == "text/calendar":
                text = part.get_content()
                [event] = Parsed.from_ical(text).walk("VEVENT")
                self.of.setdefault(str(event["UID"]), []).append(_held(text, at))


def _held(text: str, at: float) -> Held:
    [event] = Parsed.from_ical(text).walk("VEVENT")
    starts: datetime = event.decoded("DTSTART")
    return Held(starts, int(str(event["SEQUENCE"])), at)
