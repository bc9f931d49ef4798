"""Mail that is down for hours, or slow: everybody hears, once, and nothing is given up."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from models.alerting.tellings import ToldState
from models.records.alerts.lifecycle import acknowledge
from models.records.deliveries.delivery_lines import list_deliveries
from models.timeline.values import Severity
from tests.delivery.conftest import NOON, mail_address, only, states
from tests.delivery.servers import Mailbox, keys_of, mail_server
from tests.failures import outcome_of
from tests.ports import free_port
from tests.unit.records.recorded import an_alert

pytestmark = pytest.mark.journey  # real mail servers, through a night of minutes

Arise = Callable[..., None]
Deliver = Callable[[datetime], dict[str, int]]
PEOPLE = ("coordinator", "investigator", "sponsor")
MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int = 0, *, day: int = 11) -> datetime:
    """By the clock in Shanghai, on a Wednesday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += MINUTE


@pytest.fixture
def ports(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The shipped routing, and the port of each one's mail server; none of them runs."""
    del engine  # it sets another routing first
    monkeypatch.delenv("DAYZERO_ROUTING")
    found = {name: free_port() for name in PEOPLE}
    for name, port in found.items():
        address = mail_address(port, to=f"{name}@example.org")
        monkeypatch.setenv(f"DAYZERO_CHANNEL_{name.upper()}_MAIL", address)
        monkeypatch.delenv(f"DAYZERO_CHANNEL_{name.upper()}_CHAT", raising=False)
    return found


@pytest.fixture
def boxes() -> dict[str, Mailbox]:
    return {name: Mailbox() for name in PEOPLE}


def run(
    deliver: Deliver,
    boxes: dict[str, Mailbox],
    ports: dict[str, int],
    moments: Sequence[datetime],
) -> list[dict[str, int]]:
    """Deliver at each moment, with everybody's mail server up."""
    with ExitStack() as servers:
        for name in PEOPLE:
            servers.enter_context(mail_server(boxes[name], port=ports[name]))
        return [deliver(moment) for moment in moments]


def titles(mailbox: Mailbox, kind: str) -> list[str]:
    return [str(mail["subject"]) for mail in mailbox.mails if kind in str(mail["subject"])]


def test_mail_down_from_03_55_to_07_20_leaves_nobody_without_the_violation_of_04_00(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    ports: dict[str, int],
    boxes: dict[str, Mailbox],
) -> None:
    arise(an_alert(deadline=None), at=at(4))

    down = [deliver(moment) for moment in minutes(at(3, 55), at(7, 20))]
    run(deliver, boxes, ports, list(minutes(at(7, 20), at(8, 30))))

    assert not any("dead" in rested for rested in down)
    for name in PEOPLE:
        assert len(titles(boxes[name], "CRITICAL")) == 1, name
    assert len(titles(boxes["coordinator"], "Wed 11 Mar")) == 1  # the morning digest
    assert [len(boxes[name].mails) for name in PEOPLE] == [2, 1, 1]
    assert {line.state for line in list_deliveries(engine)} == {ToldState.SENT}
    recorded = {line.recipient: line.recorded_at for line in reversed(list_deliveries(engine))}
    assert recorded == {"coordinator": at(7), "investigator": at(4, 30), "sponsor": at(6)}


def test_once_mail_is_back_the_first_word_comes_within_a_quarter_of_an_hour(
    arise: Arise, deliver: Deliver, ports: dict[str, int], boxes: dict[str, Mailbox]
) -> None:
    arise(an_alert(), at=at(4))
    for moment in minutes(at(3, 55), at(7, 20)):
        deliver(moment)

    run(deliver, boxes, ports, list(minutes(at(7, 20), at(7, 35))))

    assert all(titles(boxes[name], "CRITICAL") for name in PEOPLE)


def test_who_answers_during_the_outage_is_told_nothing_of_it_afterwards(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    ports: dict[str, int],
    boxes: dict[str, Mailbox],
) -> None:
    arise(an_alert(severity=Severity.WARNING), at=at(12))
    for moment in minutes(at(12), at(13)):
        deliver(moment)
    acknowledge(engine, "1", why="seen on the page", now=at(13), by="nurse")

    run(deliver, boxes, ports, list(minutes(at(13), at(14))))

    assert [titles(boxes[name], "WARNING") for name in PEOPLE] == [[], [], []]
    told = {line.kind.value: line.state for line in list_deliveries(engine)}
    assert told == {"alert": ToldState.WITHDRAWN, "digest": ToldState.SENT}


def test_grey_listing_for_a_quarter_of_an_hour_is_only_a_delay(
    engine: Engine, arise: Arise, deliver: Deliver, mailbox: Mailbox, ward_mail: int
) -> None:
    del ward_mail  # it is there
    arise(an_alert(severity=Severity.WARNING))

    for moment in minutes(NOON, NOON + 30 * MINUTE):
        listed = moment < NOON + 15 * MINUTE
        mailbox.answers = ["451 4.7.1 greylisted, come again"] if listed else []
        deliver(moment)

    assert keys_of(mailbox.mails) == [only(engine).key]
    assert {outcome_of(attempt) for attempt in only(engine).attempts} == {
        "the mail server answered 451",
        "DAYZERO_CHANNEL_WARD_CHAT is not set",
        "sent",
    }


# ------------------------------------------------------------------ a server that is slow


@pytest.fixture
def impatient(ward_mail: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nurse's mail server is there, and has a second to answer."""
    del ward_mail
    monkeypatch.setenv("DAYZERO_MAIL_ANSWER_SECONDS", "1")


def test_a_slow_server_that_answers_in_time_is_sent_a_mail_once(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    mailbox: Mailbox,
    ward_mail: int,
) -> None:
    del ward_mail  # its address gives a second to connect; the answer may take longer
    mailbox.answers_after = 3.0
    arise(an_alert())

    for moment in minutes(NOON, NOON + 20 * MINUTE):
        deliver(moment)

    assert len(mailbox.mails) == 1
    assert states(engine) == [("nurse", ToldState.SENT)]
    assert [outcome_of(attempt) for attempt in only(engine).attempts] == ["sent"]


@pytest.mark.usefixtures("impatient")
def test_a_server_that_takes_every_mail_and_answers_too_late_is_sent_it_twice_at_most(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    mailbox: Mailbox,
) -> None:
    mailbox.answers_after = 2.0
    arise(an_alert(severity=Severity.WARNING))

    for moment in minutes(NOON, NOON + 120 * MINUTE):
        deliver(moment)

    late = "it had the message and did not answer in time"
    [first, second] = keys_of(mailbox.mails)
    assert first == second == only(engine).key
    assert only(engine).state is ToldState.SENT
    assert [outcome_of(attempt) for attempt in only(engine).attempts] == [
        late,
        late,
        "DAYZERO_CHANNEL_WARD_CHAT is not set",
    ]


@pytest.mark.usefixtures("impatient")
def test_one_answer_that_came_too_late_costs_one_repeat_with_the_same_key(
    engine: Engine,
    arise: Arise,
    deliver: Deliver,
    mailbox: Mailbox,
) -> None:
    mailbox.answers_after = 2.0
    arise(an_alert())
    deliver(NOON)
    mailbox.answers_after = 0.0

    for moment in minutes(NOON, NOON + 20 * MINUTE):
        deliver(moment)

    assert len(keys_of(mailbox.mails)) == 2
    assert len(set(keys_of(mailbox.mails))) == 1
    assert only(engine).attempts[-1].outcome == "sent"
