"""How long after a fact is recorded is the calendar published: `python -m benchmarks.fact_to_feed`.

A real server, a real worker process, facts recorded from this process as from the command
line. The ratio is to the same pass computed and published here, without Prefect, a worker
or a wait.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks.installation import CONSOLE, an_installation, enrol
from dayzero.running.servers import start_worker
from models.records.store import book, called_subjects, publish_pass
from tasks.passes.one_pass import plan_path, work_out
from tasks.passes.records import recorded_of
from tests.reading_feeds import subscribed

SUBJECT = "CN10-001"
FACTS = 30
PAUSE_SECONDS = 0.7  # a coordinator does not record faster; it must not be a multiple of a look
LOOK_SECONDS = 0.002
FIRST_DAY = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    with an_installation() as (stage, family, engine):
        os.environ["DAYZERO_DATABASE_URL"] = stage.database_url
        enrol(engine, SUBJECT)
        start_worker(stage, family)
        wait_until(lambda: not called_subjects(engine, 1) and revision(engine))
        seconds = [fact_to_feed(engine, number) for number in range(FACTS)]
        family.stop()
        floor = median(pass_alone(engine, FACTS + number) for number in range(FACTS))
    tenth = quantiles(seconds, n=10)[-1]
    CONSOLE.print(
        f"{FACTS} facts: median {median(seconds):.2f} s, nine of ten within {tenth:.2f} s,"
        f" slowest {max(seconds):.2f} s"
    )
    CONSOLE.print(
        f"the pass alone takes {floor:.3f} s: recorded to published is"
        f" {median(seconds) / floor:.0f} times that"
    )


def fact_to_feed(engine: Engine, number: int) -> float:
    """Seconds from before a booking is recorded until another revision is published."""
    time.sleep(PAUSE_SECONDS)
    before = revision(engine)
    began = time.perf_counter()
    record(engine, number)
    wait_until(lambda: revision(engine) != before)
    return time.perf_counter() - began


def pass_alone(engine: Engine, number: int) -> float:
    """Seconds of reading, planning and publishing after a booking, in this process."""
    began = time.perf_counter()
    record(engine, number)
    now = datetime.now(UTC)
    recorded = recorded_of(SUBJECT)
    publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))
    return time.perf_counter() - began


def record(engine: Engine, number: int) -> None:
    """Book the infusion for another day."""
    day = FIRST_DAY + timedelta(days=number)
    book(engine, SUBJECT, "infusion", day.isoformat(), now=datetime.now(UTC), by="benchmark")


def revision(engine: Engine) -> str:
    """The tag of the calendar that a link would get now; empty before the first."""
    body = subscribed(engine, SUBJECT, datetime.now(UTC))
    return body.etag if body else ""


def wait_until(is_so: Callable[[], object]) -> None:
    """Look often, so that the looking adds little."""
    while not is_so():
        time.sleep(LOOK_SECONDS)


if __name__ == "__main__":
    main()
