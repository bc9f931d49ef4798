"""Alerts open once, close once, and open again as a new row."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from models.moments import Span, to_minute
from models.protocol import load_protocol
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.bookings import RecordWhenDone
from models.reasons.alerts.delays import BookingPassed
from models.records.alerts.alerts import open_alerts, reconcile_alerts
from models.records.database.engine import writing
from models.records.database.errors import SubjectUnknown
from models.records.tables import AlertOpening
from models.timeline.results import Place
from models.timeline.values import AlertKind, Severity
from tests.unit.records.recorded import (
    NOW,
    SCREENING,
    SUBJECT,
    an_alert,
    as_said,
    bring_in,
    chart,
)
from wording import Voice, say

LATER = NOW + timedelta(hours=1)


def kept_before(engine: Engine, sentence: str, **particulars: object) -> None:
    """Make every row one of another version of this program."""
    with engine.begin() as connection:
        query = text("UPDATE alert SET text = :sentence, particulars = :particulars")
        kept = {"sentence": sentence, "particulars": json.dumps(particulars)}
        connection.execute(query, kept)


def openings(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        query = "SELECT key, closed_at IS NULL, reopened FROM alert ORDER BY id"
        return [(row[0], bool(row[1]), row[2]) for row in connection.execute(text(query))]


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN01-008"))


def test_what_is_new_opens_and_what_is_over_closes(engine: Engine) -> None:
    opened, closed = reconcile_alerts(engine, SUBJECT, [an_alert("a"), an_alert("b")], NOW)
    assert ([alert.key for alert in opened], closed) == (["a", "b"], ())

    opened, closed = reconcile_alerts(engine, SUBJECT, [an_alert("b"), an_alert("c")], LATER)
    assert [alert.key for alert in opened] == ["c"]
    assert [alert.key for alert in closed] == ["a"]
    assert openings(engine) == [("a", False, 0), ("b", True, 0), ("c", True, 0)]


def test_the_same_alerts_again_open_and_close_nothing(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)

    assert reconcile_alerts(engine, SUBJECT, [an_alert()], LATER) == ((), ())
    assert [standing.opened_at for standing in open_alerts(engine)] == [NOW]


def test_a_cause_that_comes_back_is_a_new_row_that_says_so(engine: Engine) -> None:
    for alerts in ([an_alert()], [], [an_alert()], [], [an_alert()]):
        reconcile_alerts(engine, SUBJECT, alerts, NOW)

    assert [(is_open, again) for _, is_open, again in openings(engine)] == [
        (False, 0),
        (False, 1),
        (True, 2),
    ]
    assert open_alerts(engine)[0].reopened == 2


def test_an_open_alert_says_what_is_true_now(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert(severity=Severity.INFO)], NOW)
    worse = an_alert(
        severity=Severity.CRITICAL,
        deadline=None,
        opens=to_minute(NOW),
        overtaken=True,
        to=to_minute(LATER),
        move="infusion",
        cause=BookingPassed(step="infusion", at=Span(to_minute(NOW), to_minute(NOW))),
        ask=RecordWhenDone(step="infusion"),
        also=(Place(kind=AlertKind.INFEASIBLE, step="infusion", rule="EX-03.2"),),
    )

    assert reconcile_alerts(engine, SUBJECT, [worse], LATER) == ((), ())

    [standing] = open_alerts(engine)
    assert (standing.alert, standing.opened_at) == (worse, NOW)


def test_an_alert_of_before_there_were_reasons_says_what_was_stored(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)
    kept_before(engine, "Act today.", text_zh="请今天处理。", question="record the dose of MTX")

    [standing] = open_alerts(engine)
    assert standing.alert.cause == as_said("Act today.", "请今天处理。")
    assert standing.alert.ask == RecordFact(question=as_said("record the dose of MTX"))
    assert standing.alert.cause_asks


@pytest.mark.parametrize(
    "kept",
    [
        '{"version": 99, "reason": {"kind": "booking_passed"}}',
        '{"version": 1, "reason": {"kind": "of_a_later_program"}}',
        '{"version": 1, "reason": {"kind": "booking_passed"}}',
    ],
)
def test_an_alert_whose_reason_another_version_kept_says_its_sentence(
    engine: Engine, kept: str
) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)
    kept_before(engine, "Act today.", cause=json.loads(kept), ask=json.loads(kept))

    [standing] = open_alerts(engine)
    assert standing.alert.cause == as_said("Act today.")
    assert standing.alert.ask is None


def test_what_has_neither_a_reason_nor_a_sentence_can_be_read_all_the_same(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)
    kept_before(engine, "", cause={"version": 99})

    [standing] = open_alerts(engine)
    voice = Voice(language="en", zone=ZoneInfo("Asia/Shanghai"), protocol=load_protocol())
    assert say(standing.alert.reason, voice).startswith("What it says was kept in another form")


def test_no_new_row_holds_a_sentence(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM alert")).scalar() == ""


def test_the_database_holds_a_cause_open_only_once(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)
    again = AlertOpening(
        subject=SUBJECT, key=an_alert().key, kind="x", severity="info", text="", opened_at=NOW
    )

    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(again)


def test_two_subjects_may_have_the_same_cause(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOW)
    reconcile_alerts(engine, "CN01-008", [an_alert()], NOW)

    assert {standing.subject for standing in open_alerts(engine)} == {SUBJECT, "CN01-008"}
    assert [standing.subject for standing in open_alerts(engine, "CN01-008")] == ["CN01-008"]


def test_the_most_urgent_comes_first(engine: Engine) -> None:
    minute = to_minute(NOW)
    alerts = [
        an_alert("late warning", severity=Severity.WARNING, deadline=minute + 9),
        an_alert("info", severity=Severity.INFO, deadline=minute),
        an_alert("critical, no deadline", deadline=None),
        an_alert("early warning", severity=Severity.WARNING, deadline=minute + 1),
        an_alert("critical", deadline=minute + 99),
    ]
    reconcile_alerts(engine, SUBJECT, alerts, NOW)

    assert [standing.alert.key for standing in open_alerts(engine)] == [
        "critical",
        "critical, no deadline",
        "early warning",
        "late warning",
        "info",
    ]


def test_the_alerts_of_a_subject_whom_nobody_enrolled_are_refused(engine: Engine) -> None:
    with pytest.raises(SubjectUnknown):
        open_alerts(engine, "CN01-999")
    with pytest.raises(SubjectUnknown):
        reconcile_alerts(engine, "CN01-999", [], NOW)
