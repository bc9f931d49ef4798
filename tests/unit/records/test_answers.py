"""What people do about an alert, and how long it lasts."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from models.alerting.tellings import AlertState
from models.moments import to_minute
from models.records.alerts.alert_rows import OpenAlert
from models.records.alerts.alerts import open_alerts, reconcile_alerts
from models.records.alerts.lifecycle import acknowledge, snooze
from models.records.database.errors import AlertUnknown, SnoozeRefused
from models.timeline.results import Alert
from models.timeline.values import Severity
from tests.refusals import refuses
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    SUBJECT,
    an_alert,
    as_said,
    bring_in,
    chart,
)

LATER = NOW + timedelta(hours=1)
WARNING = an_alert(severity=Severity.WARNING)


def audited(engine: Engine) -> list[tuple[str, str, str | None]]:
    """Who did what and why, enrolment left aside."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT who, what, why FROM audit ORDER BY id")).all()
    return [(row[0], row[1], row[2]) for row in rows if "alert" in row[1]]


def stands(engine: Engine) -> OpenAlert:
    [found] = open_alerts(engine)
    return found


def derive(engine: Engine, *alerts: Alert, at: datetime = LATER) -> None:
    reconcile_alerts(engine, SUBJECT, alerts, at)


def answer(engine: Engine, which: str | None = None, *, why: str = "called the ward") -> OpenAlert:
    number = which or str(stands(engine).number)
    return acknowledge(engine, number, why=why, now=NOW, by="nurse")


def put_off(engine: Engine, until: datetime, which: str | None = None) -> OpenAlert:
    number = which or str(stands(engine).number)
    return snooze(engine, number, until=until, why="the pharmacy opens", now=NOW, by="nurse")


@pytest.fixture(autouse=True)
def _open(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    derive(engine, WARNING, at=NOW)


# ------------------------------------------------------------------ acknowledged


def test_an_answer_says_who_when_and_why(engine: Engine) -> None:
    answer(engine)

    found = stands(engine)
    assert found.state(NOW) is AlertState.ACKNOWLEDGED
    assert (found.acknowledged_by, found.acknowledged_at) == ("nurse", NOW)
    assert found.acknowledged_why == "called the ward"
    assert audited(engine) == [("nurse", f"acknowledged alert {found.number}", "called the ward")]


def test_an_alert_can_be_named_by_its_key(engine: Engine) -> None:
    assert answer(engine, WARNING.key).acknowledged_by == "nurse"


def test_a_second_answer_leaves_the_first(engine: Engine) -> None:
    answer(engine)
    acknowledge(engine, WARNING.key, why="me too", now=LATER, by="head")

    assert stands(engine).acknowledged_by == "nurse"
    assert len(audited(engine)) == 1


def test_an_answer_outlasts_passes_that_find_the_same(engine: Engine) -> None:
    answer(engine)
    derive(engine, an_alert(severity=Severity.WARNING, cause=as_said("One day less is left.")))

    assert stands(engine).state(LATER) is AlertState.ACKNOWLEDGED


def test_an_answer_does_not_outlast_a_rise_of_severity(engine: Engine) -> None:
    number = answer(engine).number
    derive(engine, an_alert(severity=Severity.CRITICAL))

    found = stands(engine)
    assert found.state(LATER) is AlertState.OPEN
    assert (found.occasion, found.tell_from) == (1, LATER)
    assert audited(engine)[-1] == (
        "Day Zero",
        f"took back the answer to alert {number}",
        "its severity rose from warning to critical",
    )


def test_an_answer_outlasts_a_fall_of_severity(engine: Engine) -> None:
    answer(engine)
    derive(engine, an_alert(severity=Severity.INFO))

    assert stands(engine).state(LATER) is AlertState.ACKNOWLEDGED
    assert stands(engine).occasion == 0


def test_a_cause_that_comes_back_is_open_again_and_says_so(engine: Engine) -> None:
    first = answer(engine).number
    derive(engine)
    derive(engine, WARNING)

    found = stands(engine)
    assert found.state(LATER) is AlertState.OPEN
    assert found.reopened == 1
    assert found.number != first


@pytest.mark.parametrize("which", ["999", "nothing", "²", "", "9" * 40, "\x00", "-1"])
def test_an_alert_that_is_not_open_is_not_answered(engine: Engine, which: str) -> None:
    with refuses(AlertUnknown, match="no alert with this number or key is open"):
        acknowledge(engine, which, why="x", now=NOW, by=BY)


def test_an_alert_that_a_fact_resolved_is_not_answered_any_more(engine: Engine) -> None:
    number = str(stands(engine).number)
    derive(engine)

    with pytest.raises(AlertUnknown):
        answer(engine, number)


# ------------------------------------------------------------------ snoozed

NO_DEADLINE = an_alert("later", severity=Severity.WARNING, deadline=None)


def test_a_snoozed_alert_is_open_again_when_its_time_comes(engine: Engine) -> None:
    derive(engine, NO_DEADLINE)
    put_off(engine, LATER)

    found = stands(engine)
    assert found.state(LATER - timedelta(seconds=1)) is AlertState.SNOOZED
    assert found.state(LATER) is AlertState.OPEN
    assert found.occasion == 1  # it is to be told anew then


def test_an_alert_that_nobody_put_off_is_open_also_for_whoever_looks_as_of_before(
    engine: Engine,
) -> None:
    derive(engine, NO_DEADLINE)

    assert stands(engine).state(LATER - timedelta(minutes=1)) is AlertState.OPEN


def test_a_snooze_takes_an_answer_back(engine: Engine) -> None:
    derive(engine, NO_DEADLINE)
    answer(engine)
    put_off(engine, LATER)

    assert stands(engine).acknowledged_by is None


def test_an_answer_ends_a_snooze(engine: Engine) -> None:
    derive(engine, NO_DEADLINE)
    put_off(engine, LATER)

    assert answer(engine).state(NOW) is AlertState.ACKNOWLEDGED


def test_a_rise_of_severity_ends_a_snooze(engine: Engine) -> None:
    derive(engine, NO_DEADLINE)
    put_off(engine, NOW + timedelta(days=2))
    derive(engine, an_alert("later", severity=Severity.CRITICAL, deadline=None))

    assert stands(engine).state(LATER) is AlertState.OPEN
    assert stands(engine).occasion == 2


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (NOW, "must be ahead"),
        (NOW + timedelta(minutes=61), "only after its deadline"),
        (NOW + timedelta(days=8), "only after its deadline"),
    ],
)
def test_a_snooze_ends_before_the_deadline(engine: Engine, until: datetime, said: str) -> None:
    with refuses(SnoozeRefused, match=said):
        put_off(engine, until)


