"""A process killed on its way: nobody is left untold, and a repeat can be told by its key."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from models.alerting.tellings import ToldState
from models.records.deliveries.attempts import LEASE
from tests.delivery.conftest import NOON, only, states
from tests.delivery.servers import Mailbox, keys_of
from tests.unit.records.recorded import an_alert

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

KEY = "alert.1.0.nurse.0"
UNDISTURBED = [("nurse", ToldState.SENT)]


@pytest.fixture(autouse=True)
def _open(arise: Callable[..., None]) -> None:
    arise(an_alert())


@pytest.fixture
def running(mailbox: Mailbox, ward_mail: int) -> Iterator[subprocess.Popen[bytes]]:
    """The command, in a process of its own, on its way to the nurse's mail server."""
    del ward_mail, mailbox  # they are there before it starts
    with subprocess.Popen(
        [sys.executable, "-m", "dayzero", "deliver", "--without-prefect"],
        env={**os.environ, "DAYZERO_NOW": NOON.isoformat()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        yield process
        process.kill()


@pytest.mark.usefixtures("ward_mail")
def test_undisturbed_the_message_is_sent_once(
    engine: Engine, mailbox: Mailbox, deliver: Callable[[datetime], dict[str, int]]
) -> None:
    deliver(NOON)

    assert keys_of(mailbox.mails) == [KEY]
    assert states(engine) == UNDISTURBED


def test_killed_between_send_and_commit_the_repeat_has_the_same_key(
    engine: Engine,
    mailbox: Mailbox,
    running: subprocess.Popen[bytes],
    deliver: Callable[[datetime], dict[str, int]],
) -> None:
    mailbox.when_taken = lambda: running.send_signal(signal.SIGKILL)
    assert running.wait(60) == -signal.SIGKILL
    assert keys_of(mailbox.mails) == [KEY]
    mailbox.when_taken = None

    assert deliver(NOON + LEASE - timedelta(seconds=1)) == {}  # it may still be on its way
    deliver(NOON + LEASE)

    assert states(engine) == UNDISTURBED
    assert keys_of(mailbox.mails) == [KEY, KEY]
    assert [attempt.outcome for attempt in only(engine).attempts] == [None, "sent"]


def test_killed_before_anything_was_sent_the_message_is_sent_once(
    engine: Engine,
    mailbox: Mailbox,
    running: subprocess.Popen[bytes],
    deliver: Callable[[datetime], dict[str, int]],
) -> None:
    mailbox.when_called = lambda: running.send_signal(signal.SIGKILL)
    assert running.wait(60) == -signal.SIGKILL
    assert mailbox.mails == []
    mailbox.when_called = None

    deliver(NOON + LEASE)

    assert states(engine) == UNDISTURBED
    assert keys_of(mailbox.mails) == [KEY]
