"""What a channel's address may be, and what is never said of it."""

import logging

import pytest
from apprise.plugins.base import NotifyBase
from pytest_httpserver import HTTPServer

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.timeline.values import Severity
from tasks.telling.channels import opened, send
from tests.delivery.conftest import hook_address, mail_address
from tests.delivery.servers import (
    PASSWORD,
    Mailbox,
    broken_server,
    cuts_mail_off,
    cuts_off,
    mail_server,
)
from tests.failures import failed
from tests.refusals import said
from wording.messages.messages import Message

CHANNEL = Channel(name="ward")
MESSAGE = Message("CRITICAL: CN01-007: move infusion", "Why: EX-03.2")


def told() -> Failure | None:
    return send(CHANNEL, MESSAGE, key="alert.1.0.nurse.0", severity=Severity.CRITICAL)


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("", "is not set"),
        ("  ", "is not set"),
        ("nurse@example.org", "is of a kind that is not known"),
        ("syslog://", "is of a kind that is not known"),  # nobody reads it
        ("mailto://", "is not an address"),
        ("wecombot://", "is not an address"),
        ("mailto://h?from=a@b.cn&to=c@d.cn,e@f.cn", "names several receivers"),
        ("mailto://h?from=a@b.cn&to=c@d.cn&cc=e@f.cn", "names several receivers"),
        ("mailto://h?from=a@b.cn&to=c@d.cn&bcc=e@f.cn", "names several receivers"),
        ("ntfy://h/one/two", "names several receivers"),
    ],
)
def test_an_address_that_cannot_be_relied_on_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, address: str, cause: str
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD", address)

    failure = told()

    assert failure is not None
    assert failure.hopeless
    assert said(failure.cause).startswith(f"DAYZERO_CHANNEL_WARD {cause}")


@pytest.mark.parametrize(
    "address",
    [
        "mailto://dayzero:word@example.org",
        "mailtos://u:p@smtp.example.org?from=dayzero@example.org&to=crc@example.org",
        "json://hooks.example.org/alerts",
        "jsons://hooks.example.org/alerts",
        "wecombot://abc-123",
        "dingtalk://secret@abcdefgh12345/13500000000",
        "feishu://abc123abc123",
        "workflows://prod-17.example.org:443/643e69f83c8944438d68119179a10a64/KODuebWbDGYFr0z0eu/",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "ntfy://topic",
        "ntfys://u:p@ntfy.example.org/topic",
    ],
)
def test_every_kind_of_channel_that_is_offered_is_understood(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD", address)

    assert isinstance(opened(CHANNEL), NotifyBase)


def test_a_page_to_log_in_at_has_taken_nothing(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD", hook_address(httpserver.port))
    httpserver.expect_request("/hook").respond_with_data(
        "", status=302, headers={"Location": httpserver.url_for("/login")}
    )
    httpserver.expect_request("/login").respond_with_data("who are you?")

    assert told() == failed("answered", 302, hopeless=True)


def test_an_address_that_calls_itself_optional_must_still_deliver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with broken_server(cuts_off) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_WARD", hook_address(port) + "&optional=yes")

        assert told() == failed("broke_off")


@pytest.mark.parametrize("status", [200, 204])
def test_any_success_is_one(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer, status: int
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD", hook_address(httpserver.port))
    httpserver.expect_request("/hook").respond_with_data("", status=status)

    assert told() is None


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (401, failed("credentials", 401, hopeless=True)),
        (404, failed("answered", 404, hopeless=True)),
        (408, failed("answered", 408)),
        (429, failed("answered", 429)),
        (500, failed("answered", 500)),
        (503, failed("answered", 503)),
    ],
)
def test_a_refusal_is_told_by_its_status(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer, status: int, failure: Failure
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD", hook_address(httpserver.port))
    httpserver.expect_request("/hook").respond_with_data("", status=status)

    assert told() == failure


def test_the_right_password_opens_the_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, login=True) as port:
        address = mail_address(port, user=f"dayzero:{PASSWORD}")
        monkeypatch.setenv("DAYZERO_CHANNEL_WARD", address)

        assert told() is None
    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("address", ["mailto", "json", "feishu"])
def test_nothing_of_an_address_reaches_a_log_or_the_record(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], address: str
) -> None:
    said: list[str] = []
    listener = logging.Handler(logging.DEBUG)
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # a listener in one line
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [listener])
    monkeypatch.setattr(root, "level", logging.INFO)
    with broken_server(cuts_mail_off if address == "mailto" else cuts_off) as port:
        secret = {
            "mailto": mail_address(port, user="dayzero:s3cret", to="s3cret@ward.example.org"),
            "json": f"json://user:s3cret@127.0.0.1:{port}/s3cret?+Token=s3cret",
            "feishu": "feishu://s3crets3crets3cret",
        }[address]
        monkeypatch.setattr(
            "apprise.plugins.feishu.NotifyFeishu.notify_url",
            f"http://127.0.0.1:{port}/" + "{token}",
        )
        monkeypatch.setenv("DAYZERO_CHANNEL_WARD", secret)
        failure = told()

    assert failure is not None
    out, err = capfd.readouterr()
    assert "s3cret" not in "\n".join([*said, out, err, repr(failure)])
