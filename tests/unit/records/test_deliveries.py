"""Messages on their way: recorded once, tried by one at a time, never forgotten."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from models.alerting.retries import Failure
from models.alerting.routing import Routing
from models.alerting.tellings import ToldState
from models.records.alerts.alerts import reconcile_alerts
from models.records.alerts.lifecycle import acknowledge
from models.records.database.engine import writing
from models.records.deliveries.attempts import LEASE, Attempt, begin_attempt, end_attempt
from models.records.deliveries.deliveries import record_due, waiting_deliveries
from models.records.deliveries.delivery_lines import DeliveryLine, list_deliveries, revive_dead
from models.records.passes.passes import publish_pass
from models.records.tables import TellingRow
from models.schedule import EntryKind
from models.timeline.values import Severity
from tests.failures import failed, outcome_of
from tests.refusals import said
from tests.unit.alerting.alerts_to_tell import NOON, PEOPLE, ZONES, a_routing
from tests.unit.records.recorded import (
    SCREENING,
    SUBJECT,
    a_pass,
    an_alert,
    an_entry,
    as_said,
    bring_in,
    chart,
)

WITHOUT_DIGEST = PEOPLE.replace('digest = "07:00"\n', "")
ROUTES = """
[[route]]
severity = "critical"
sites = ["*"]
steps = [{ to = ["coordinator"] }, { to = ["investigator"], after_minutes = 30 }]

[[route]]
severity = "warning"
sites = ["*"]
steps = [{ to = ["coordinator"] }]

