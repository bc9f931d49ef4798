"""`dayzero channels`: which ways to people are there, and whether one of them works."""

import pytest
from pytest_httpserver import HTTPServer

from tests.delivery.servers import Mailbox, mail_server
from tests.ports import free_port
from tests.unit.commands.command_line import Run

MAIL, CHAT = "DAYZERO_CHANNEL_COORDINATOR_MAIL", "DAYZERO_CHANNEL_COORDINATOR_CHAT"


@pytest.fixture(autouse=True)
def _no_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("COORDINATOR", "INVESTIGATOR", "SPONSOR"):
        for way in ("MAIL", "CHAT"):
            monkeypatch.delenv(f"DAYZERO_CHANNEL_{who}_{way}", raising=False)


def address(port: int) -> str:
    return f"mailto://127.0.0.1:{port}?from=dayzero@example.org&to=crc@example.org&cto=1"


def rows(text: str) -> dict[str, str]:
    lines = [line.split(maxsplit=1) for line in text.splitlines() if "_" in line]
    return {line[0]: " ".join(line[1].split()) for line in lines}


def test_each_channel_is_listed_with_its_address_set_or_not_and_never_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MAIL, "mailtos://u:s3cret@smtp.example.org?to=crc@example.org")
    monkeypatch.setenv(CHAT, "prefect-block:ward-chat")

    answer = run("channels")

    assert answer.code == 0
    assert "s3cret" not in answer.out
    assert rows(answer.out) == {
        "coordinator_mail": "set coordinator",
        "coordinator_chat": "in Prefect's block ward-chat coordinator",
        "investigator_mail": "not set: DAYZERO_CHANNEL_INVESTIGATOR_MAIL investigator",
        "investigator_chat": "not set: DAYZERO_CHANNEL_INVESTIGATOR_CHAT investigator",
        "sponsor_mail": "not set: DAYZERO_CHANNEL_SPONSOR_MAIL sponsor",
    }


def test_the_list_speaks_chinese(run: Run) -> None:
    answer = run("channels", "--language", "zh")

    assert "未设置：DAYZERO_CHANNEL_SPONSOR_MAIL" in answer.out


@pytest.mark.parametrize(
    ("language", "said", "subject"),
    [
        ("en", "coordinator_mail took the test message", "test of the channel coordinator_mail"),
        ("zh", "coordinator_mail 已接收测试消息", "通道 coordinator_mail 的测试消息"),
    ],
)
def test_a_test_message_arrives_and_says_that_nothing_is_to_be_done(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, said: str, subject: str
) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        monkeypatch.setenv(MAIL, address(port))
        answer = run("channels", "test", "coordinator_mail", "--language", language)

    assert (answer.code, answer.out) == (0, f"{said}\n")
    [mail] = mailbox.mails
    assert subject in str(mail["subject"])
    assert mail["X-DayZero-Delivery"].startswith("test.")


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        (["550 no such user"], "the mail server answered 550"),
        (["451 come again"], "the mail server answered 451"),
    ],
)
def test_what_the_server_answered_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, answers: list[str], cause: str
) -> None:
    with mail_server(Mailbox(answers=answers)) as port:
        monkeypatch.setenv(MAIL, address(port))
        answer = run("channels", "test", "coordinator_mail")

    assert answer.code == 6
    assert answer.err == f"coordinator_mail did not take the test message: {cause}\n"


def test_a_channel_without_address_or_server_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = run("channels", "test", "coordinator_mail")
    monkeypatch.setenv(MAIL, address(free_port()))
    silent = run("channels", "test", "coordinator_mail")

    assert f"{MAIL} is not set" in missing.err
    assert "nobody listens there" in silent.err


def test_a_webhook_gets_the_test_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook").respond_with_data("")
    monkeypatch.setenv(CHAT, f"json://127.0.0.1:{httpserver.port}/hook")

    assert run("channels", "test", "coordinator_chat").code == 0
    assert len(httpserver.log) == 1


def test_a_name_that_is_no_channel_is_answered_with_those_that_are(run: Run) -> None:
    answer = run("channels", "test", "nurse_mail")

    assert answer.code == 2
    assert "“nurse_mail” is no channel of the routing" in answer.err
    assert "coordinator_mail, coordinator_chat" in answer.err


# ------------------------------------------------------------------ doctor and up


def test_doctor_names_each_reader_whom_nothing_reaches_and_what_to_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    run("init")
    monkeypatch.setenv(MAIL, address(free_port()))

    said = " ".join(run("doctor").out.split())

    assert "nobody can tell coordinator" not in said
    assert "nobody can tell investigator: no channel has an address" in said
    assert "set DAYZERO_CHANNEL_SPONSOR_MAIL, then `dayzero channels test sponsor_mail`" in said
