"""What was planned and told, as counts, on each database."""

from datetime import timedelta

from sqlalchemy import Engine

from models.records.alerts.alerts import reconcile_alerts
from models.records.alerts.lifecycle import acknowledge
from models.records.deliveries.attempts import begin_attempt, end_attempt
from models.records.deliveries.counts import Counts, count_work
from models.records.deliveries.deliveries import record_due
from models.records.passes.passes import publish_pass
from tests.failures import failed
from tests.unit.alerting.alerts_to_tell import NOON, ZONES
from tests.unit.records.recorded import BY, SCREENING, SUBJECT, a_pass, an_alert, bring_in, chart
from tests.unit.records.test_vital_signs import ROUTING

NOTHING = {"waiting": 0, "sent": 0, "dead": 0, "withdrawn": 0}


def test_nothing_was_done_at_first(engine: Engine) -> None:
    assert count_work(engine, since=NOON) == Counts(
        passes=0, deliveries=NOTHING, told=0, answered=0
    )


def test_each_pass_is_counted(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    for _ in range(2):
        publish_pass(engine, a_pass(engine))

    assert count_work(engine, since=NOON).passes == 2


def test_messages_and_answers_are_counted_from_when_they_were(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    reconcile_alerts(engine, SUBJECT, [an_alert(), an_alert("another")], NOON)
    record_due(engine, ROUTING, ZONES, NOON)
    send(engine, 1, told=True)
    send(engine, 2, told=False)
    acknowledge(engine, "1", why="called the ward", now=NOON + timedelta(minutes=5), by=BY)

    found = count_work(engine, since=NOON)
    assert found.deliveries == {**NOTHING, "sent": 1, "dead": 1}
    assert (found.told, found.answered) == (1, 1)

    later = count_work(engine, since=NOON + timedelta(hours=1))
    assert (later.told, later.answered) == (0, 0)


def send(engine: Engine, number: int, *, told: bool) -> None:
    while attempt := begin_attempt(engine, number, ROUTING, ZONES, NOON):
        outcome = None if told else failed("not_taken", hopeless=True)
        end_attempt(engine, attempt, outcome, ROUTING, NOON, title="")
