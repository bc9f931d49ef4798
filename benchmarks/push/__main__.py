"""How long after a fact is its event on a calendar server, and its invitation in a mailbox.

`make benchmark-push`. A real worker, a real Radicale or (`--server xandikos`) Xandikos and a mail
server on loopback. Bookings are recorded from this process, one each `--pause` seconds, each for
the next of `--subjects` subjects. At the end every event that was published is looked for on the
server: nothing lost, nothing doubled, and no SEQUENCE that was seen has fallen. What the machine
did besides is told with it: a busy one is slower. `--alone` leaves Prefect out: this process makes
the pass, and only the worker's two parts run that push and invite.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from benchmarks.installation import CONSOLE, an_installation
from benchmarks.push.hospital import ADDRESS, FIRST_DAY, READER, STEP, Arrivals, Calendar, enrol
from benchmarks.push.measured import Measured, tell
from dayzero.running.processes import children
from dayzero.running.servers import start_worker
from models.records.store import (
    book,
    calendars_to_push,
    open_engine,
    publish_pass,
    published_entries,
    upgrade,
)
from tasks.passes.one_pass import plan_path, work_out
from tasks.passes.records import recorded_of
from tasks.pushing.target import Target
from tests.clients.calendar_server import PASSWORD, USER, radicale, xandikos
from tests.delivery.servers import mail_server

SERVERS = {"radicale": radicale, "xandikos": xandikos}
PATIENCE_SECONDS = 180.0  # after the last change; a booking that is not there by then is lost
REST_SECONDS = 900.0  # the same for the dates that only follow from bookings
SETTLING_SECONDS = 20.0  # the first invitations go


def main() -> None:
    """Measure and print."""
    told = _arguments()
    subjects = [f"CN10-{number:03}" for number in range(101, told.subjects + 101)]
    arrivals = Arrivals()
    with TemporaryDirectory() as folder, SERVERS[told.server](Path(folder)) as server:
        path = server.make_calendar("trial")
        target = Target(f"{str(server.http.base_url).rstrip('/')}{path}", USER, PASSWORD)
        calendar = Calendar(server, path)
        started = _alone if told.alone else _installation
        with mail_server(arrivals.mailbox) as port, started(target, port, subjects) as engine:
            _wait_until_all_is_there(engine, target, subjects, arrivals)
            measured = _changes(engine, calendar, arrivals, subjects, told)
            _wait_for_the_rest(engine, target)
            tell(measured, calendar, target, arrivals, subjects)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="fact to calendar server and mailbox")
    parser.add_argument("--server", choices=sorted(SERVERS), default="radicale")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--subjects", type=int, default=50)
    parser.add_argument("--pause", type=float, default=1.5)
    return parser.parse_args()


@contextmanager
def _installation(target: Target, port: int, subjects: list[str]) -> Iterator[Engine]:
    with an_installation() as (stage, family, engine):
        os.environ["DAYZERO_DATABASE_URL"] = stage.database_url
        enrol(engine, subjects)
        environment = {**family.environment, **_addresses(target, port)}
        worker = start_worker(stage, replace(family, environment=environment))
        try:
            yield engine
        finally:
            CONSOLE.print(worker.log.read_text()[-2000:], style="dim")


@contextmanager
def _alone(target: Target, port: int, subjects: list[str]) -> Iterator[Engine]:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'dayzero.db'}"
        os.environ["DAYZERO_DATABASE_URL"] = url
        engine = open_engine(url)
        upgrade(engine)
        enrol(engine, subjects)
        for subject in subjects:
            pass_over(engine, subject)
        with children({**os.environ, **_addresses(target, port)}, Path(folder)) as family:
            family.start("parts", [sys.executable, "-m", "benchmarks.push.parts"])
            yield engine


def _addresses(target: Target, port: int) -> Mapping[str, str]:
    """The demo's own environment names no server, so that nobody real is written to."""
    mail = f"mailto://127.0.0.1:{port}?from=dayzero@example.org&to={ADDRESS}"
    return {
        "DAYZERO_CALDAV_URL": target.address,
        "DAYZERO_CALDAV_USER": target.user,
        "DAYZERO_CALDAV_PASSWORD": target.password,
        "DAYZERO_CALDAV_ALLOW_HTTP": "true",
        f"DAYZERO_CHANNEL_{READER.upper()}_MAIL": mail,
    }


def _wait_until_all_is_there(
    engine: Engine, target: Target, subjects: list[str], arrivals: Arrivals
) -> None:
    """Everybody's first calendar is pushed, and the mails of the start are out."""
    while calendars_to_push(engine, target.name) or not all(
        published_entries(engine, one) for one in subjects
    ):
        time.sleep(1)
    time.sleep(SETTLING_SECONDS)
    arrivals.forget()


def _wait_for_the_rest(engine: Engine, target: Target) -> None:
    """Until the computed dates are there too; print how long that takes after the bookings."""
    begun = time.perf_counter()
    while calendars_to_push(engine, target.name) and time.perf_counter() < begun + REST_SECONDS:
        time.sleep(1)
    seconds, left = time.perf_counter() - begun, len(calendars_to_push(engine, target.name))
    CONSOLE.print(f"computed dates {seconds:.0f} s after the last booking: {left} calendars wait")


def pass_over(engine: Engine, subject: str) -> None:
    """A pass in this process."""
    now, recorded = datetime.now(UTC), recorded_of(subject)
    publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))


def _changes(
    engine: Engine,
    calendar: Calendar,
    arrivals: Arrivals,
    subjects: list[str],
    told: argparse.Namespace,
) -> Measured:
    """Record, and look after every change until its event is there and its mail has come."""
    measured = Measured(engine)
    for number in range(told.changes):
        subject, day = subjects[number % len(subjects)], FIRST_DAY + timedelta(days=number)
        asked = time.perf_counter()
        book(engine, subject, STEP, day.isoformat(), now=datetime.now(UTC), by="benchmark")
        if told.alone:
            pass_over(engine, subject)
        measured.waits_for(subject, day, asked)
        while time.perf_counter() < asked + told.pause:
            measured.look(calendar, arrivals)
    until = time.perf_counter() + PATIENCE_SECONDS
    while measured.waiting() and time.perf_counter() < until:
        measured.look(calendar, arrivals)
    return measured


if __name__ == "__main__":
    main()