def test_a_snooze_ends_within_a_week(engine: Engine) -> None:
    derive(engine, NO_DEADLINE)

    with refuses(SnoozeRefused, match="at most 7 days"):
        put_off(engine, NOW + timedelta(days=7, seconds=1))
    assert put_off(engine, NOW + timedelta(days=7)).occasion == 1


def test_an_alert_whose_deadline_is_over_can_still_be_put_off(engine: Engine) -> None:
    derive(engine, an_alert("late", deadline=to_minute(NOW) - 1))

    assert put_off(engine, LATER).state(NOW) is AlertState.SNOOZED


# ------------------------------------------------------------------ facts that move a deadline


def by(hours: float | None) -> Alert:
    """The same cause, with another deadline; None once the step was done all the same."""
    minute = None if hours is None else to_minute(NOW + timedelta(hours=hours))
    return an_alert(severity=Severity.CRITICAL, deadline=minute)


@pytest.mark.parametrize("hours", [20, 30, None])
def test_an_answer_does_not_outlast_a_deadline_that_moved(
    engine: Engine, hours: float | None
) -> None:
    derive(engine, by(24), at=NOW)
    number = answer(engine).number
    derive(engine, by(hours))

    found = stands(engine)
    assert found.state(LATER) is AlertState.OPEN
    assert (found.number, found.tell_from) == (number, LATER)
    who, deed, why = audited(engine)[-1]
    assert (who, deed) == ("Day Zero", f"took back the answer to alert {number}")
    assert why is not None
    assert why.startswith("its deadline moved from 2026-03-11 00:00 UTC to ")


def test_nobody_sleeps_through_a_deadline_that_came_nearer(engine: Engine) -> None:
    derive(engine, by(24), at=NOW)
    put_off(engine, NOW + timedelta(hours=20))
    derive(engine, by(10))

    assert stands(engine).state(LATER) is AlertState.OPEN
    assert stands(engine).tell_from == LATER


@pytest.mark.parametrize(
    ("hours", "occasions"),
    [
        (20, 1),  # nearer
        (30, 0),  # nobody has answered for the earlier one, and the next in line is told this one
        (None, 1),  # done all the same: a deviation, and no longer a move, is asked for
        (24, 0),
    ],
)
def test_an_unanswered_alert_is_told_anew_where_it_presses_more(
    engine: Engine, hours: float | None, occasions: int
) -> None:
    derive(engine, by(24), at=NOW)
    before = stands(engine).occasion
    derive(engine, by(hours))

    assert stands(engine).occasion - before == occasions
    assert [line for line in audited(engine) if "took back" in line[1]] == []
