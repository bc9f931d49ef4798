"""A simulated year: facts through the real records, real passes, real messages; then counts."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, text

from models.records.database.json_text import as_text
from models.records.store import (
    OpenAlert,
    end_attempt,
    import_charts,
    open_alerts,
    open_engine,
    record_fact,
    revive_dead,
    subjects_due,
    upgrade,
)
from tasks.passes.sweeping import pass_over
from tasks.telling.delivering import deliver_rounds, try_in_threads
from tests.simulation.compared import differences
from tests.simulation.must_be_told import breaches
from tests.simulation.people import READERS, Expected, Told, answer, drawn, routing_text
from tests.simulation.receivers import Post, receivers
from tests.simulation.stories import story_of
from tests.simulation.story import Deed, Story, clock

Json = dict[str, Any]
START = date(2026, 1, 5)
HOUR = timedelta(hours=1)
"""How often the simulation looks for messages, beside the moments at which something happens."""


class KilledError(Exception):
    """Stands for the death of a worker between sending a message and writing that down."""


@dataclass
class Counts:
    """What the year came to."""

    facts: int = 0
    corrections: int = 0
    passes: int = 0
    looks: int = 0
    deaths: int = 0
    violations: set[tuple[str, str]] = field(default_factory=set)
    missing: set[tuple[str, str]] = field(default_factory=set)
    invented: set[tuple[str, str]] = field(default_factory=set)
    first_seen: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Year:
    """The simulation as it runs.

    Attributes:
        told: when each reader first had a message of an alert on an occasion.
    """

    engine: Engine
    post: Post
    deeds: list[Deed]
    headers: dict[str, Json]
    until: datetime
    charts: dict[str, Json] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    expected: Expected = field(default_factory=Expected)
    told: dict[Told, datetime] = field(default_factory=dict)
    heard: int = 0
    looked_on: date | None = None
    pause: timedelta = HOUR

    def run(self) -> None:
        now = clock(START, 7)
        while now < self.until:
            self._live_through(now)
            now = min([self._next_look(now), *self._moments_ahead(now)])
        self._heal(now)

    def _moments_ahead(self, now: datetime) -> Iterator[datetime]:
        """The next fact, and the next pass that is due by itself."""
        if self.deeds:
            yield self.deeds[0].at
        with self.engine.connect() as connection:
            due = connection.execute(text("SELECT min(pass_due_at) FROM subject")).scalar()
        if due is not None:
            yield max(datetime.fromisoformat(due).replace(tzinfo=UTC), now + timedelta(minutes=1))

    def _next_look(self, now: datetime) -> datetime:
        """On the full hour, so that a morning's seven o'clock is never passed over."""
        midnight = now.replace(hour=0, minute=0)
        return midnight + ((now - midnight) // self.pause + 1) * self.pause

    def _live_through(self, now: datetime) -> None:
        self.post.now = now
        self._record(now)
        touched = self._sweep(now)
        standing = open_alerts(self.engine)
        new_day, self.looked_on = now.date() != self.looked_on, now.date()
        self._compare(list(self.charts) if new_day else touched, standing, now)
        self._deliver(standing, now)
        if now.minute == 0 and now.hour in {1, 6}:
            answer(self.engine, standing, now)

    def _record(self, now: datetime) -> None:
        while self.deeds and self.deeds[0].at <= now:
            deed = self.deeds.pop(0)
            if deed.subject not in self.charts:
                self._enrol(deed, now)
            else:
                record_fact(self.engine, deed.subject, deed.fact, now=now, by="clerk")
            self.charts[deed.subject]["facts"].append(deed.fact)
            self.counts.facts += 1
            self.counts.corrections += "corrects" in deed.fact

    def _enrol(self, deed: Deed, now: datetime) -> None:
        chart = {**self.headers[deed.subject], "facts": [deed.fact]}
        raw = as_text(chart).encode()
        import_charts(self.engine, [(deed.subject, raw)], now=now, by="clerk")
        self.charts[deed.subject] = {**self.headers[deed.subject], "facts": []}

    def _sweep(self, now: datetime) -> list[str]:
        due = subjects_due(self.engine, now)
        if due:
            swept = pass_over.fn(due, now)
            assert swept.passed == len(due), swept
            self.counts.passes += swept.passed
        return due

    def _compare(
        self, subjects: Sequence[str], standing: Sequence[OpenAlert], now: datetime
    ) -> None:
        for subject in subjects:
            alerts = [one.alert for one in standing if one.subject == subject]
            chart = self.charts[subject]
            missing, invented = differences(chart, alerts, now)
            self.counts.looks += 1
            self.counts.violations |= {(subject, str(one)) for one in breaches(chart, now)}
            self.counts.missing |= {(subject, one) for one in missing}
            self.counts.invented |= {(subject, one) for one in invented}
            for one in missing | invented:
                self.counts.first_seen.setdefault((subject, one), f"{now} {as_text(chart)}")

    # -------------------------------------------------------------- messages

    def _deliver(self, standing: Sequence[OpenAlert], now: datetime) -> None:
        self.expected.look(standing, now)
        if now.minute == 0 and now.hour % 6 == 0:
            with ThreadPoolExecutor(2) as side_by_side:
                list(side_by_side.map(self._one_worker, [now, now]))
        else:
            self._one_worker(now)
        self._listen(standing)

    def _one_worker(self, now: datetime) -> None:
        try:
            deliver_rounds(lambda: now, try_in_threads)
        except KilledError:
            self.counts.deaths += 1

    def _listen(self, standing: Sequence[OpenAlert]) -> None:
        occasions = {one.number: one.occasion for one in standing}
        for message in self.post.taken[self.heard :]:
            for number in message.alerts:
                one = message.recipient, number, occasions.get(number, -1)
                if not message.key.startswith(("digest", "over")):
                    self.told.setdefault(one, message.at)
        self.heard = len(self.post.taken)

    def _heal(self, now: datetime) -> None:
        """The faults are mended: what is still on its way, or dead, gets through."""
        self.post.fault_share = 0
        revive_dead(self.engine, now=now, by="admin")
        for minutes in (0, 10, 30):
            self.post.now = now + timedelta(minutes=minutes)
            self._deliver(open_alerts(self.engine), self.post.now)


# ------------------------------------------------------------------ setting up


@contextmanager
def a_year(
    folder: Path,
    *,
    seed: int,
    subjects: int,
    days: int,
    pause: timedelta = HOUR,
    fault_share: float = 0.08,
) -> Iterator[Year]:
    """A simulation ready to run, its records and receivers around it.

    Args:
        pause: between two looks for messages at most; a divisor of the day.
        fault_share: of tries to send a message that meet a fault.
    """
    until = START + timedelta(days=days)
    stories = list(_stories(seed, subjects, days, until))
    url = f"sqlite:///{folder / 'year.db'}"
    routing = folder / "routing.toml"
    routing.write_text(routing_text())
    engine = open_engine(url)
    upgrade(engine)
    post = Post(clock(START, 7), fault_share)
    with receivers(post, READERS) as channels, _environment(url, routing, channels), _killing(post):
        deeds = sorted(deed for story in stories for deed in story.deeds)
        headers = {story.subject: story.header for story in stories}
        yield Year(engine, post, deeds, headers, clock(until, 7), pause=pause)
    engine.dispose()


def _stories(seed: int, subjects: int, days: int, until: date) -> Iterator[Story]:
    for number in range(1, subjects + 1):
        rng = Random(f"{seed}/{number}")  # noqa: S311  a simulation is to be repeatable
        enrolled = START + timedelta(days=rng.randint(0, days * 2 // 3))
        yield story_of(number, rng, enrolled, until)


@contextmanager
def _environment(url: str, routing: Path, channels: dict[str, str]) -> Iterator[None]:
    ours = {
        "DAYZERO_DATABASE_URL": url,
        "DAYZERO_ROUTING": str(routing),
        "DAYZERO_BASE_URL": "https://dayzero.example",
    }
    with patch.dict(os.environ, {**ours, **channels}):
        yield


@contextmanager
def _killing(post: Post) -> Iterator[None]:
    """Now and then a worker dies when its message is sent and nothing says so yet."""

    tries: Counter[str] = Counter()

    def end(store: Engine, attempt: Any, failure: Any, *facts: Any, **named: Any) -> Any:
        tries[attempt.key] += 1
        unlucky = drawn(f"killed {attempt.key} {tries[attempt.key]}") < post.fault_share / 8
        if failure is None and unlucky:
            raise KilledError
        return end_attempt(store, attempt, failure, *facts, **named)

    with patch("tasks.telling.delivering.end_attempt", end):
        yield
