"""Whoever was told of a critical alert hears, once and gently, that it is over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import Engine

from models.alerting.tellings import DeliveryKind, ToldState
from models.records.store import acknowledge, list_deliveries
from models.timeline.results import Place
from models.timeline.values import AlertKind, Severity
from tests.delivery.conftest import NOON, mail_address
from tests.delivery.servers import Mailbox, keys_of, mail_server
from tests.unit.records.recorded import an_alert

Arise = Callable[..., None]
Deliver = Callable[[datetime], dict[str, int]]
NIGHT = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 01:00 in Shanghai
MORNING = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)  # 07:00

pytestmark = pytest.mark.usefixtures("ward_mail")


def later(**length: float) -> datetime:
    return NOON + timedelta(**length)


def overs(mailbox: Mailbox) -> list[EmailMessage]:
    return [mail for mail in mailbox.mails if str(mail["X-DayZero-Delivery"]).startswith("over.")]


def test_who_was_told_hears_once_that_it_is_over(
    mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert())
    deliver(NOON)
    arise(at=later(minutes=5))

    assert [deliver(later(minutes=minutes)) for minutes in (5, 6, 60)] == [{"sent": 1}, {}, {}]

    [over] = overs(mailbox)
    assert str(over["subject"]) == (
        "Over: CN01-007: infusion: the critical alert is over, nothing is to be done"
    )
    assert "https://dayzero.example/subjects/CN01-007" in over.get_content()
    assert keys_of([over]) == ["over.1.nurse"]


def test_in_chinese_it_is_chinese(
    mailbox: Mailbox, arise: Arise, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    arise(an_alert())
    deliver(NOON)
    arise(at=later(minutes=5))
    deliver(later(minutes=5))

    [over] = overs(mailbox)
    assert str(over["subject"]).startswith("【已解除】CN01-007：")
    assert str(over["subject"]).endswith("的紧急警报已解除，无需操作")


def test_everybody_who_was_told_hears_it_and_nobody_else(
    engine: Engine,
    mailbox: Mailbox,
    arise: Arise,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = Mailbox()
    with mail_server(head) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_HEAD_MAIL", mail_address(port))
        arise(an_alert("escalated"), an_alert("answered"))
        deliver(NOON)
        acknowledge(engine, "answered", why="called", now=NOON, by="nurse")
        deliver(later(minutes=30))
        arise(at=later(minutes=40))
        deliver(later(minutes=40))

    assert ["2 critical alerts" in str(mail["subject"]) for mail in overs(mailbox)] == [True]
    assert len(overs(head)) == 1
    assert "2 critical alerts" not in str(overs(head)[0]["subject"])


def test_where_nobody_was_told_nobody_hears_and_what_still_waited_is_withdrawn(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    mailbox.answers.append("451 come again")
    arise(an_alert())
    deliver(NOON)
    arise(at=later(minutes=1))
    for minutes in (1, 2, 20):
        deliver(later(minutes=minutes))

    assert mailbox.mails == []
    assert [line.state for line in list_deliveries(engine)] == [ToldState.WITHDRAWN]


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFO])
def test_of_what_was_not_critical_nobody_hears(
    mailbox: Mailbox, arise: Arise, deliver: Deliver, severity: Severity
) -> None:
    arise(an_alert(severity=severity))
    deliver(NOON)
    arise(at=later(minutes=5))
    deliver(later(minutes=5))

    assert overs(mailbox) == []


def test_it_wakes_nobody(mailbox: Mailbox, arise: Arise, deliver: Deliver) -> None:
    arise(an_alert(), at=NIGHT)
    deliver(NIGHT)
    arise(at=NIGHT + timedelta(minutes=10))

    deliver(NIGHT + timedelta(minutes=10))
    assert overs(mailbox) == []
    deliver(MORNING)
    assert len(overs(mailbox)) == 1


def test_many_that_are_over_at_once_come_as_one_message_with_a_line_for_each(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(*(an_alert(f"a{number}") for number in range(9)))
    deliver(NOON)
    arise(at=later(minutes=5))
    deliver(later(minutes=5))

    [over] = overs(mailbox)
    assert over.get_content().count("the critical alert is over") == 9
    [line] = [one for one in list_deliveries(engine) if one.kind is DeliveryKind.ALL_CLEAR]
    assert len(line.alerts) == 9


def test_what_stands_again_before_it_was_said_is_not_over(
    mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert(), at=NIGHT)
    deliver(NIGHT)
    arise(at=NIGHT + timedelta(minutes=10))
    arise(an_alert(), at=NIGHT + timedelta(minutes=20))
    deliver(NIGHT + timedelta(minutes=20))
    deliver(MORNING)

    assert overs(mailbox) == []
    assert keys_of(mailbox.mails) == ["alert.1.0.nurse.0", "alert.2.0.nurse.0"]


def test_a_word_that_could_not_be_sent_for_two_days_is_old_and_withdrawn(
    engine: Engine, mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    arise(an_alert())
    deliver(NOON)
    arise(at=later(minutes=5))
    mailbox.answers.append("451 come again")
    deliver(later(minutes=5))

    deliver(later(days=3))

    assert overs(mailbox) == []
    states = {line.kind: line.state for line in list_deliveries(engine)}
    assert states[DeliveryKind.ALL_CLEAR] is ToldState.WITHDRAWN


DEAD_END = Place(kind=AlertKind.INFEASIBLE, step="day_28", rule="PATH-day-28")
NO_DATE = an_alert("no date", kind=DEAD_END.kind, step=DEAD_END.step, rule=DEAD_END.rule, fact=None)
LATE = an_alert(
    "late",
    kind=AlertKind.OVERDUE,
    severity=Severity.INFO,
    step="day_28",
    rule=None,
    fact=None,
    also=(DEAD_END,),
)


def test_while_another_alert_tells_of_the_same_nobody_hears_that_it_is_over(
    mailbox: Mailbox, arise: Arise, deliver: Deliver
) -> None:
    """The last day of a window passes: the visit that had no date left is late from then on."""
    arise(NO_DATE)
    deliver(NOON)
    arise(LATE, at=later(minutes=5))
    deliver(later(minutes=5))
    assert overs(mailbox) == []

    arise(at=later(minutes=10))
    assert [deliver(later(minutes=minutes)) for minutes in (10, 11)] == [{"sent": 1}, {}]
    assert len(overs(mailbox)) == 1
