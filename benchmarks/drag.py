"""How long a proposal takes on *What if*, from request to answer, while one person drags a step.

A drag asks for one day after another, each once the one before it is answered. Every subject whose
infusion can be moved is asked about in turn, each question beside one to `/health/live`: a busy
machine slows both, so the ratio is what to compare. Times are this machine's.
`python -m benchmarks.drag` runs it.
"""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import httpx
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from benchmarks.population import populate
from benchmarks.served import reader_of_all, served
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.running.ports import LOOPBACK
from dayzero.web.recording.proposal import changeable
from models.records.store import all_at_sites, all_subjects, open_engine

FLOOR: Final = "/health/live"
PROPOSAL: Final = "a proposal"
PERCENT: Final = 95
TARGET_MS: Final = 100
"""Within which 95 of 100 answers must come."""
WARM: Final = 20
"""Questions that are not counted: the first ones load what the others find loaded."""


def main(
    questions: Annotated[int, typer.Option(help="How many proposals are asked for.")] = 300,
) -> None:
    """Measure and print."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder / 'dayzero.db'}"
        populate(url, 0, now)  # the demo's stories, and no copies
        engine = open_engine(url)
        addresses = list(_addresses(engine, now))
        with served(url, folder, now) as port:
            taken = _taken(port, reader_of_all(engine, now), addresses, questions)
    Console(highlight=False, width=100).print(_table(taken))


def _addresses(engine: Engine, now: datetime) -> Iterator[str]:
    """The infusion of each subject at another day, day after day, as a drag passes over them."""
    movable, first = list(_movable(engine, now)), now.date() + timedelta(days=3)
    for ahead in range(14):
        for subject, step in movable:
            day = first + timedelta(days=ahead)
            yield f"/subjects/{subject}/what-if?step.{step}.day={day}"


def _movable(engine: Engine, now: datetime) -> Iterator[tuple[str, str]]:
    """Each subject whose infusion can be given another date, and the step that it is."""
    at_sites = all_at_sites(engine)
    for line in all_subjects(engine):
        plan = stand_of(line.document, now, at_sites)
        protocol = protocol_of(line.document, now, at_sites)
        if protocol.day_zero in {one.step for one in changeable(plan, protocol)}:
            yield line.subject, protocol.day_zero


def _taken(
    port: int, cookie: str, addresses: list[str], questions: int
) -> Mapping[str, list[float]]:
    """Seconds of each answer."""
    taken: dict[str, list[float]] = {FLOOR: [], PROPOSAL: []}
    headers = {"Cookie": cookie, "HX-Request": "true"}
    with httpx.Client(base_url=f"http://{LOOPBACK}:{port}", headers=headers) as client:
        for number in range(WARM + questions):
            asked = {FLOOR: FLOOR, PROPOSAL: addresses[number % len(addresses)]}
            for name, address in asked.items():
                begun = time.perf_counter()
                client.get(address).raise_for_status()
                taken[name].append(time.perf_counter() - begun)
    return {name: seconds[WARM:] for name, seconds in taken.items()}


def _table(taken: Mapping[str, list[float]]) -> Table:
    title = f"{len(taken[PROPOSAL]):,} proposals, one after another, one worker"
    table = Table("asked", "p50 ms", f"p{PERCENT} ms", "target", f"p50, times {FLOOR}", title=title)
    for name, seconds in taken.items():
        high = quantiles(seconds, n=100)[PERCENT - 1] * 1e3
        met = f"{TARGET_MS} {'met' if high < TARGET_MS else 'missed'}" if name == PROPOSAL else ""
        times = median(seconds) / median(taken[FLOOR])
        table.add_row(name, f"{median(seconds) * 1e3:,.1f}", f"{high:,.1f}", met, f"{times:,.1f}")
    return table


if __name__ == "__main__":
    typer.run(main)
