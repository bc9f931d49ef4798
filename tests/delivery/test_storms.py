"""An import that opens many alerts at once: one message to each reader, nothing left out."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from models.records.store import list_deliveries, open_alerts, subjects_due
from models.timeline.values import Severity
from tasks.passes.sweeping import pass_over
from tests.delivery.conftest import NOON, mail_address
from tests.delivery.servers import Mailbox, mail_server
from tests.unit.records.recorded import bring_in, chart

Deliver = Callable[[datetime], dict[str, int]]
NIGHT = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 01:00 in Shanghai
MORNING = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)  # 07:00
SUBJECTS = [f"CN01-{number:03}" for number in range(101, 113)]


def too_early(subject: str) -> dict[str, object]:
    """A subject with pegylated asparaginase 20 days before the booked infusion."""
    pegaspargase = {
        "id": "f1",
        "kind": "drug",
        "drug": "pegaspargase",
        "purpose": "other",
        "route": "im",
        "last": "2026-03-05",
    }
    infusion = {"id": "f2", "kind": "step", "step": "infusion", "state": "booked"}
    return chart(pegaspargase, {**infusion, "at": "2026-03-25T10:00+08:00"}, subject=subject)


def imported(engine: Engine, at: datetime) -> set[int]:
    """Import them all and pass over them once; the alerts that somebody must be told of."""
    bring_in(engine, *map(too_early, SUBJECTS))
    pass_over.fn(subjects_due(engine, at), at)
    loud = {Severity.CRITICAL, Severity.WARNING}
    return {one.number for one in open_alerts(engine) if one.alert.severity in loud}


def told_in(text: str) -> set[int]:
    """By number: behind each line of many, or as a message on one alert says how to answer it."""
    return {int(number) for number in re.findall(r"(?:#|alerts ack )(\d+)", text)}


@pytest.mark.usefixtures("ward_mail")
def test_it_is_one_mail_and_one_more_to_who_is_called_when_nobody_answers(
    engine: Engine, mailbox: Mailbox, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts, head = imported(engine, NOON), Mailbox()
    critical = {one.number for one in open_alerts(engine) if one.alert.severity == "critical"}
    with mail_server(head) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_HEAD_MAIL", mail_address(port))
        deliver(NOON)
        deliver(NOON + timedelta(minutes=31))

    [mail], [escalated] = mailbox.mails, head.mails
    assert len(alerts) >= len(SUBJECTS)
    assert alerts <= told_in(mail.get_content())
    assert told_in(escalated.get_content()) == critical
    assert "was notified and has not answered" not in mail.get_content()
    assert "the coordinator was notified and has not answered" in escalated.get_content()
    assert all(mail.get_content().count(subject) >= 1 for subject in SUBJECTS)
    assert len({line.key for line in list_deliveries(engine)}) == 2


@pytest.mark.usefixtures("ward_mail")
def test_at_night_what_is_critical_comes_at_once_and_the_rest_in_the_morning(
    engine: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    imported(engine, NIGHT)
    severities = {one.number: one.alert.severity for one in open_alerts(engine)}

    deliver(NIGHT)
    deliver(MORNING)

    first, *later = [told_in(mail.get_content()) for mail in mailbox.mails]
    assert {severities[number] for number in first} == {Severity.CRITICAL}
    assert set.union(*later) == set(severities) - first
