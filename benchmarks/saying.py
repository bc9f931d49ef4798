"""What it costs to say a plan, as a share of making it; in one run, so that shares compare.

    python -m benchmarks.saying

A plan makes no sentence. Here all that it could say is said, once per language: each verdict,
alert, conflict, repair, chain and missing thing. A reader's page says less.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

from rich.console import Console
from rich.table import Table

from dayzero.demo.charts import demo_charts
from models.chart import read_chart
from models.chart.chart import Chart
from models.moments import Minute, to_minute
from models.plan import plan
from models.protocol import Protocol, load_protocol
from models.reasons.reason import Reason
from models.timeline.results import Plan
from wording import Voice, say
from wording.language import Language, languages

ROUNDS = 5


def main() -> None:
    """Plan the demo's subjects, say each plan in each language, print the shares."""
    protocol, now = load_protocol(), datetime.now(UTC).replace(second=0, microsecond=0)
    minute = to_minute(now)
    documents = [json.loads(document) for _, document in demo_charts(now, protocol)]
    charts = [read_chart(chart, protocol=protocol, now=minute) for chart in documents]
    plans = [plan(chart, protocol, minute) for chart in charts]
    making = _seconds(partial(_make, charts, protocol, minute))
    saying = {name: _seconds(partial(_say, plans, protocol, name)) for name in languages()}
    sentences = sum(1 for made in plans for _ in reasons_of(made))
    Console().print(_table(making, saying, len(plans), sentences))


def reasons_of(made: Plan) -> Iterator[Reason]:
    """Every reason of a plan that is a sentence somewhere."""
    for step in made.steps:
        yield from step.because
    for verdict in made.verdicts:
        yield verdict.reason
    for alert in made.alerts:
        yield alert.reason
    for conflict in made.conflicts:
        yield conflict.reason
        yield from (repair.reason for repair in conflict.repairs)
    for item in made.gate.missing if made.gate else ():
        yield item.reason


def _make(charts: list[Chart], protocol: Protocol, now: Minute) -> None:
    for chart in charts:
        plan(chart, protocol, now)


def _say(plans: list[Plan], protocol: Protocol, language: Language) -> None:
    for made in plans:
        voice = Voice(language=language, zone=made.zone, protocol=protocol)
        for reason in reasons_of(made):
            say(reason, voice)


def _seconds(work: Callable[[], None]) -> float:
    """The fastest of several rounds."""

    def once() -> float:
        begun = perf_counter()
        work()
        return perf_counter() - begun

    return min(once() for _ in range(ROUNDS))


def _table(making: float, saying: dict[Language, float], plans: int, sentences: int) -> Table:
    table = Table(title=f"{plans} plans, {sentences:,} sentences")
    for heading in ("", "ms for each plan", "share of making it"):
        table.add_column(heading, justify="right" if heading else "left")
    table.add_row("making", f"{1000 * making / plans:.2f}", "1.00")
    for language, seconds in saying.items():
        each = f"{1000 * seconds / plans:.2f}"
        table.add_row(f"saying, {language}", each, f"{seconds / making:.2f}")
    return table


if __name__ == "__main__":
    main()
