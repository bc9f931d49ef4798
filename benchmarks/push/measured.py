"""What was measured, change by change, and what is said of it at the end."""

import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks.installation import CONSOLE
from benchmarks.push.hospital import Arrivals, Calendar, uid_of
from calendars.feeds.pushed import says
from models.records.store import published_entries
from tasks.pushing.calendar_server import server_calendar
from tasks.pushing.target import Target
from tasks.pushing.wanted import wanted_of

LOOK_SECONDS = 0.1
"""Between two questions to the server, which cost it as much as a small write."""


@dataclass(slots=True)
class Change:
    """One booking, the moment before it was recorded, and how many seconds each way took."""

    uid: str
    day: datetime
    asked: float
    on_server: float | None = None
    in_mailbox: float | None = None


@dataclass(slots=True)
class Measured:
    """All changes so far."""

    changes: list[Change] = field(default_factory=list)
    sequences: dict[str, list[int]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    def waits_for(self, subject: str, day: datetime, asked: float) -> None:
        """Note a change that was recorded just now."""
        self.changes.append(Change(uid_of(subject), day, asked))
        self.loads.append(os.getloadavg()[0])

    def waiting(self) -> list[Change]:
        """Changes that have not arrived everywhere."""
        return [one for one in self.changes if one.on_server is None or one.in_mailbox is None]

    def look(self, calendar: Calendar, arrivals: Arrivals) -> None:
        """Ask the server for each event that it should have, look through the mail, and wait."""
        for one in self.waiting():
            if one.on_server is None:
                self._ask(calendar, one)
            came = (held for held in arrivals.of.get(one.uid, ()) if held.starts == one.day)
            one.in_mailbox = next((held.at - one.asked for held in came), None)
        time.sleep(LOOK_SECONDS)

    def _ask(self, calendar: Calendar, one: Change) -> None:
        held = calendar.held(one.uid)
        if held is None:
            return
        self.sequences.setdefault(one.uid, []).append(held.sequence)
        if held.starts == one.day:
            one.on_server = held.at - one.asked


def tell(
    measured: Measured,
    engine: Engine,
    target: Target,
    arrivals: Arrivals,
    subjects: Iterable[str],
) -> None:
    """Print times and whatever was lost, doubled or ran backwards."""
    _tell_times("on the calendar server", [one.on_server for one in measured.changes])
    _tell_times("in the mailbox", [one.in_mailbox for one in measured.changes])
    _tell_server(engine, target, subjects)
    mails = {uid: [held.sequence for held in came] for uid, came in arrivals.of.items()}
    doubled = sum(len(one) - len(set(one)) for one in mails.values())
    CONSOLE.print(f"{sum(map(len, mails.values()))} invitations, {doubled} of them doubled")
    fell = _falls(measured.sequences.values()), _falls(mails.values())
    CONSOLE.print(f"SEQUENCE fell {fell[0]} times on the server, {fell[1]} times in the mail")
    CONSOLE.print(f"load of {os.cpu_count()} cores: {median(measured.loads):.1f} (median)")


def _tell_times(where: str, seconds: list[float | None]) -> None:
    there = [one for one in seconds if one is not None]
    lost = len(seconds) - len(there)
    if len(there) < 2:
        CONSOLE.print(f"{where}: {len(there)} arrived, {lost} did not")
        return
    CONSOLE.print(
        f"{where}: {len(there)} changes, p50 {median(there):.2f} s,"
        f" p99 {quantiles(there, n=100, method='inclusive')[-1]:.2f} s,"
        f" slowest {max(there):.2f} s; {lost} did not arrive"
    )


def _tell_server(engine: Engine, target: Target, subjects: Iterable[str]) -> None:
    wanted = wanted_of({one: published_entries(engine, one) for one in subjects}, target.language)
    with server_calendar(target.address, target.user, target.password) as opened:
        held = opened.events()
    counts = Counter(event.uid for event in held)
    right = {event.uid for event in held if event.uid in wanted and says(event, wanted[event.uid])}
    CONSOLE.print(
        f"{len(wanted)} events published: {len(wanted.keys() - right)} lost,"
        f" {len(counts.keys() - wanted.keys())} too many,"
        f" {sum(count > 1 for count in counts.values())} doubled"
    )


def _falls(each: Iterable[list[int]]) -> int:
    return sum(after < before for one in each for before, after in pairwise(one))
