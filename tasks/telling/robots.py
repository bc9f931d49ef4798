"""Chat robots that refuse with HTTP 200: WeCom, DingTalk, Feishu.

Apprise takes any 200 of these three for success, though a wrong key, a message that is too
long and too many messages are all answered with 200 and a code that is not 0. An alert must
not be lost so, so they are posted here and their code is read. Apprise still reads their
addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from apprise.plugins.base import NotifyBase
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from typing_extensions import TypeIs

from models.alerting.retries import Failure
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from tasks.telling.send_failures import failure_of, http_failure
from tasks.telling.text_parts import parts_of

TOO_OFTEN = {45009, 130101, 11232, 9499}  # their codes for "later": WeCom, DingTalk, Feishu twice
CODE_NAMES = ("errcode", "code", "StatusCode")
ANSWER_SECONDS = 20.0  # who gives up on a slow server sends it the same again
TIMEOUT_SECONDS = (5, ANSWER_SECONDS)  # to connect, to answer


@dataclass(frozen=True, slots=True)
class Post:
    """One robot's way of taking a text.

    Attributes:
        longest_bytes: of one text, in UTF-8; more is refused.
    """

    url: str
    body: Mapping[str, Any]
    longest_bytes: int
    params: Mapping[str, str] = field(default_factory=dict)


Robot = NotifyWeComBot | NotifyDingTalk | NotifyFeishu


def is_robot(plugin: NotifyBase) -> TypeIs[Robot]:
    """Whether a channel is one of the three."""
    return isinstance(plugin, Robot)


def send_by_robot(plugin: Robot, text: str, key: str) -> Failure | None:
    """Post a text, in parts where it is too long; None where every part was taken."""
    longest = _post(plugin, "").longest_bytes
    for part in parts_of(text, longest, key=key):
        failure = _sent(_post(plugin, part), verify=bool(plugin.verify_certificate))
        if failure is not None:
            return failure
    return None


def _post(plugin: Robot, text: str) -> Post:
    if isinstance(plugin, NotifyWeComBot):
        return Post(plugin.api_url, {"msgtype": "text", "text": {"content": text}}, 2048)
    if isinstance(plugin, NotifyFeishu):
        url = plugin.notify_url.format(token=plugin.token)
        return Post(url, {"msg_type": "text", "content": {"text": text}}, 18_000)
    url = plugin.notify_url.format(token=plugin.token)
    mentioned = {"atMobiles": plugin.targets, "isAtAll": False}
    body = {"msgtype": "text", "at": mentioned, "text": {"content": text}}
    return Post(url, body, 18_000, _signed(plugin))


def _signed(plugin: NotifyDingTalk) -> dict[str, str]:
    if not plugin.secret:
        return {}
    timestamp, signature = plugin.get_signature()  # type: ignore[no-untyped-call]  # Apprise's plugins are not typed
    return {"timestamp": timestamp, "sign": signature}


def _sent(post: Post, *, verify: bool) -> Failure | None:
    try:
        answer = requests.post(
            post.url,
            json=post.body,
            params=post.params,
            timeout=TIMEOUT_SECONDS,
            verify=verify,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return failure_of([str(error)])
    if answer.status_code != requests.codes.ok:
        return http_failure(answer.status_code)
    return _refusal(answer)


def _refusal(answer: requests.Response) -> Failure | None:
    """What the code inside a 200 says."""
    try:
        said = answer.json()
    except requests.JSONDecodeError:
        said = None
    codes = [said[name] for name in CODE_NAMES if name in said] if isinstance(said, dict) else []
    if not codes or not isinstance(codes[0], int):
        return Failure(not_sent(SendTrouble.NO_ROBOT), hopeless=True)
    if codes[0] == 0:
        return None
    refused = not_sent(SendTrouble.ROBOT_REFUSED, codes[0])
    return Failure(refused, hopeless=codes[0] not in TOO_OFTEN)
