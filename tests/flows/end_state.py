"""All that people have of some subjects, to be compared with what an undisturbed run leaves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, text

from models.records.store import (
    export_chart,
    list_deliveries,
    open_alerts,
    publish_pass,
    published_entries,
    read_for_pass,
    subjects_due,
)
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.reading_feeds import subscribed

REVISIONS = text(
    "SELECT key, sequence, revised, changed FROM published_revision WHERE subject = :s ORDER BY id"
)
OPENINGS = text(
    "SELECT key, severity, text, deadline, reopened, closed_at IS NULL FROM alert"
    " WHERE subject = :s ORDER BY key, id"
)


def pass_plainly(engine: Engine, subjects: Iterable[str], now: datetime) -> None:
    """One pass over each subject in this process alone, that nothing disturbs."""
    for subject in subjects:
        recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
        publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))


def end_state(engine: Engine, subjects: Iterable[str], now: datetime) -> dict[str, Any]:
    """Facts, schedule with every revision, calendar, every opening of an alert; who is due."""
    state: dict[str, Any] = {subject: _of(engine, subject, now) for subject in subjects}
    return {**state, "due": subjects_due(engine, now)}


def _of(engine: Engine, subject: str, now: datetime) -> dict[str, Any]:
    body = subscribed(engine, subject, now)
    with engine.connect() as connection:
        told = {
            name: [tuple(row) for row in connection.execute(query, {"s": subject})]
            for name, query in (("revisions", REVISIONS), ("openings", OPENINGS))
        }
    return {
        "chart": export_chart(engine, subject),
        "calendar": body and (body.octets, body.etag),
        "schedule": published_entries(engine, subject),
        **told,
        "openings": [(*row[:-1], bool(row[-1])) for row in told["openings"]],
    }


def told(engine: Engine) -> list[tuple[str, str, str]]:
    """Which alerts were told to whom, and with what end; each as often as it was told."""
    alerts = {one.number: f"{one.subject} {one.alert.key}" for one in open_alerts(engine)}
    return sorted(
        (alerts[number], line.recipient, line.state.value)
        for line in list_deliveries(engine)
        for number in line.alerts
    )
