"""What the records say of their own work, on each database."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from models.alerting.tellings import ToldState
from models.records.alerts.alerts import open_alerts, reconcile_alerts
from models.records.alerts.lifecycle import acknowledge
from models.records.database.engine import open_engine
from models.records.database.errors import StoreBusy
from models.records.deliveries.attempts import begin_attempt, end_attempt
from models.records.deliveries.deliveries import record_due
from models.records.passes.passes import publish_pass
from models.records.passes.vital_signs import (
    VitalSigns,
    Waiting,
    read_vital_signs,
    server_time,
    server_version,
    try_to_write,
    unreached,
)
from models.records.tables import AuditLine
from tests.failures import failed
from tests.unit.alerting.alerts_to_tell import NOON, PEOPLE, ROUTES, ZONES, a_routing
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    SUBJECT,
    a_pass,
    an_alert,
    bring_in,
    chart,
)

LATE = timedelta(minutes=15)
ROUTING = a_routing(
    PEOPLE.replace('digest = "07:00"\n', ""),
    ROUTES.replace("steps = []", 'steps = [{ to = ["coordinator"] }]'),
)
HOPELESS = failed("not_taken", hopeless=True)
BUSY = failed("nobody_listens")


def read(engine: Engine, now: datetime = NOW) -> VitalSigns:
    return read_vital_signs(engine, ROUTING, ZONES, now=now, untold_since=LATE)


def test_of_empty_records_nothing_is_waiting(engine: Engine) -> None:
    nothing = Waiting(count=0, since=None)

    assert read(engine) == VitalSigns(
        subjects=0,
        passes=nothing,
        last_pass_at=None,
        planned_with={},
        without_calendar=0,
        deliveries=nothing,
        untold=0,
        dead=0,
        unreached=0,
    )


def test_an_enrolled_subject_waits_for_its_pass_from_then_on(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN01-008"))

    found = read(engine, NOW + timedelta(hours=2))

    assert (found.subjects, found.passes) == (2, Waiting(count=2, since=NOW))


def test_after_its_pass_a_subject_is_counted_under_the_data_it_was_planned_with(
    engine: Engine,
) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN01-008"))
    for old in ("sha256:0", "sha256:1"):  # the last pass counts
        publish_pass(engine, a_pass(engine, protocol_hash=old))

    found = read(engine)

    assert found.planned_with == {("NCT04684147", "sha256:1"): 1}
    assert found.passes.count == 1
    assert found.last_pass_at == NOW
    assert found.without_calendar == 0


def test_a_planned_subject_without_a_calendar_is_counted(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM published_calendar"))

    assert read(engine).without_calendar == 1


def test_an_alert_that_nobody_tells_is_untold_once_it_is_late(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOON)

    assert read(engine, NOON + LATE - timedelta(seconds=1)).untold == 0
    assert read(engine, NOON + LATE).untold == 1
    record_due(engine, ROUTING, ZONES, NOON + LATE)

    found = read(engine, NOON + 2 * LATE)
    assert found.untold == 0
    assert found.deliveries == Waiting(count=1, since=NOON + LATE)


def test_a_dead_letter_counts_until_its_alert_is_answered_or_closed(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    reconcile_alerts(engine, SUBJECT, [an_alert(), an_alert("another")], NOON)
    record_due(engine, ROUTING, ZONES, NOON)
    for number in (1, 2):
        while attempt := begin_attempt(engine, number, ROUTING, ZONES, NOON):
            state = end_attempt(engine, attempt, HOPELESS, ROUTING, NOON, title="")
        assert state is ToldState.DEAD
    assert read(engine, NOON).dead == 2

    reconcile_alerts(engine, SUBJECT, [an_alert()], NOON)  # the other is closed
    assert read(engine, NOON).dead == 1
    [standing] = open_alerts(engine)
    acknowledge(engine, str(standing.number), now=NOON, by=BY, why="moved")
    assert read(engine, NOON).dead == 0


def test_a_message_that_no_channel_takes_counts_until_its_alert_is_answered_or_it_is_sent(
    engine: Engine,
) -> None:
    bring_in(engine, chart(SCREENING))
    reconcile_alerts(engine, SUBJECT, [an_alert(), an_alert("another")], NOON)
    record_due(engine, ROUTING, ZONES, NOON)
    vain = []
    for minutes in (0, 1, 3, 3, 4, 6):  # three times on each of two channels
        vain.append(read(engine, NOON).unreached)
        at = NOON + timedelta(minutes=minutes)
        for number in (1, 2):
            attempt = begin_attempt(engine, number, ROUTING, ZONES, at)
            assert attempt is not None
            end_attempt(engine, attempt, BUSY, ROUTING, at, title="")
    assert vain == [0] * 6
    assert read(engine, NOON).unreached == unreached(engine) == 2

    acknowledge(engine, "1", now=NOON, by=BY, why="moved")
    assert read(engine, NOON).unreached == 1
    at = NOON + timedelta(minutes=20)
    attempt = begin_attempt(engine, 2, ROUTING, ZONES, at)
    assert attempt is not None
    end_attempt(engine, attempt, None, ROUTING, at, title="")
    assert read(engine, NOON).unreached == 0


def test_a_trial_write_leaves_nothing(engine: Engine) -> None:
    try_to_write(engine, now=NOW)

    with engine.connect() as connection:
        count = text(f"SELECT count(*) FROM {AuditLine.__tablename__}")  # noqa: S608  a table of ours
        assert connection.execute(count).scalar_one() == 0


def test_a_trial_write_finds_out_that_another_holds_the_lock(sqlite_url: str) -> None:
    holder, other = open_engine(sqlite_url), open_engine(sqlite_url, patience_ms=10)
    with holder.execution_options(writes=True).begin(), pytest.raises(StoreBusy):
        try_to_write(other, now=NOW)


def test_a_server_tells_its_version_and_its_clock(engine: Engine) -> None:
    assert server_version(engine).split(" ")[0] in {"SQLite", "PostgreSQL"}
    told = server_time(engine)
    assert (told is None) == (engine.dialect.name == "sqlite")
    assert told is None or told.utcoffset() == timedelta()
