"""A machine's clock that is set three days forward for ten minutes, and back."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.records.store import (
    acknowledge,
    list_deliveries,
    open_alerts,
    open_engine,
    snooze,
    subjects_due,
    wake_those_ahead,
)
from tasks.passes.sweeping import pass_over
from tasks.telling.delivering import deliver_rounds, try_in_threads
from tests.delivery.conftest import NOON, mail_address
from tests.delivery.servers import Mailbox, mail_server
from tests.unit.records.recorded import SCREENING, bring_in, chart

SUBJECT = "CN01-101"
APHERESIS = {"id": "f2", "kind": "step", "step": "apheresis", "state": "booked"}
AHEAD = timedelta(days=3)
FALSE = [NOON + timedelta(minutes=32) + AHEAD + timedelta(minutes=n) for n in range(10)]
TRUE = [NOON + timedelta(minutes=15 * n) for n in range(50 * 4)]
DISTURBED = [*TRUE[:3], *FALSE, *TRUE[3:]]

Told = tuple[str, str | None, datetime | None]
Live = Callable[[list[datetime]], Engine]


@pytest.fixture
def live(
    engine: Engine, enrolled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Live]:
    """An installation that sweeps and tells at each of some moments, in their order."""
    del engine  # it sets the environment first
    opened: list[Engine] = []

    def through(moments: list[datetime]) -> Engine:
        url = f"sqlite:///{shutil.copy(enrolled, tmp_path / f'{len(opened)}.db')}"
        monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
        records = open_engine(url)
        opened.append(records)
        booked = {**APHERESIS, "at": "2026-03-11T10:00+08:00"}
        bring_in(records, chart(SCREENING, booked, subject=SUBJECT))
        go_on(records, moments)
        return records

    with mail_server(Mailbox()) as port:
        for name in ("WARD", "HEAD"):
            monkeypatch.setenv(f"DAYZERO_CHANNEL_{name}_MAIL", mail_address(port))
        yield through
    for records in opened:
        records.dispose()


def go_on(records: Engine, moments: list[datetime]) -> None:
    for now in moments:
        wake_those_ahead(records, now)
        if due := subjects_due(records, now):
            pass_over.fn(due, now)
        deliver_rounds(lambda at=now: at, try_in_threads)  # type: ignore[misc]  # mypy cannot infer a lambda's default


def standing(records: Engine) -> dict[str, tuple[str, int | None]]:
    return {one.alert.key: (one.alert.severity, one.alert.deadline) for one in open_alerts(records)}


def told(records: Engine) -> list[Told]:
    """What was said to whom and when, of the moments that were really lived through."""
    lines = [(one.recipient, one.title, one.sent_at) for one in list_deliveries(records)]
    return sorted(line for line in lines if line[2] is None or line[2] <= TRUE[-1])


def overdue(records: Engine) -> list[str]:
    return [key for key in standing(records) if key.endswith("/overdue/apheresis")]


def test_while_the_clock_is_ahead_the_appointment_of_tomorrow_is_overdue(live: Live) -> None:
    assert overdue(live(DISTURBED[: 3 + len(FALSE)]))  # that the test tests something


def test_once_it_is_back_nothing_is_overdue_that_is_not(live: Live) -> None:
    back = live(DISTURBED[: 4 + len(FALSE)])

    assert standing(back) == standing(live(TRUE[:4]))
    assert all(one.tell_from <= TRUE[3] for one in open_alerts(back))


@pytest.mark.journey
def test_what_is_overdue_two_days_later_is_told_and_escalated_at_its_times(live: Live) -> None:
    undisturbed, disturbed = live(TRUE), live(DISTURBED)

    assert overdue(disturbed)
    assert standing(disturbed) == standing(undisturbed)
    critical = [line for line in told(undisturbed) if "CRITICAL" in str(line[1])]
    assert {who for who, _, _ in critical} == {"nurse", "head"}
    assert [line for line in told(disturbed) if "CRITICAL" in str(line[1])] == critical


def test_a_message_that_failed_while_the_clock_was_ahead_is_tried_when_it_is_back(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = live(TRUE[:1])
    address = mail_address(1)  # where nobody listens
    with monkeypatch.context() as broken:
        for name in ("WARD", "HEAD"):
            broken.setenv(f"DAYZERO_CHANNEL_{name}_MAIL", address)
        subject = chart(
            SCREENING, {**APHERESIS, "at": "2026-03-09T10:00+08:00"}, subject="CN01-102"
        )
        bring_in(records, subject)
        go_on(records, FALSE)
    go_on(records, TRUE[3:6])

    waiting = [one for one in list_deliveries(records) if one.state.value == "waiting"]
    assert waiting == []
    late = [one for one in list_deliveries(records) if "CN01-102" in one.subjects]
    assert {one.recipient for one in late if one.sent_at and one.sent_at <= TRUE[5]} >= {"nurse"}


@pytest.mark.parametrize("answered", [True, False])
def test_an_answer_and_a_snooze_outlast_it(live: Live, answered: bool) -> None:
    records = live([])
    bring_in(
        records,
        chart(SCREENING, {**APHERESIS, "at": "2026-03-09T10:00+08:00"}, subject="CN01-102"),
    )
    go_on(records, TRUE[:1])
    [one] = [one for one in open_alerts(records) if one.alert.key in overdue(records)]
    until = NOON + timedelta(days=2)
    if answered:
        acknowledge(records, str(one.number), why="seen", now=NOON, by="nurse")
    else:
        snooze(records, str(one.number), until=until, why="known", now=NOON, by="nurse")

    go_on(records, DISTURBED[1:16])

    [after] = [again for again in open_alerts(records) if again.number == one.number]
    assert after.acknowledged_by == ("nurse" if answered else None)
    assert after.tell_from == (NOON if answered else until)
