"""How long a sweep takes that finds nothing changed, and by what factor ours beats other solvers.

    python -m benchmarks.sweep --subjects 1000 --subjects 10000 --subjects 100000

Times are of this machine; shares, ratios and the exponent of growth are what to compare.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.networks import demo_networks, side_by_side
from benchmarks.peers import PEERS, by_scalar, restricted, seconds_each
from benchmarks.population import populate
from dayzero.demo.stage import Stage
from dayzero.running.ports import free_port
from dayzero.running.processes import Children
from models.timeline.network.batch import BLOCK, solve_firsts, solve_lasts

SIZES = (1_000, 10_000, 100_000)
TARGET_SECONDS, TARGET_BYTES = 30.0, 1_000_000_000
console = Console()


def main(
    subjects: Annotated[list[int] | None, typer.Option(help="How many; may be repeated.")] = None,
    database: Annotated[str, typer.Option(help="URL of an empty database, for one size.")] = "",
    sample: Annotated[int, typer.Option(help="Networks for the other solvers.")] = 20,
) -> None:
    """Measure the sweep at several sizes, then the solvers."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    sizes = subjects or list(SIZES)
    with TemporaryDirectory() as folder, prefect_server(Path(folder)) as stage:
        results = {size: _measured(size, now, stage, database) for size in sizes}
    console.print(_sweeps(results))
    console.print(
        f"targets at 100,000: {TARGET_SECONDS:.0f} s, {TARGET_BYTES / 1e6:,.0f} MB; feed 1 s"
    )
    if len(results) > 1:
        console.print(f"growth: seconds ~ subjects^{_exponent(results):.2f} (at most 1 is linear)")
    console.print(_solvers(now, sample))


@contextmanager
def prefect_server(folder: Path) -> Iterator[Stage]:
    """A server of its own for the run."""
    stage = Stage(folder, free_port(), free_port())
    family = Children(stage.environment(), folder)
    try:
        server = family.start("prefect server", stage.prefect_server())
        with console.status("starting Prefect's server"):
            server.wait_until_it_answers(stage.prefect_port, "/api/health")
        yield stage
    finally:
        family.stop()


def _measured(size: int, now: datetime, stage: Stage, database: str) -> dict[str, Any]:
    url = database or f"sqlite:///{stage.folder / f'{size}.db'}"
    populate(url, size, now)
    environment = {**stage.environment(), "DAYZERO_DATABASE_URL": url}
    command = [sys.executable, "-m", "benchmarks.one_size", now.isoformat()]
    with console.status(f"{size:,} subjects"):
        done = subprocess.run(  # noqa: S603  our own module
            command, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _sweeps(results: dict[int, dict[str, Any]]) -> Table:
    """A column for each size."""
    table = Table(title="A sweep that looks at everybody and finds nothing changed")
    table.add_column("subjects")
    for size in results:
        table.add_column(f"{size:,}", justify="right")
    for row in zip(*(_column(size, result) for size, result in results.items()), strict=True):
        table.add_row(row[0][0], *(said for _, said in row))
    return table


def _column(size: int, result: dict[str, Any]) -> Iterator[tuple[str, str]]:
    seconds = result["seconds"]
    whole, look = seconds["whole"], seconds["look"]
    parts = {part: seconds.get(part, 0.0) for part in ("reading", "solving", "writing")}
    yield "seconds", f"{whole:.2f}"
    yield "subjects in a second", f"{size / whole:,.0f}"
    for part, spent in parts.items():
        yield part, f"{spent / whole:.0%}"
    yield "telling old footprints", f"{(look - sum(parts.values())) / whole:.0%}"
    yield "Prefect, and who needs attention", f"{(whole - look) / whole:.0%}"
    yield "seconds without Prefect", f"{look:.2f}"
    yield "peak memory", f"{result['peak'] / 1e6:,.0f} MB"
    yield "of it before the sweep", f"{result['before'] / 1e6:,.0f} MB"
    yield "one fact to feed, median", f"{result['latency']:.2f} s"


def _exponent(results: dict[int, dict[str, Any]]) -> float:
    """The slope of a line through the logarithms, by least squares."""
    points = [(log(size), log(one["seconds"]["whole"])) for size, one in results.items()]
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    rise = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return float(rise / sum((x - middle_x) ** 2 for x, _ in points))


# ------------------------------------------------------------------ solvers


def _solvers(now: datetime, sample: int) -> Table:
    networks = demo_networks(now)
    alone = seconds_each(by_scalar, networks)
    whole = (networks * (BLOCK // len(networks) + 1))[:BLOCK]
    together = seconds_each_together(whole)
    table = Table(title=f"Seconds for one subject's network, {BLOCK:,} at once and one by one")
    for name in ("solver", "µs", "times the batch"):
        table.add_column(name, justify="left" if name == "solver" else "right")
    table.add_row("batch, numpy", f"{together * 1e6:.1f}", "1")
    table.add_row("scalar, with reasons", f"{alone * 1e6:.1f}", f"{alone / together:.0f}")
    for row in _peers([restricted(network) for network in networks], sample):
        table.add_row(*row)
    table.caption = "below the line: in minutes, without working days, as all of them can say it"
    return table


def _peers(networks: Sequence[Any], sample: int) -> Iterator[tuple[str, str, str]]:
    """The same networks in other solvers, and whether they answer alike."""
    few = list(networks[:sample])
    together = seconds_each_together((few * (BLOCK // len(few) + 1))[:BLOCK])
    yield "── batch", f"{together * 1e6:.1f}", "1"
    solvers = {"scalar, with reasons": by_scalar, **PEERS}
    for name, solver in solvers.items():
        wrong = sum(solver(network) != by_scalar(network) for network in few)
        each = seconds_each(solver, few)
        said = f"── {name}" + (f" ({wrong} of {len(few)} answered otherwise)" if wrong else "")
        yield said, f"{each * 1e6:.1f}", f"{each / together:,.0f}"


def seconds_each_together(networks: Sequence[Any]) -> float:
    """Seconds for one network when all are solved at once, both ends; the best of three."""
    batch = side_by_side(networks)
    best = float("inf")
    for _ in range(3):
        began = perf_counter()
        solve_firsts(batch)
        solve_lasts(batch)
        best = min(best, perf_counter() - began)
    return best / len(networks)


if __name__ == "__main__":
    os.environ.setdefault("DO_NOT_TRACK", "1")
    typer.run(main)
