"""A channel whose address is kept in a Prefect block, on a real server."""

from collections.abc import Iterator

import pytest
from prefect.blocks.system import Secret
from prefect.settings import PREFECT_API_URL, temporary_settings
from pytest_httpserver import HTTPServer

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.timeline.values import Severity
from tasks.telling.channels import send
from tests.failures import failed
from tests.ports import free_port
from wording.messages.messages import Message

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.journey]
CHANNEL = Channel(name="ward_chat")
MESSAGE = Message("CRITICAL: CN01-007: move infusion", "Reference: alert.1.0.nurse.0")


@pytest.fixture
def block(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    httpserver.expect_request("/hook").respond_with_data("")
    address = f"json://dayzero:s3cret-word@127.0.0.1:{httpserver.port}/hook"
    Secret(value=address).save("ward-chat", overwrite=True)
    monkeypatch.setenv(CHANNEL.variable, "prefect-block:ward-chat")
    yield address
    Secret.delete("ward-chat")


def told() -> Failure | None:
    return send(CHANNEL, MESSAGE, key="alert.1.0.nurse.0", severity=Severity.CRITICAL)


@pytest.mark.usefixtures("block")
def test_the_address_is_read_from_the_block_when_a_message_is_sent(httpserver: HTTPServer) -> None:
    assert told() is None
    assert len(httpserver.log) == 1


@pytest.mark.usefixtures("block")
def test_the_address_stands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        assert told() is None

    assert "s3cret-word" not in caplog.text


def test_a_block_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHANNEL.variable, "prefect-block:nowhere")

    assert told() == failed("no_block", "DAYZERO_CHANNEL_WARD_CHAT", hopeless=True)


@pytest.mark.usefixtures("block")
def test_while_prefect_is_down_it_is_tried_again() -> None:
    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{free_port()}/api"}):
        assert told() == failed("prefect_silent")
