"""What a plan costs, and how often a subject is judged in one.

Run it with `make benchmark-plan`. `ARGS="--random 100"` draws fewer; folders named after it add
their `*.chart.json`. Milliseconds are of processor time and of this machine; the last line is a
ratio of one run: the median over the charts of a plan by one judging of the same chart.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Annotated

import typer
from rich.progress import track

from benchmarks.charts import Taken, charts, grown
from models.plan import assess, plan_of
from models.protocol import load_protocol
from models.timeline.planning import next_change
from models.timeline.planning.looks import Look, look_at
from models.timeline.windows.case import Case, open_case

TIMES = 2  # each chart is measured so often, in turn; its fastest counts
GROWING = (250, 1_000)


def main(
    folders: Annotated[list[Path] | None, typer.Argument(help="Folders of further charts.")] = None,
    random: Annotated[int, typer.Option(help="How many random subjects.")] = 1_000,
    facts: Annotated[list[int] | None, typer.Option(help="Sizes of charts that grow.")] = None,
) -> None:
    """Measure plans over the same charts each time."""
    taken = list(charts(random, *(folders or [])))
    for one in taken[:50]:
        _milliseconds(one, assess)
    whole, once = [], []
    for one in track(taken, description=f"{len(taken):,} charts"):
        turns = [(_milliseconds(one, plan_of), _milliseconds(one, assess)) for _ in range(TIMES)]
        whole.append(min(turn[0] for turn in turns))
        once.append(min(turn[1] for turn in turns))
    _say_growth(facts or list(GROWING))
    typer.echo(f"one judging   p50 {median(once):6.1f} ms   p95 {_p95(once):6.1f} ms")
    typer.echo(f"a plan        p50 {median(whole):6.1f} ms   p95 {_p95(whole):6.1f} ms")
    looks = [1 + _looks(one) for one in taken]
    typer.echo(f"judged in a plan: {median(looks):g} times at the median, {max(looks)} at most")
    ratio = median(one / other for one, other in zip(whole, once, strict=True))
    typer.echo(f"a plan costs {ratio:.1f} judgings")


def _milliseconds(taken: Taken, work: Callable[[Case, int], object]) -> float:
    """Of a chart that is read already, and of which nothing else is known."""
    chart, now = taken
    gc.collect(0)
    began = process_time()
    work(open_case(chart, load_protocol()), now)
    return (process_time() - began) * 1_000


def _looks(taken: Taken) -> int:
    """How often a subject was judged again to find the next change."""
    chart, now = taken
    case, looked = open_case(chart, load_protocol()), 0

    def look(case: Case, minute: int) -> Look:
        nonlocal looked
        looked += 1
        return look_at(case, minute)

    next_change.next_change(case, look_at(case, now), look)
    return looked


def _say_growth(sizes: list[int]) -> None:
    for unknown in (False, True):
        kind = "of one unknown drug" if unknown else "of known drugs"
        for size in sizes:
            seconds = _milliseconds(grown(size, unknown=unknown), plan_of) / 1_000
            typer.echo(
                f"{size:6,} facts {kind}: {seconds:.2f} s, {seconds / size * 1_000:.2f} ms each"
            )


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]


if __name__ == "__main__":
    typer.run(main)