[[route]]
severity = "info"
sites = ["*"]
steps = [{ to = ["coordinator"] }]
"""
ROUTING = a_routing(WITHOUT_DIGEST, ROUTES)
BUSY = failed("answered", 503)
HOPELESS = failed("answered", 404, hopeless=True)
PERHAPS = failed("perhaps_taken", perhaps_taken=True)


@pytest.fixture(autouse=True)
def _open(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOON)


def record(engine: Engine, *, minutes: float = 0) -> int:
    return record_due(engine, ROUTING, ZONES, NOON + timedelta(minutes=minutes))


def begin(
    engine: Engine, number: int = 1, *, minutes: float = 0, routing: Routing = ROUTING
) -> Attempt | None:
    return begin_attempt(engine, number, routing, ZONES, NOON + timedelta(minutes=minutes))


def end(
    engine: Engine, attempt: Attempt | None, failure: Failure | None = None, *, minutes: float = 0
) -> ToldState:
    assert attempt is not None
    at = NOON + timedelta(minutes=minutes)
    return end_attempt(engine, attempt, failure, ROUTING, at, title="first line")


def line(engine: Engine) -> DeliveryLine:
    [found] = list_deliveries(engine)
    return found


def outcomes(engine: Engine) -> list[tuple[str, str | None]]:
    return [(attempt.channel, outcome_of(attempt)) for attempt in line(engine).attempts]


# ------------------------------------------------------------------ recorded once


def test_what_is_due_is_recorded_once_however_often_it_is_looked_at(engine: Engine) -> None:
    assert [record(engine), record(engine), record(engine)] == [1, 0, 0]
    assert re.fullmatch(r"alert\.[0-9a-f]{16}\.0\.nurse\.0", line(engine).key)
    assert (line(engine).alerts, line(engine).subjects) == ((1,), (SUBJECT,))


def test_two_workers_at_once_record_it_once(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert(f"a{n}") for n in range(4)], NOON)

    with ThreadPoolExecutor(4) as workers:
        recorded = list(workers.map(lambda _: record(engine), range(8)))

    assert sum(recorded) == 4
    assert len(list_deliveries(engine)) == 4


def test_the_database_itself_keeps_an_alert_from_being_told_twice(engine: Engine) -> None:
    record(engine)
    again = TellingRow(delivery=1, alert=1, occasion=0, recipient="nurse", step=0)

    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(again)


def test_a_pass_that_runs_again_orders_nothing_new(engine: Engine) -> None:
    for _ in range(3):
        publish_pass(engine, a_pass(engine, finished_at=NOON))
        record(engine)

    assert len(list_deliveries(engine)) == 1


def test_a_cause_that_comes_back_is_told_anew(engine: Engine) -> None:
    record(engine)
    reconcile_alerts(engine, SUBJECT, [], NOON)
    reconcile_alerts(engine, SUBJECT, [an_alert()], NOON)

    assert record(engine) == 1


def test_the_most_urgent_is_tried_first(engine: Engine) -> None:
    alerts = [
        an_alert("i", severity=Severity.INFO),
        an_alert("c"),
        an_alert("w", severity=Severity.WARNING),
    ]
    reconcile_alerts(engine, SUBJECT, alerts, NOON)
    record(engine)
    severities = {one.number: one.severity for one in list_deliveries(engine)}

    assert [severities[number] for number in waiting_deliveries(engine, NOON)] == [
        Severity.CRITICAL,
        Severity.WARNING,
        Severity.INFO,
    ]


# ------------------------------------------------------------------ one at a time


def test_while_one_tries_it_nobody_else_does(engine: Engine) -> None:
    record(engine)
    assert begin(engine) is not None

    assert begin(engine) is None
    assert waiting_deliveries(engine, NOON) == []


def test_of_many_workers_one_gets_it(engine: Engine) -> None:
    record(engine)

    with ThreadPoolExecutor(4) as workers:
        begun = list(workers.map(lambda _: begin(engine), range(8)))

    assert sum(attempt is not None for attempt in begun) == 1


def test_what_was_sent_is_not_tried_again(engine: Engine) -> None:
    record(engine)

    assert end(engine, begin(engine)) is ToldState.SENT
    assert begin(engine, minutes=60) is None
    assert (line(engine).sent_at, line(engine).title) == (NOON, "first line")


def test_a_try_that_never_ended_is_made_again_when_its_time_is_over(engine: Engine) -> None:
    record(engine)
    first = begin(engine)
    minutes = LEASE.total_seconds() / 60

    again = begin(engine, minutes=minutes)

    assert first is not None
    assert again is not None
    assert again.key == first.key
    assert end(engine, again, minutes=minutes) is ToldState.SENT
    assert outcomes(engine) == [("ward_mail", None), ("ward_mail", "sent")]


def test_a_first_try_that_ends_late_does_not_undo_the_second(engine: Engine) -> None:
    record(engine)
    slow = begin(engine)
    end(engine, begin(engine, minutes=9), minutes=9)

    assert end(engine, slow, BUSY, minutes=10) is ToldState.SENT
    assert line(engine).state is ToldState.SENT


def test_tries_that_never_end_lead_to_the_next_channel_as_well(engine: Engine) -> None:
    record(engine)
    for minutes in (0, 10, 20):
        assert begin(engine, minutes=minutes) is not None

    after = begin(engine, minutes=30)

    assert after is not None
    assert after.channel == "ward_chat"


# ------------------------------------------------------------------ failures


def test_a_failure_is_tried_again_on_the_same_channel_then_on_the_next(engine: Engine) -> None:
    record(engine)
    for minutes in (0, 1, 3):
        assert end(engine, begin(engine, minutes=minutes), BUSY, minutes=minutes)

    assert end(engine, begin(engine, minutes=3), minutes=3) is ToldState.SENT
    assert outcomes(engine) == [("ward_mail", said(BUSY.cause))] * 3 + [("ward_chat", "sent")]


def test_a_letter_that_no_channel_took_is_dead_and_stays_visible(engine: Engine) -> None:
    record(engine)
    assert end(engine, begin(engine), HOPELESS) is ToldState.WAITING
    assert end(engine, begin(engine), HOPELESS) is ToldState.DEAD

    assert begin(engine, minutes=600) is None
    [dead] = list_deliveries(engine, state=ToldState.DEAD)
    assert dead.subjects == (SUBJECT,)


def test_a_dead_letter_gets_all_its_tries_again(engine: Engine) -> None:
    record(engine)
    for _ in range(2):
        end(engine, begin(engine), HOPELESS)

    assert revive_dead(engine, now=NOON, by="admin") == 1
    assert revive_dead(engine, now=NOON, by="admin") == 0

    again = begin(engine)
    assert again is not None
    assert again.channel == "ward_mail"


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (('name = "nurse"', 'name = "another"'), "the routing names this recipient no more"),
        (
            ('["ward_mail", "ward_chat"]', '["ward_mail"]'),
            "every channel of this recipient has refused it",
        ),
    ],
)
def test_a_routing_that_changed_meanwhile_leaves_a_visible_dead_letter(
    engine: Engine, change: tuple[str, str], cause: str
) -> None:
    record(engine)
    end(engine, begin(engine), HOPELESS)  # on to the second channel

    assert begin(engine, routing=a_routing(WITHOUT_DIGEST.replace(*change), ROUTES)) is None
    assert line(engine).state is ToldState.DEAD
    assert outcomes(engine)[-1] == ("", cause)


def test_a_channel_that_the_routing_has_now_takes_what_the_old_one_refused(engine: Engine) -> None:
    record(engine)
    end(engine, begin(engine), HOPELESS)  # on to the second channel, which is there no more
    people = WITHOUT_DIGEST.replace('["ward_mail", "ward_chat"]', '["head_mail"]')

    attempt = begin(engine, routing=a_routing(people, ROUTES))

    assert attempt is not None
    assert attempt.channel == "head_mail"


def test_what_both_channels_fail_to_take_is_tried_on_for_days_and_then_sent(
    engine: Engine,
) -> None:
    record(engine)
    at, tries = 0.0, 0
    while at < 3 * 24 * 60:
        for number in waiting_deliveries(engine, NOON + timedelta(minutes=at)):
            assert end(engine, begin(engine, number, minutes=at), BUSY, minutes=at)
            tries += 1
        assert line(engine).try_at <= NOON + timedelta(minutes=at + 15)
        at += 5 if at % (24 * 60) < 4 * 60 else 20 * 60  # four hours of each day are enough

    assert line(engine).state is ToldState.WAITING
    assert tries < 2 * 3 * 4 * 6  # two channels, each at most every ten minutes
    assert end(engine, begin(engine, minutes=at + 15), minutes=at + 15) is ToldState.SENT


def test_a_refusal_for_good_outlasts_the_round_in_which_it_came(engine: Engine) -> None:
    record(engine)
    end(engine, begin(engine), HOPELESS)
    at = [0, 1, 3, 9, 20, 40, 60]
    for minutes in at:
        end(engine, begin(engine, minutes=minutes), BUSY, minutes=minutes)

    assert [channel for channel, _ in outcomes(engine)] == ["ward_mail"] + ["ward_chat"] * len(at)


def test_what_was_tried_in_vain_holds_up_nothing_new(engine: Engine) -> None:
    record(engine)
    for minutes in (0, 1, 3, 3, 4, 6):  # three times on each channel
        assert end(engine, begin(engine, minutes=minutes), BUSY, minutes=minutes)
    reconcile_alerts(engine, SUBJECT, [an_alert(), an_alert("new")], NOON)
    record(engine, minutes=20)

    old, new = sorted(one.number for one in list_deliveries(engine))[:2]
    assert waiting_deliveries(engine, NOON + timedelta(minutes=20))[:2] == [new, old]


def perhaps(engine: Engine, minutes: float) -> ToldState:
    return end(engine, begin(engine, minutes=minutes), PERHAPS, minutes=minutes)


def test_what_was_perhaps_taken_is_sent_once_more_and_then_by_the_next_channel(
    engine: Engine,
) -> None:
    record(engine)

    assert [perhaps(engine, 0), perhaps(engine, 1)] == [ToldState.WAITING] * 2
    assert end(engine, begin(engine, minutes=1), minutes=1) is ToldState.SENT
    assert [channel for channel, _ in outcomes(engine)] == ["ward_mail"] * 2 + ["ward_chat"]


def test_what_was_perhaps_taken_by_the_only_channel_counts_as_sent_and_says_so(
    engine: Engine,
) -> None:
    record(engine)
    for minutes in (0, 1):
        perhaps(engine, minutes)

    assert end(engine, begin(engine, minutes=1), HOPELESS, minutes=1) is ToldState.SENT
    assert outcomes(engine)[1] == ("ward_mail", said(PERHAPS.cause))
    assert line(engine).title == "first line"


def test_who_is_called_next_hears_whom_the_message_has_reached_and_nobody_else(
    engine: Engine,
) -> None:
    record(engine)
    record(engine, minutes=30)
    second = begin(engine, 2, minutes=30)
    end(engine, begin(engine, minutes=31), minutes=31)
    end(engine, second, BUSY, minutes=31)

    again = begin(engine, 2, minutes=33)

    assert second is not None
    assert again is not None
    assert (second.told_before, again.told_before) == ((), ("nurse",))


def test_a_try_that_was_put_off_into_the_night_waits_for_the_morning(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert(severity=Severity.WARNING)], NOON)
    evening, night, morning = 8.9 * 60, 9.1 * 60, 19.3 * 60  # 20:54, 21:06, 07:18
    record(engine, minutes=evening)
    end(engine, begin(engine, minutes=evening), BUSY, minutes=evening)

    assert begin(engine, minutes=night) is None
    assert waiting_deliveries(engine, NOON + timedelta(minutes=night)) == []
    assert begin(engine, minutes=morning) is not None


def test_a_critical_message_is_tried_at_night_as_well(engine: Engine) -> None:
    record(engine)
    end(engine, begin(engine), BUSY)

    assert begin(engine, minutes=12 * 60) is not None


# ------------------------------------------------------------------ nothing to say any more


def answered(engine: Engine) -> None:
    acknowledge(engine, "1", why="called", now=NOON, by="nurse")


def resolved(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [], NOON)


@pytest.mark.parametrize("meanwhile", [answered, resolved])
def test_what_was_answered_or_resolved_meanwhile_is_not_sent(
    engine: Engine, meanwhile: Callable[[Engine], None]
) -> None:
    record(engine)
    meanwhile(engine)

    assert begin(engine) is None
    assert line(engine).state is ToldState.WITHDRAWN
    assert waiting_deliveries(engine, NOON) == []


def test_a_grouped_message_leaves_out_what_was_answered_meanwhile(engine: Engine) -> None:
    reconcile_alerts(engine, SUBJECT, [an_alert(f"a{n}") for n in range(9)], NOON)
    record(engine)
    acknowledge(engine, "a3", why="called", now=NOON, by="nurse")

    attempt = begin(engine)

    assert attempt is not None
    assert {alert.alert.key for alert in attempt.alerts} == {f"a{n}" for n in range(9)} - {"a3"}


def test_an_alert_is_told_as_it_stands_when_it_is_sent(engine: Engine) -> None:
    record(engine)
    reconcile_alerts(engine, SUBJECT, [an_alert(cause=as_said("One hour less."))], NOON)

    attempt = begin(engine)

    assert attempt is not None
    assert [alert.alert.cause for alert in attempt.alerts] == [as_said("One hour less.")]


# ------------------------------------------------------------------ digests


def test_a_digest_is_composed_when_it_is_sent(engine: Engine) -> None:
    routing = a_routing()
    publish_pass(engine, a_pass(engine, finished_at=NOON))
    assert record_due(engine, routing, ZONES, NOON) == 2
    [digest] = [one for one in list_deliveries(engine) if one.key.endswith(".nurse.2026-03-10")]

    attempt = begin(engine, digest.number, routing=routing)

    assert attempt is not None
    assert attempt.digest is not None
    assert [alert.number for alert in attempt.digest.overdue] == [1]


def test_a_digest_has_the_appointments_of_a_step_that_is_held_again(engine: Engine) -> None:
    kinds: dict[str, dict[str, Any]] = {
        "apheresis": {"state": "done"},
        "apheresis.2": {"state": "booked"},
        "apheresis.window": {"state": "booked", "kind": EntryKind.WINDOW},
        "screening": {"state": "due", "kind": EntryKind.PLANNED},  # computed, booked by nobody
    }
    entries = tuple(an_entry(key, step=key.partition(".")[0], **kinds[key]) for key in kinds)
    publish_pass(engine, a_pass(engine, entries=entries))
    routing = a_routing()
    record_due(engine, routing, ZONES, NOON)
    [digest] = [one for one in list_deliveries(engine) if one.key.startswith("digest")]

    attempt = begin(engine, digest.number, routing=routing)

    assert attempt is not None
    assert attempt.digest is not None
    assert [one.step for one in attempt.digest.appointments_today] == ["apheresis"]


def test_a_digest_with_nothing_to_say_is_withdrawn(engine: Engine) -> None:
    routing = a_routing()
    resolved(engine)
    record_due(engine, routing, ZONES, NOON)

    assert begin(engine, routing=routing) is None
    assert line(engine).state is ToldState.WITHDRAWN


@pytest.mark.parametrize(("hours", "tried"), [(11, True), (12, False)])
def test_a_digest_is_tried_on_for_its_day_and_then_withdrawn(
    engine: Engine, hours: int, tried: bool
) -> None:
    routing = a_routing()
    record_due(engine, routing, ZONES, NOON)  # noon in Shanghai: twelve hours are left
    [digest] = [one for one in list_deliveries(engine) if one.key.startswith("digest")]
    end(engine, begin(engine, digest.number, routing=routing), BUSY)

    attempt = begin(engine, digest.number, minutes=hours * 60, routing=routing)

    assert (attempt is not None) is tried
    states = {one.key: one.state for one in list_deliveries(engine)}
    assert states[digest.key] is (ToldState.WAITING if tried else ToldState.WITHDRAWN)


def test_alerts_of_before_there_were_occasions_are_told_as_well(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alert SET tell_from = NULL"))

    assert record(engine) == 1
