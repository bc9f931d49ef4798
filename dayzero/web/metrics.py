"""Figures for monitoring at `/metrics`: how much there is of what, and how late; never of whom."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from fastapi import Request, Response
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import Engine

from dayzero import clock
from dayzero.health.prefect_api import SWEEP, PrefectSigns, ask_prefect
from dayzero.health.work import LATE
from models.records.store import (
    Counts,
    StoreTrouble,
    VitalSigns,
    Waiting,
    count_work,
    read_vital_signs,
)
from tasks.telling.alert_routing import routing, zones

WEEK = timedelta(weeks=1)


class Metrics:
    """All figures of this process and of the records it serves."""

    def __init__(self, engine: Engine) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(Figures(engine))
        self._reads = Counter(
            "dayzero_feed_reads",
            "Answers to calendar programs by this process.",
            ["status"],
            registry=self.registry,
        )

    def note_read(self, status: int) -> None:
        """Count one answer to a calendar program."""
        self._reads.labels(status).inc()


def answer_metrics(request: Request) -> Response:
    """All figures as Prometheus reads them; beside the event loop, as a database may hang."""
    metrics: Metrics = request.app.state.metrics
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


class Figures(Collector):
    """Read anew at each visit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def describe(self) -> list[Metric]:
        """Nothing is read before somebody asks."""
        return []

    def collect(self) -> Iterator[Metric]:
        """What cannot be read is left out, and said."""
        of_records = list(self._of_records(clock.now()))
        yield _gauge("records_readable", "Whether the records can be read.", bool(of_records))
        yield from of_records
        yield from _of_prefect()

    def _of_records(self, now: datetime) -> Iterator[Metric]:
        try:
            signs = read_vital_signs(self._engine, routing(), zones(), now=now, untold_since=LATE)
            counts = count_work(self._engine, since=now - WEEK)
        except StoreTrouble:
            return
        yield from _of_passes(signs, counts, now)
        yield from _of_alerts(signs, counts, now)


def _of_passes(signs: VitalSigns, counts: Counts, now: datetime) -> Iterator[Metric]:
    yield _gauge("subjects", "Enrolled subjects.", signs.subjects)
    yield CounterMetricFamily("dayzero_passes", "Passes over subjects.", counts.passes)
    yield _gauge("passes_due", "Subjects whose pass is due.", signs.passes.count)
    yield _gauge("pass_lag_seconds", "How long the longest is due.", _age(signs.passes, now))


def _of_alerts(signs: VitalSigns, counts: Counts, now: datetime) -> Iterator[Metric]:
    deliveries = GaugeMetricFamily("dayzero_deliveries", "Messages by state.", labels=["state"])
    for state, count in counts.deliveries.items():
        deliveries.add_metric([state], count)
    yield deliveries
    yield _gauge("deliveries_due", "Messages that may be tried now.", signs.deliveries.count)
    yield _gauge(
        "delivery_lag_seconds", "How long the longest is due.", _age(signs.deliveries, now)
    )
    yield _gauge("alerts_untold", "Messages about alerts that are overdue.", signs.untold)
    yield _gauge("dead_letters", "About alerts that stand open and unanswered.", signs.dead)
    yield _gauge("unreached", "Messages that no channel took yet.", signs.unreached)
    for name, value in (("told", counts.told), ("answered", counts.answered)):
        yield _gauge(f"alerts_{name}_in_a_week", f"Alerts {name} in the last 7 days.", value)
        each = value / signs.subjects if signs.subjects else 0
        yield _gauge(f"alerts_{name}_per_subject_week", "The same for each subject.", each)


def _of_prefect() -> Iterator[Metric]:
    """Prefect's times are real ones, wherever our clock is held."""
    told = ask_prefect()
    yield _gauge(
        "prefect_answers", "Whether Prefect's server does.", isinstance(told, PrefectSigns)
    )
    if isinstance(told, PrefectSigns) and (sweep := told.last_runs.get(SWEEP)):
        age = datetime.now(UTC) - sweep.ended_at
        yield _gauge("sweep_age_seconds", "Since the last sweep ended.", age.total_seconds())


def _age(waiting: Waiting, now: datetime) -> float:
    return 0 if waiting.since is None else max((now - waiting.since).total_seconds(), 0)


def _gauge(name: str, said: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dayzero_{name}", said, value)
