"""Chat robots that say no with HTTP 200, which must not pass for yes."""

from typing import Any

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from pytest_httpserver import HTTPServer

from models.alerting.retries import Failure
from models.alerting.routing import Channel
from models.timeline.values import Severity
from tasks.telling.channels import send
from tests.delivery.servers import broken_server, cuts_off
from tests.failures import failed
from wording.messages.messages import Message

CHANNEL = Channel(name="ward")
KEY = "alert.1.0.nurse.0"
MESSAGE = Message("【紧急】CN01-007 请将回输改期", f"中心：CN01\n编号：{KEY}")
ROBOTS = {
    "wecombot://wecomkey-1234": (NotifyWeComBot, "/send?key={key}", "errcode"),
    "dingtalk://dingtoken1234": (NotifyDingTalk, "/send?token={token}", "errcode"),
    "feishu://feishutoken1234": (NotifyFeishu, "/hook/{token}/", "code"),
}


@pytest.fixture(params=ROBOTS)
def robot(
    request: pytest.FixtureRequest, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> str:
    """One of the three, whose service is our own server; the name of its code."""
    plugin, path, code = ROBOTS[request.param]
    monkeypatch.setenv(CHANNEL.variable, request.param)
    monkeypatch.setattr(plugin, "notify_url", httpserver.url_for("") + path)
    return code


def told(message: Message = MESSAGE) -> Failure | None:
    return send(CHANNEL, message, key=KEY, severity=Severity.CRITICAL)


def texts(httpserver: HTTPServer) -> list[str]:
    """What was posted: two of them call it text.content, one content.text."""
    bodies: list[dict[str, Any]] = [request.json for request, _ in httpserver.log]
    return [
        body["text"]["content"] if "text" in body else body["content"]["text"] for body in bodies
    ]


def test_a_robot_that_says_yes_has_taken_the_text(robot: str, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/send").respond_with_json({robot: 0})
    httpserver.expect_request("/hook/feishutoken1234/").respond_with_json({robot: 0})

    assert told() is None
    assert texts(httpserver) == [f"{MESSAGE.title}\n{MESSAGE.text}"]


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ({"code": 93000}, failed("robot_refused", 93000, hopeless=True)),
        ({"code": 45009}, failed("robot_refused", 45009, hopeless=False)),
        ({}, failed("no_robot", hopeless=True)),
        ({"code": "0"}, failed("no_robot", hopeless=True)),
        ([1], failed("no_robot", hopeless=True)),
    ],
)
def test_a_robot_that_says_no_with_200_has_not(
    robot: str, httpserver: HTTPServer, answer: Any, failure: Failure
) -> None:
    said = {robot: answer["code"]} if isinstance(answer, dict) and answer else answer
    httpserver.expect_request("/send").respond_with_json(said)
    httpserver.expect_request("/hook/feishutoken1234/").respond_with_json(said)

    assert told() == failure


@pytest.mark.parametrize(("status", "hopeless"), [(500, False), (429, False), (404, True)])
def test_a_robot_that_fails_is_told_by_its_status(
    robot: str, httpserver: HTTPServer, status: int, hopeless: bool
) -> None:
    del robot  # any of them
    httpserver.expect_request("/send").respond_with_data("", status=status)
    httpserver.expect_request("/hook/feishutoken1234/").respond_with_data("", status=status)

    assert told() == failed("answered", status, hopeless=hopeless)


def test_an_answer_that_is_no_json_is_no_yes(robot: str, httpserver: HTTPServer) -> None:
    del robot  # any of them
    httpserver.expect_request("/send").respond_with_data("<html>log in</html>")
    httpserver.expect_request("/hook/feishutoken1234/").respond_with_data("<html>log in</html>")

    assert told() == failed("no_robot", hopeless=True)


def test_a_connection_that_is_cut_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHANNEL.variable, "wecombot://wecomkey-1234")
    with broken_server(cuts_off) as port:
        monkeypatch.setattr(NotifyWeComBot, "notify_url", f"http://127.0.0.1:{port}/" + "{key}")

        assert told() == failed("broke_off")


def test_a_long_text_goes_to_wecom_in_parts_that_it_takes(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHANNEL.variable, "wecombot://wecomkey-1234")
    monkeypatch.setattr(NotifyWeComBot, "notify_url", httpserver.url_for("/send") + "?key={key}")
    httpserver.expect_request("/send").respond_with_json({"errcode": 0})
    lines = [f"  CN01-{n:03}，请于4月15日 周三 10:00前处理（#{n}）" for n in range(300)]

    assert told(Message("【紧急】300 条提醒", "\n".join(lines))) is None

    parts = texts(httpserver)
    assert len(parts) > 1
    assert all(len(part.encode()) <= 2048 for part in parts)
    assert all(KEY in part for part in parts)
    assert all(sum(line in part for part in parts) == 1 for line in lines)
