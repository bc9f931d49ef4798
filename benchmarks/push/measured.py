"""What was measured, change by change, and what is said of it at the end."""

import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks.installation import CONSOLE
from benchmarks.push.hospital import STEP, Arrivals, Calendar, uid_of
from calendars.feeds.pushed import says
from models.moments import to_minute
from models.records.store import published_entries
from tasks.pushing.calendar_server import server_calendar
from tasks.pushing.target import Target
from tasks.pushing.wanted import wanted_of

LOOK_SECONDS = 0.1
"""Between two questions to the server, which cost it as much as a small write."""


@dataclass(slots=True)
class Change:
    """One booking, the moment before it was recorded, and after how many seconds it was where."""

    subject: str
    uid: str
    day: datetime
    asked: float
    published: float | None = None
    on_server: float | None = None
    in_mailbox: float | None = None


@dataclass(slots=True)
class Measured:
    """All changes so far."""

    engine: Engine
    changes: list[Change] = field(default_factory=list)
    sequences: dict[str, list[int]] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)
    _turn: int = 0

    def waits_for(self, subject: str, day: datetime, asked: float) -> None:
        """Note a change that was recorded just now."""
        self.changes.append(Change(subject, uid_of(subject), day, asked))
        self.loads.append(os.getloadavg()[0])

    def waiting(self) -> list[Change]:
        """Changes that have not arrived everywhere, and that no later one overtook."""
        there = {one.uid: one.day for one in self.changes if one.on_server is not None}
        return [
            one
            for one in self.changes
            if (one.on_server is None or one.in_mailbox is None)
            and one.day >= there.get(one.uid, one.day)
        ]

    def look(self, calendar: Calendar, arrivals: Arrivals) -> None:
        """Ask the server for one event that it should have, look through the mail, and wait.

        One at a time, in turn: asking for all of them would keep the server from the push.
        """
        waiting = self.waiting()
        for one in waiting:
            if one.published is None:
                self._look_up(one)
        missing = [one for one in waiting if one.on_server is None]
        if missing:
            self._turn += 1
            self._ask(calendar, missing[self._turn % len(missing)])
        for one in waiting:
            came = (held for held in arrivals.of.get(one.uid, ()) if held.starts == one.day)
            one.in_mailbox = next((held.at - one.asked for held in came), None)
        time.sleep(LOOK_SECONDS)

    def _look_up(self, one: Change) -> None:
        """Whether a pass has published it: until then nobody can be told."""
        starts = {
            line.entry.starts
            for line in published_entries(self.engine, one.subject)
            if line.entry.key == STEP
        }
        if to_minute(one.day) in starts:
            one.published = time.perf_counter() - one.asked

    def _ask(self, calendar: Calendar, one: Change) -> None:
        held = calendar.held(one.uid)
        if held is None:
            return
        self.sequences.setdefault(one.uid, []).append(held.sequence)
        if held.starts == one.day:
            one.on_server = held.at - one.asked


def tell(
    measured: Measured,
    calendar: Calendar,
    target: Target,
    arrivals: Arrivals,
    subjects: Sequence[str],
) -> None:
    """Print times and whatever was lost, doubled or ran backwards."""
    last = {one.uid: number for number, one in enumerate(measured.changes)}
    final = [last[one.uid] == number for number, one in enumerate(measured.changes)]
    _tell_times("published", [one.published for one in measured.changes], final)
    _tell_times("on the calendar server", [one.on_server for one in measured.changes], final)
    _tell_times("in the mailbox", [one.in_mailbox for one in measured.changes], final)
    _tell_times("on the calendar server after publication", _after(measured.changes), final)
    _tell_server(measured.engine, target, subjects)
    _tell_pace(measured.engine, calendar, subjects, len(measured.changes))
    mails = {uid: [held.sequence for held in came] for uid, came in arrivals.of.items()}
    doubled = sum(len(one) - len(set(one)) for one in mails.values())
    CONSOLE.print(f"{sum(map(len, mails.values()))} invitations, {doubled} of them doubled")
    fell = _falls(measured.sequences.values()), _falls(mails.values())
    CONSOLE.print(f"SEQUENCE fell {fell[0]} times on the server, {fell[1]} times in the mail")
    CONSOLE.print(f"load of {os.cpu_count()} cores: {median(measured.loads):.1f} (median)")


def _after(changes: Iterable[Change]) -> list[float | None]:
    """Seconds from a publication to the server; both are looked for as often."""
    return [
        None
        if one.on_server is None or one.published is None
        else max(one.on_server - one.published, 0.0)
        for one in changes
    ]


def _tell_times(where: str, seconds: list[float | None], final: list[bool]) -> None:
    """Of a booking that the subject's next one overtook, nobody has to see anything."""
    there = [one for one in seconds if one is not None]
    lost = sum(last and one is None for one, last in zip(seconds, final, strict=True))
    overtaken = len(seconds) - len(there) - lost
    if len(there) > 1:
        CONSOLE.print(
            f"{where}: {len(there)} changes, p50 {median(there):.2f} s,"
            f" p99 {quantiles(there, n=100, method='inclusive')[-1]:.2f} s,"
            f" slowest {max(there):.2f} s"
        )
    CONSOLE.print(f"{where}: {lost} lost, {overtaken} overtaken by the subject's next booking")


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


def _tell_pace(engine: Engine, calendar: Calendar, subjects: Iterable[str], changes: int) -> None:
    """What the server needs by itself: a pace of changes above it must queue, whoever writes."""
    moved = sum(line.sequence for one in subjects for line in published_entries(engine, one))
    each = calendar.seconds_to_write([uid_of(one) for one in subjects])
    CONSOLE.print(
        f"a change moves {moved / changes:.1f} events; one write takes the server alone"
        f" {each * 1000:.0f} ms, so a change {moved / changes * each:.2f} s"
    )


def _falls(each: Iterable[list[int]]) -> int:
    return sum(after < before for one in each for before, after in pairwise(one))
