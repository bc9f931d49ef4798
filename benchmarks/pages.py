"""How fast the pages answer over 1,000 subjects, at 16 clients on one worker.

Each page is asked for by 16 connections that ask again as soon as they are answered, in turn
with `/health/live`, round after round: a busy machine slows all of them, so the ratio is what to
compare. Times are this machine's. `make benchmark-pages` runs it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from benchmarks.load import CONNECTIONS, Question, seconds_taken
from benchmarks.population import populate
from benchmarks.rounds import ROUNDS
from benchmarks.served import reader_of_all, served
from models.records.store import alerts_at, open_engine

SECONDS_OF_LOAD: Final = 2.0
FLOOR: Final = "/health/live"
PERCENT: Final = 95
TARGETS: Final = {"list": 0.150, "list, page 5, by margin": 0.150, "today": 0.150, "subject": 0.100}
"""Seconds within which 95 of 100 answers must come."""


def main(
    subjects: Annotated[int, typer.Option(help="How many.")] = 1_000,
    rounds: Annotated[int, typer.Option(help="How often each page is measured.")] = ROUNDS,
) -> None:
    """Measure and print."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder / 'dayzero.db'}"
        populate(url, subjects, now)
        taken = _measured(url, folder, now, rounds)
    Console(highlight=False, width=100).print(_table(taken, subjects))


def _measured(
    url: str, folder: Path, now: datetime, rounds: int
) -> Mapping[str, list[list[float]]]:
    """Seconds of each answer, by page and round."""
    engine = open_engine(url)
    with served(url, folder, now) as port:
        questions = _questions(engine, port, now)
        taken: dict[str, list[list[float]]] = {name: [] for name in questions}
        for _ in range(rounds):
            for name, question in questions.items():
                taken[name].append(seconds_taken(question, SECONDS_OF_LOAD))
    return taken


def _questions(engine: Engine, port: int, now: datetime) -> dict[str, Question]:
    """Asked by somebody who sees every site."""
    cookie = f"Cookie: {reader_of_all(engine, now)}"
    subject = alerts_at(engine)[0].opened.subject
    ask = partial(Question, port, status=200, headers=(cookie,))
    return {
        FLOOR: Question(port, FLOOR, 200),
        "list": ask("/subjects"),
        "list, page 5, by margin": ask("/subjects?sort=margin&page=5"),
        "today": ask("/today"),
        "subject": ask(f"/subjects/{subject}"),
    }


def _table(taken: Mapping[str, list[list[float]]], subjects: int) -> Table:
    title = f"{subjects:,} subjects, {CONNECTIONS} clients, one worker"
    table = Table("page", "p50 ms", f"p{PERCENT} ms", "target", f"p50, times {FLOOR}", title=title)
    for name, rounds in taken.items():
        every = [seconds for some in rounds for seconds in some]
        high = quantiles(every, n=100)[PERCENT - 1]
        times = median(
            median(ours) / median(floor) for ours, floor in zip(rounds, taken[FLOOR], strict=True)
        )
        table.add_row(
            name,
            f"{median(every) * 1e3:,.0f}",
            f"{high * 1e3:,.0f}",
            _met(name, high),
            f"{times:,.1f}",
        )
    return table


def _met(name: str, high: float) -> str:
    if name not in TARGETS:
        return ""
    target = TARGETS[name]
    return f"{target * 1e3:.0f} {'met' if high < target else 'missed'}"


if __name__ == "__main__":
    typer.run(main)
