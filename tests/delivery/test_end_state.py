"""However a delivery is disturbed, it ends as one that nothing disturbed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from models.records.deliveries.delivery_lines import list_deliveries
from tests.delivery.conftest import NOON, states
from tests.delivery.servers import Mailbox, keys_of
from tests.unit.records.recorded import an_alert

Deliver = Callable[[datetime], dict[str, int]]
FIVE = [an_alert(f"a{number}") for number in range(5)]
KEYS = [f"alert.{number}.0.nurse.0" for number in range(1, 6)]
MINUTES = (0, 1, 3, 7)

pytestmark = pytest.mark.usefixtures("ward_mail")


@pytest.fixture(autouse=True)
def _open(arise: Callable[..., None]) -> None:
    arise(*FIVE)


@pytest.fixture
def undisturbed() -> list[tuple[str, str]]:
    """What is on record when all went well."""
    return [("nurse", "sent")] * len(FIVE)


@pytest.mark.parametrize(
    "faults",
    [
        [],
        ["451 later"],
        ["421 overloaded", "451 later"] * 4,
        ["451 later"] * 10,  # two failures each: the third try is the last on this channel
    ],
)
def test_faults_that_pass_leave_no_trace_but_their_attempts(
    engine: Engine,
    mailbox: Mailbox,
    deliver: Deliver,
    undisturbed: list[tuple[str, str]],
    faults: list[str],
) -> None:
    mailbox.answers += faults

    for minutes in MINUTES:
        deliver(NOON + timedelta(minutes=minutes))

    assert states(engine) == undisturbed
    assert sorted(keys_of(mailbox.mails)) == KEYS
    attempts = [attempt for line in list_deliveries(engine) for attempt in line.attempts]
    assert len(attempts) == len(FIVE) + len(faults)


def test_workers_beside_each_other_send_each_message_once(
    engine: Engine, mailbox: Mailbox, deliver: Deliver, undisturbed: list[tuple[str, str]]
) -> None:
    mailbox.answers += ["451 later"] * 3

    with ThreadPoolExecutor(3) as workers:
        for minutes in MINUTES:
            list(workers.map(deliver, [NOON + timedelta(minutes=minutes)] * 3))

    assert states(engine) == undisturbed
    assert sorted(keys_of(mailbox.mails)) == KEYS


def test_passes_that_run_again_meanwhile_change_nothing(
    engine: Engine,
    mailbox: Mailbox,
    deliver: Deliver,
    arise: Callable[..., None],
    undisturbed: list[tuple[str, str]],
) -> None:
    for minutes in MINUTES:
        at = NOON + timedelta(minutes=minutes)
        arise(*FIVE, at=at)
        deliver(at)

    assert states(engine) == undisturbed
    assert sorted(keys_of(mailbox.mails)) == KEYS
