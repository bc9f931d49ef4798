"""An alert ends because another tells of its cause: its number, answers and telling go on."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from models.alerting.tellings import AlertState
from models.reasons.alerts.delays import LaterStepDone
from models.records.alerts.alert_rows import OpenAlert
from models.records.alerts.alerts import AlertChanges, open_alerts, reconcile_alerts
from models.records.alerts.lifecycle import acknowledge, snooze
from models.timeline.results import Alert, Place
from models.timeline.values import AlertKind, Severity
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, an_alert, bring_in, chart

LATER = NOW + timedelta(hours=1)
TKI = Place(kind=AlertKind.WASHOUT_VIOLATED, step="infusion", rule="EX-03.2", fact="f2")
MTX = Place(kind=AlertKind.WASHOUT_VIOLATED, step="infusion", rule="EX-03", fact="f3")
DEAD_END = Place(kind=AlertKind.INFEASIBLE, step="infusion", rule="EX-03.2")


def at(place: Place, key: str, *also: Place, severity: Severity = Severity.CRITICAL) -> Alert:
    where = {"kind": place.kind, "step": place.step, "rule": place.rule, "fact": place.fact}
    cause = LaterStepDone(step="infusion")
    return an_alert(key, **where, also=also, severity=severity, cause=cause)


def derive(engine: Engine, *alerts: Alert) -> AlertChanges:
    return reconcile_alerts(engine, SUBJECT, alerts, LATER)


def standing(engine: Engine) -> OpenAlert:
    [one] = open_alerts(engine)
    return one


def passed_to(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT key, passed_to FROM alert")).all()
    return {row[0]: row[1] for row in rows}


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))


def test_a_cause_under_another_key_is_the_same_opening(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [at(TKI, "old")], NOW)
    number = standing(engine).number
    acknowledge(engine, str(number), why="called", now=NOW, by="nurse")

    assert derive(engine, at(TKI, "new")) == ((), ())
    found = standing(engine)
    assert (found.number, found.alert.key, found.opened_at) == (number, "new", NOW)
    assert found.acknowledged_by == "nurse"


def test_a_duplicate_ends_and_its_answer_counts_for_the_alert_that_stands(engine: Engine) -> None:
    both = [at(TKI, "washout"), at(DEAD_END, "conflict", severity=Severity.INFO)]
    reconcile_alerts(engine, SUBJECT, both, NOW)
    acknowledge(engine, "conflict", why="called", now=NOW, by="nurse")

    assert derive(engine, at(TKI, "washout", DEAD_END)) == ((), ())
    found = standing(engine)
    assert (found.alert.key, found.acknowledged_by) == ("washout", "nurse")
    assert passed_to(engine) == {"washout": None, "conflict": found.number}


def test_what_was_put_off_sleeps_on(engine: Engine) -> None:
    both = [at(TKI, "washout"), at(DEAD_END, "conflict", severity=Severity.INFO)]
    reconcile_alerts(engine, SUBJECT, both, NOW)
    until = NOW + timedelta(minutes=30)
    snooze(engine, "conflict", until=until, why="lunch", now=NOW, by="nurse")

    reconcile_alerts(engine, SUBJECT, [at(TKI, "washout", DEAD_END)], NOW)

    assert standing(engine).state(NOW) is AlertState.SNOOZED
    assert standing(engine).state(until) is AlertState.OPEN


def test_an_answer_does_not_count_for_what_opens_only_now(engine: Engine) -> None:
    """It got another kind: nobody who answered knew of that."""
    reconcile_alerts(engine, SUBJECT, [at(DEAD_END, "conflict")], NOW)
    acknowledge(engine, "conflict", why="called", now=NOW, by="nurse")

    opened, closed = derive(engine, at(TKI, "washout", DEAD_END))

    assert ([alert.key for alert in opened], closed) == (["washout"], ())
    assert standing(engine).acknowledged_by is None


def test_one_thing_more_that_is_wrong_is_news(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [at(TKI, "washout")], NOW)
    acknowledge(engine, "washout", why="called", now=NOW, by="nurse")

    derive(engine, at(TKI, "washout", MTX))

    assert (standing(engine).occasion, standing(engine).acknowledged_by) == (1, None)


def test_one_thing_less_is_none(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [at(TKI, "both", MTX)], NOW)
    acknowledge(engine, "both", why="called", now=NOW, by="nurse")

    assert derive(engine, at(MTX, "mtx")) == ((), ())
    assert (standing(engine).alert.key, standing(engine).acknowledged_by) == ("mtx", "nurse")


def test_a_conflict_that_joins_its_cause_is_no_news(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [at(TKI, "washout")], NOW)
    acknowledge(engine, "washout", why="called", now=NOW, by="nurse")

    derive(engine, at(TKI, "washout", DEAD_END))

    assert standing(engine).acknowledged_by == "nurse"


def test_which_rule_of_the_path_a_booking_breaks_may_change_unnoticed(engine: Engine) -> None:
    outside = [
        Place(kind=AlertKind.WINDOW_VIOLATED, step="infusion", rule=rule, fact="f1")
        for rule in ("PATH-conditioning-start", "PATH-conditioning-end")
    ]
    reconcile_alerts(engine, SUBJECT, [at(outside[0], "booked")], NOW)
    acknowledge(engine, "booked", why="called", now=NOW, by="nurse")

    derive(engine, at(outside[1], "booked"))

    assert standing(engine).acknowledged_by == "nurse"
