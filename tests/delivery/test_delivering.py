"""From an open alert to a message in somebody's hands, over real servers with real faults."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from werkzeug import Response

from models.alerting.tellings import ToldState
from models.moments import to_minute
from models.records.alerts.alerts import open_alerts
from models.records.alerts.lifecycle import acknowledge
from models.records.deliveries.delivery_lines import list_deliveries, revive_dead
from models.timeline.values import Severity
from tests.delivery.conftest import NOON, mail_address, only, states
from tests.delivery.servers import (
    Mailbox,
    broken_server,
    cuts_mail_off,
    keys_of,
    mail_server,
    never_answers,
)
from tests.failures import outcome_of
from tests.ports import free_port
from tests.unit.records.recorded import an_alert, as_said

Arise = Callable[..., None]
Deliver = Callable[[datetime], dict[str, int]]
Fault = Callable[[], AbstractContextManager[str]]
SENT, DEAD = ToldState.SENT, ToldState.DEAD


def later(**length: float) -> datetime:
    return NOON + timedelta(**length)


# ------------------------------------------------------------------ undisturbed


@pytest.mark.usefixtures("ward_mail")
def test_an_alert_reaches_its_reader_as_mail(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert())

    assert deliver(NOON) == {"sent": 1}

    [mail] = mailbox.mails
    assert mail["subject"] == (
        "CRITICAL: CN01-007: move infusion, as Tue 10 Mar 09:00 is not possible"
    )
    assert mail["to"] == "nurse@ward.example.org"
    assert mail["X-DayZero-Delivery"] == only(engine).key == "alert.1.0.nurse.0"
    assert mail.get_content_type() == "text/plain"
    assert "https://dayzero.example/subjects/CN01-007" in mail.get_content()
    assert (only(engine).title, only(engine).sent_at) == (mail["subject"], NOON)


@pytest.mark.usefixtures("ward_mail")
def test_what_was_told_is_not_told_again(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert())

    assert [deliver(NOON), deliver(NOON), deliver(later(minutes=1))] == [{"sent": 1}, {}, {}]
    assert len(mailbox.mails) == len(list_deliveries(engine)) == 1


@pytest.mark.usefixtures("ward_mail")
def test_unanswered_it_goes_to_the_next_and_an_answer_stops_that(
    engine: Engine,
    mailbox: Mailbox,
    arise: Arise,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = Mailbox()
    with mail_server(head) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_HEAD_MAIL", mail_address(port))
        arise(an_alert("answered"), an_alert("unanswered"))
        deliver(NOON)
        acknowledge(engine, "answered", why="called", now=NOON, by="nurse")
        deliver(later(minutes=31))

    [mail] = head.mails
    assert "notified and has not answered" in mail.get_content()
    assert len(mailbox.mails) == 2
    assert mail["X-DayZero-Delivery"] == "alert.2.0.head.1"


@pytest.mark.usefixtures("ward_mail")
def test_what_gets_worse_is_told_anew_although_it_was_answered(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert(severity=Severity.WARNING))
    deliver(NOON)
    acknowledge(engine, "1", why="called", now=NOON, by="nurse")
    arise(an_alert(), at=later(minutes=5))
    deliver(later(minutes=5))

    assert keys_of(mailbox.mails) == ["alert.1.0.nurse.0", "alert.1.1.nurse.0"]
    first, second = (mail.get_content() for mail in mailbox.mails)
    assert "Sent again" not in first
    assert "Sent again" in second


@pytest.mark.usefixtures("ward_mail")
def test_a_move_that_was_promised_and_became_a_deviation_is_told_anew(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert(deadline=to_minute(NOON) + 1440))
    deliver(NOON)
    acknowledge(engine, "1", why="will be moved", now=NOON, by="nurse")
    arise(an_alert(deadline=None, severity=Severity.WARNING), at=later(minutes=60))
    deliver(later(minutes=60))

    asked = [str(mail["Subject"]).partition("CN01-007")[2] for mail in mailbox.mails]
    assert "move infusion" in asked[0]
    assert "record the deviation and its reason" in asked[1]
    assert len(asked) == 2


@pytest.mark.usefixtures("ward_mail")
def test_a_storm_is_one_mail_with_every_alert_in_it(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(*(an_alert(f"a{n}") for n in range(200)))

    assert deliver(NOON) == {"sent": 1}

    text = mailbox.mails[0].get_content()
    numbers = [standing.number for standing in open_alerts(engine)]
    assert all(f"(#{number})" in text for number in numbers)
    assert len(only(engine).alerts) == 200


def test_the_webhook_gets_the_key_as_header_and_field(
    arise: Arise, deliver: Deliver, ward_chat: HTTPServer
) -> None:
    ward_chat.expect_request("/hook", method="POST").respond_with_data("")
    arise(an_alert(cause=as_said("dasatinib (f2) was last given")))

    assert deliver(NOON) == {"sent": 1}

    [(request, _)] = ward_chat.log
    assert request.headers["X-DayZero-Delivery"] == "alert.1.0.nurse.0"
    assert request.json is not None
    assert request.json["delivery"] == "alert.1.0.nurse.0"
    assert request.json["title"].startswith("CRITICAL: CN01-007")
    assert "dasatinib" not in request.get_data(as_text=True)  # below its ceiling


@pytest.mark.usefixtures("ward_mail")
def test_what_was_resolved_before_it_was_sent_is_withdrawn(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    mailbox.answers.append("451 come again")
    arise(an_alert())
    deliver(NOON)
    arise(at=later(minutes=1))

    assert deliver(later(minutes=2)) == {}
    assert states(engine) == [("nurse", ToldState.WITHDRAWN)]
    assert mailbox.mails == []


# ------------------------------------------------------------------ a fault that passes


@pytest.mark.usefixtures("ward_mail")
def test_a_mail_server_that_is_busy_is_asked_again(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    mailbox.answers += ["451 come again", "421 overloaded"]
    arise(an_alert())

    told = [deliver(later(minutes=minutes)) for minutes in (0, 1, 3)]

    assert told == [{"waiting": 1}, {"waiting": 1}, {"sent": 1}]
    assert keys_of(mailbox.mails) == ["alert.1.0.nurse.0"]
    assert [outcome_of(attempt) for attempt in only(engine).attempts] == [
        "the mail server answered 451",
        "the mail server answered 421",
        "sent",
    ]


@pytest.mark.usefixtures("ward_mail")
def test_it_is_not_asked_again_before_its_time(
    mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    mailbox.answers.append("451 come again")
    arise(an_alert())
    deliver(NOON)

    assert deliver(later(seconds=44)) == {}
    assert deliver(later(seconds=60)) == {"sent": 1}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_webhook_that_fails_is_tried_on_until_it_takes_the_message(
    engine: Engine, arise: Arise, deliver: Deliver, ward_chat: HTTPServer, status: int
) -> None:
    answers = iter([status] * 8)
    ward_chat.expect_request("/hook").respond_with_handler(
        lambda _request: Response(status=next(answers, 200))
    )
    arise(an_alert())

    told = [deliver(later(minutes=minutes)).get("sent", 0) for minutes in range(0, 120, 5)]

    [nurse] = [line for line in list_deliveries(engine) if line.recipient == "nurse"]
    assert sum(told) == 1
    assert len(ward_chat.log) == 9
    assert nurse.state is SENT
    outcomes = [outcome_of(one) for one in nurse.attempts if one.channel == "ward_chat"]
    assert outcomes == [f"it answered {status}"] * 8 + ["sent"]


@pytest.mark.parametrize("status", [401, 404, 410])
def test_a_webhook_that_refuses_for_good_is_tried_once(
    engine: Engine, arise: Arise, deliver: Deliver, ward_chat: HTTPServer, status: int
) -> None:
    ward_chat.expect_request("/hook").respond_with_data("", status=status)
    arise(an_alert())

    for minutes in range(0, 60, 5):
        deliver(later(minutes=minutes))

    [nurse] = [line for line in list_deliveries(engine) if line.recipient == "nurse"]
    assert len(ward_chat.log) == 1
    assert nurse.state is DEAD


# ------------------------------------------------------------------ a channel that stays down


@contextmanager
def nobody_listens() -> Iterator[str]:
    yield mail_address(free_port())


@contextmanager
def nothing_set() -> Iterator[str]:
    yield ""


@contextmanager
def wrong_password() -> Iterator[str]:
    with mail_server(Mailbox(), login=True) as port:
        yield mail_address(port, user="dayzero:wr0ng-word")


@contextmanager
def hangs() -> Iterator[str]:
    with broken_server(never_answers) as port:
        yield mail_address(port)


@contextmanager
def breaks_off() -> Iterator[str]:
    with broken_server(cuts_mail_off) as port:
        yield mail_address(port)


@pytest.mark.parametrize(
    ("fault", "outcomes"),
    [
        (nobody_listens, ["nobody listens there"] * 3),
        (hangs, ["it did not answer in time"] * 3),
        (breaks_off, ["the connection broke off"] * 3),
        # neither is tried twice: the same would happen again
        (nothing_set, ["DAYZERO_CHANNEL_WARD_MAIL is not set"]),
        (wrong_password, ["it refuses the credentials (535)"]),
    ],
)
def test_a_channel_that_stays_down_leads_to_the_next_and_ends_as_if_undisturbed(
    told_by_hook: Callable[[str], list[str]], fault: Fault, outcomes: list[str]
) -> None:
    with fault() as address:
        assert told_by_hook(address) == [*outcomes, "sent"]


@pytest.fixture
def told_by_hook(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    ward_chat: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], list[str]]:
    """With the nurse's mail at an address and the webhook working, every attempt's outcome."""

    def outcomes(address: str) -> list[str]:
        monkeypatch.setenv("DAYZERO_CHANNEL_WARD_MAIL", address)
        ward_chat.expect_request("/hook").respond_with_data("")
        arise(an_alert())
        for minutes in (0, 1, 3):
            deliver(later(minutes=minutes))
        assert states(engine) == [("nurse", SENT)]
        assert len(ward_chat.log) == 1
        return [outcome_of(attempt) or "" for attempt in only(engine).attempts]

    return outcomes


def test_where_every_channel_is_down_the_letter_is_dead_and_the_next_in_line_is_called_at_once(
    engine: Engine, arise: Arise, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = Mailbox()
    arise(an_alert())
    with mail_server(head) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_HEAD_MAIL", mail_address(port))

        assert deliver(NOON) == {"dead": 1, "sent": 1}

    assert keys_of(head.mails) == ["alert.1.0.head.1"]
    assert states(engine) == [("nurse", DEAD), ("head", SENT)]
    [dead] = list_deliveries(engine, state=DEAD)
    assert [outcome_of(attempt) for attempt in dead.attempts] == [
        "DAYZERO_CHANNEL_WARD_MAIL is not set",
        "DAYZERO_CHANNEL_WARD_CHAT is not set",
    ]


@pytest.mark.usefixtures("ward_mail")
def test_a_dead_letter_lives_again_when_its_channel_was_mended(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    mailbox.answers += ["550 no such user"]
    arise(an_alert(severity=Severity.INFO))  # the webhook has no address, so it is dead at once
    deliver(NOON)
    assert only(engine).state is DEAD

    assert revive_dead(engine, now=later(hours=1), by="admin") == 1

    assert deliver(later(hours=1)) == {"sent": 1}
    assert keys_of(mailbox.mails) == ["alert.1.0.nurse.0"]


def test_a_slow_channel_keeps_nobody_elses_message_waiting_for_ever(
    engine: Engine, arise: Arise, deliver: Deliver, ward_chat: HTTPServer
) -> None:
    answers = iter([Response(status=503)])
    ward_chat.expect_request("/hook").respond_with_handler(
        lambda _request: next(answers, Response(status=200))
    )
    arise(an_alert("a"), an_alert("b"))

    deliver(NOON)
    deliver(later(minutes=1))

    assert [state for _, state in states(engine)] == [SENT, SENT]
