"""How large Prefect's database gets in a year: `python -m benchmarks.year_of_operation`.

A real server and real runs of each kind; what each leaves is measured in the database's
pages in use, then multiplied by how many there are in a year with 100 subjects. What
housekeeping frees is measured as well, and that it is used again. Assumed, and to be
changed here: how often a path changes, and how often a sweep or a delivery is due.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from benchmarks.installation import CONSOLE, an_installation, enrol
from dayzero.prefect_side.every_minute import say_no_sweep_is_due
from flows.deliver import deliver_alerts
from flows.housekeeping import housekeeping
from flows.patient_path import patient_path
from flows.sweep import sweep
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT
from tasks.prefect_pages.housekeeping import ROUTINE_KEPT

SUBJECTS = 100
RUNS_A_YEAR = 120  # of one subject's path: half of them for facts, half for what time changed
ROUTINE_A_DAY = 60  # sweeps that find somebody due, and as many deliveries
SIGNS_A_DAY = 1440  # of a worker that found nothing due
RUNS = 40  # of each kind, measured
KEPT_DAYS = 30  # Prefect's own retention, as dayzero/running/prefect_environment.py sets it
MEGABYTE = 1_000_000
QUIET_SECONDS = 4.0


def main() -> None:
    """Measure and print."""
    with an_installation() as (stage, _, engine):
        os.environ.update(stage.its_own())
        enrol(engine)
        database = stage.folder / "prefect" / "prefect.db"
        settings = {
            PREFECT_API_URL: f"{stage.prefect_url}/api",
            PREFECT_HOME: stage.folder / "prefect",
        }
        with temporary_settings(settings), WITHOUT_HEARTBEAT():
            sweep(datetime.now(UTC), return_state=True)  # all are passed over once
            measure(database)


def measure(database: Path) -> None:
    """What each kind of run leaves, and what that makes in a year."""
    by_pass = each(database, lambda: patient_path("CN10-001", return_state=True))
    by_sweep = each(database, lambda: sweep(return_state=True))
    by_delivery = each(database, lambda: deliver_alerts(return_state=True))
    by_sign = each(database, say_no_sweep_is_due)
    passes = SUBJECTS * RUNS_A_YEAR / 365
    routine = ROUTINE_A_DAY * (by_sweep + by_delivery) + SIGNS_A_DAY * by_sign
    a_day = passes * by_pass + routine
    routine_days = ROUTINE_KEPT / timedelta(days=1)
    kept = KEPT_DAYS * passes * by_pass + routine_days * routine
    CONSOLE.print(
        f"one pass leaves {by_pass / 1000:.0f} kB, a sweep {by_sweep / 1000:.0f} kB,"
        f" a delivery {by_delivery / 1000:.0f} kB, a sign of life {by_sign / 1000:.1f} kB"
    )
    CONSOLE.print(
        f"{SUBJECTS} subjects, {passes:.0f} runs of paths and"
        f" {ROUTINE_A_DAY} sweeps and deliveries a day:"
        f" {a_day / MEGABYTE:.0f} MB a day, {365 * a_day / MEGABYTE:,.0f} MB a year if all is kept"
    )
    CONSOLE.print(
        f"with housekeeping (routine {routine_days:.0f} days, the rest {KEPT_DAYS}):"
        f" {kept / MEGABYTE:,.0f} MB, and no more after a year than after a month"
    )
    freed = housekept(database)
    CONSOLE.print(
        f"measured: the pages in use shrank by {freed / MEGABYTE:.1f} MB when housekeeping removed"
        " these runs; their artifacts and events leave later, by Prefect's own vacuum"
    )


def housekept(database: Path) -> float:
    """Bytes that one night's housekeeping frees once the routine's days are over."""
    before = settled(database)
    housekeeping(datetime.now(UTC) + ROUTINE_KEPT + timedelta(hours=1), return_state=True)
    return before - settled(database)


def each(database: Path, run: Callable[[], object]) -> float:
    """Bytes that one run of a kind adds to the pages in use."""
    run()
    before = settled(database)
    for _ in range(RUNS):
        run()
    return (settled(database) - before) / RUNS


def settled(database: Path) -> int:
    """Bytes in use once what is on its way has been written."""
    APILogWorker.instance().drain()
    EventsWorker.drain_all()
    size, since = bytes_in_use(database), time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        time.sleep(0.5)
        now = bytes_in_use(database)
        if now != size:
            size, since = now, time.monotonic()
    return size


def bytes_in_use(database: Path) -> int:
    """Pages that hold something; freed ones are used again before the file grows."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30) as connection:
        one = {
            name: int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        }
    return (one["page_count"] - one["freelist_count"]) * one["page_size"]


if __name__ == "__main__":
    main()
