"""What a demo tells goes to a file beside it, and to nobody real."""

from datetime import date
from pathlib import Path

import pytest

from dayzero.demo.inbox import inbox
from dayzero.demo.stage import set_stage
from models.alerting.routing import Channel
from models.timeline.values import Severity
from tasks.telling.channels import send
from wording.messages.messages import Message

TODAY = date(2026, 3, 10)
MAIL = Channel(name="coordinator_mail")
MESSAGE = Message("紧急 CN01-007: move infusion", "Why: EX-03.2")


def test_a_message_is_taken_and_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "messages.txt"
    with inbox(file) as channels:
        assert file.exists()  # a demo that ends by itself names it and sends nothing
        monkeypatch.setenv(MAIL.variable, channels[MAIL.variable])
        first = send(MAIL, MESSAGE, key="alert.1", severity=Severity.CRITICAL)
        second = send(MAIL, MESSAGE, key="alert.2", severity=Severity.CRITICAL)

    assert (first, second) == (None, None)
    written = file.read_text(encoding="utf-8")
    assert written.count("to coordinator_mail: 紧急 CN01-007: move infusion\nWhy: EX-03.2\n") == 2


@pytest.mark.parametrize(
    "name",
    [
        "DAYZERO_CHANNEL_COORDINATOR_MAIL",
        "DAYZERO_ROUTING",
        "DAYZERO_CALDAV_URL",
        "PREFECT_API_AUTH_STRING",
    ],
)
def test_no_setting_by_which_somebody_real_is_reached_is_handed_on(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "https://real.example.org")

    assert name not in set_stage(tmp_path, TODAY).environment()
