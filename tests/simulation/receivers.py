"""Everybody's mailbox and webhook on loopback, with faults that are drawn by each message's key."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from hashlib import sha256
from threading import Lock

from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.delivery.servers import Mailbox, mail_server

NUMBERED = re.compile(r"#(\d+)\b|alerts ack (\d+) ")
FAULTS = ("busy", "busy", "taken, then busy", "cut", "refused for good")
"""What one in so many messages meets; `taken, then busy` makes an honest sender send it again."""


@dataclass(frozen=True)
class Taken:
    """One message as its reader has it."""

    recipient: str
    key: str
    at: datetime
    title: str
    alerts: frozenset[int]


@dataclass
class Post:
    """All that was taken, and the faults on the way to it.

    Attributes:
        now: the simulated moment.
        fault_share: of messages that meet a fault, each time they are tried.
    """

    now: datetime
    fault_share: float
    taken: list[Taken] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    hindered: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def arrives(self, recipient: str, key: str, title: str, text: str) -> str:
        """Take a message, or not; the fault it meets, or nothing."""
        with self._lock:
            fault = self._fault(key)
            if fault in {"", "taken, then busy"}:
                numbers = {int(one or other) for one, other in NUMBERED.findall(text)}
                self.taken.append(Taken(recipient, key, self.now, title, frozenset(numbers)))
            return fault

    def _fault(self, key: str) -> str:
        drawn = sha256(f"{key} {self.hindered[key]} {self.now}".encode()).digest()
        if drawn[0] / 256 >= self.fault_share:
            return ""
        fault = FAULTS[drawn[1] % len(FAULTS)]
        self.hindered[key] += 1
        self.faults[fault] += 1
        return fault


class FaultyMailbox(Mailbox):
    """Each address is a reader of its own."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        recipient = str(mail["to"]).partition("@")[0]
        key, text = str(mail["X-DayZero-Delivery"]), mail.get_content()
        fault = self.post.arrives(recipient, key, str(mail["subject"]), text)
        if fault == "cut" and server.transport is not None:
            server.transport.close()
        return {"": "250 OK", "refused for good": "550 no"}.get(fault, "451 later")


def answer_hook(post: Post, request: Request) -> Response:
    """The webhook's answer: its path names the reader."""
    said = request.get_json()
    recipient = request.path.rpartition("/")[2]
    fault = post.arrives(recipient, said["delivery"], said["title"], said["message"])
    return Response(status={"": 200, "refused for good": 410, "cut": 502}.get(fault, 503))


@contextmanager
def receivers(post: Post, names: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Run them; the environment by which each reader is reached, mail first."""
    hooks = HTTPServer(host="127.0.0.1", threaded=True)
    with mail_server(FaultyMailbox(post)) as port, hooks:
        hooks.expect_request(re.compile("/hook/.*")).respond_with_handler(
            lambda request: answer_hook(post, request)
        )
        quick = "rto=5&cto=5"
        mails = {
            f"DAYZERO_CHANNEL_{name.upper()}_MAIL": f"mailto://127.0.0.1:{port}"
            f"?from=dayzero@example.org&to={name}@example.org&{quick}"
            for name in names
        }
        posts = {
            f"DAYZERO_CHANNEL_{name.upper()}_HOOK": f"json://127.0.0.1:{hooks.port}/hook/{name}?{quick}"
            for name in names
        }
        yield {**mails, **posts}
