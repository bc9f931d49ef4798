"""One sweep over so many subjects with nothing changed, in a process of its own, as JSON.

Run by `benchmarks.sweep` with the environment of a worker: a database, a Prefect server.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.patient_path import patient_path
from flows.sweep import sweep
from models.protocol import load_protocol
from models.records.store import footprints_of_everybody, note_look, record_fact, wake_many
from models.timeline.footprints.everybody import look_at
from tasks.environment import store
from tasks.passes import changed_plans as looking
from tasks.passes import sweeping

FACTS = 15  # recorded one after the other, each followed by its pass
TEST = {"kind": "test", "test": "cd19", "result": "positive"}


class Watch:
    """Seconds spent in each part."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Add the time of a block to a part."""
        began = perf_counter()
        try:
            yield
        finally:
            self.seconds[part] += perf_counter() - began

    def over(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, with its time added to a part."""

        def call(*arguments: Any, **options: Any) -> Any:
            with self.on(part):
                return function(*arguments, **options)

        return call

    def reading(self, *arguments: Any) -> Iterator[Any]:
        """Everybody's footprints, with the time of reading them."""
        parts = footprints_of_everybody(*arguments)
        while True:
            with self.on("reading"):
                part = next(parts, None)
            if part is None:
                return
            yield part


def one_sweep(now: datetime) -> dict[str, float]:
    """Seconds of a whole sweep that looks at everybody, and of its parts."""
    watch = Watch()
    with (
        patch.object(looking, "footprints_of_everybody", watch.reading),
        patch.object(looking, "look_at", watch.over("solving", look_at)),
        patch.object(looking, "wake_many", watch.over("writing", wake_many)),
        patch.object(looking, "note_look", watch.over("writing", note_look)),
        patch.object(sweeping, "look_at_everybody", watch.over("look", looking.look_at_everybody)),
        watch.on("whole"),
    ):
        state = sweep(now, everyone=True, return_state=True)
    if state.name != sweeping.SWEPT or "0 passes" not in (state.message or ""):
        message = f"the sweep was to find nothing changed: {state.message}"
        raise SystemExit(message)
    return dict(watch.seconds)


def fact_to_feed(now: datetime) -> float:
    """Seconds from recording a fact to the published calendar, at the median."""
    taken = []
    for number in range(FACTS):
        moment = now + timedelta(minutes=number)
        fact = {**TEST, "at": (now - timedelta(days=1)).date().isoformat()}
        began = perf_counter()
        record_fact(store(), "CN01-001", fact, now=moment, by="benchmark")
        patient_path("CN01-001", moment, return_state=True)
        taken.append(perf_counter() - began)
    return median(taken)


def peak_bytes() -> int:
    """The most memory that this process ever held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main(now: datetime) -> None:
    """Measure, and print one line of JSON."""
    load_protocol()
    before = peak_bytes()
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        sweep(now, return_state=True)  # the first flow run of a process opens its connections
        first = one_sweep(now + timedelta(minutes=5))
        latency = fact_to_feed(now + timedelta(minutes=10))
    said = {"seconds": first, "before": before, "peak": peak_bytes(), "latency": latency}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
