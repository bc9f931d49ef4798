"""Charts to plan: the contract's examples, others that were given, and random subjects."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from models.chart import Chart, read_chart
from models.errors import InputRefused
from models.moments import Minute
from models.protocol import load_protocol
from tests.properties.engine import minute_of
from tests.properties.paths import Subject, subjects

EXAMPLES: Final = Path(__file__).parents[1] / "tests/spec/examples"
_NOW: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
_NOW_OF_THOSE_WITHOUT: Final = "2026-06-01T08:00+08:00"

Taken = tuple[Chart, Minute]
"""A chart, and the moment at which it is planned."""


def charts(random: int, *folders: Path) -> Iterator[Taken]:
    """Examples, charts in further folders, and so many random subjects, always the same."""
    for folder in (EXAMPLES, *folders):
        for path in sorted(folder.glob("*.chart.json")):
            yield from _read(json.loads(path.read_text("utf-8")), _now_beside(path))
    yield from (one for each in _random(random) for one in _read(each.chart, each.now))


def _now_beside(path: Path) -> str:
    """The first moment that the expectation beside a chart names."""
    beside = path.with_name(path.name.replace(".chart.", ".expect."))
    named = _NOW.search(beside.read_text("utf-8")) if beside.exists() else None
    return named[0] if named else _NOW_OF_THOSE_WITHOUT


def _read(chart: dict[str, Any], now: str) -> Iterator[Taken]:
    """The chart; nothing of one that is refused."""
    minute = minute_of(now)
    try:
        yield read_chart(chart, protocol=load_protocol(), now=minute), minute
    except InputRefused:
        return


def _random(count: int) -> list[Subject]:
    drawn: list[Subject] = []

    @seed(1)
    @settings(
        max_examples=max(count, 1),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(subjects())
    def draw(subject: Subject) -> None:
        drawn.append(subject)

    draw()
    return drawn[:count]


def grown(facts: int, *, unknown: bool = False) -> Taken:
    """A chart of so many facts: drugs that are known in turn, or one that nobody knows."""
    names = ["zorbinex"] if unknown else ["prednisone", "imatinib", "vincristine", "dasatinib"]
    recorded = [
        {
            "id": f"f{number}",
            "kind": "drug",
            "drug": names[number % len(names)],
            "purpose": "bridging",
            "route": "oral",
            "first": (day := f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"),
            "last": day,
        }
        for number in range(facts)
    ]
    chart = {
        "schema": "dayzero.chart/1",
        "subject": "CN01-001",
        "site": "CN01",
        "timezone": "Asia/Shanghai",
        "protocol": "NCT04684147",
        "sex": "male",
        "facts": recorded,
    }
    return next(_read(chart, _NOW_OF_THOSE_WITHOUT))
