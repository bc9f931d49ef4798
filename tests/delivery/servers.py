"""Receivers on loopback, from libraries, each with the faults that real ones have."""

import socket
import struct
from asyncio import sleep
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.ports import free_port

PASSWORD = "s3cret-word"  # noqa: S105  of a mail server that lives for one test


@dataclass
class Mailbox:
    """Takes mail, or answers what `answers` says first.

    Attributes:
        answers: what to answer to the next messages in place of taking them.
        when_called: done when a message is announced, before any of it came.
        when_taken: done when a message is in, before its sender is told so.
        answers_after: seconds that it takes to say that it took a message.
    """

    mails: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    when_called: Callable[[], None] | None = None
    when_taken: Callable[[], None] | None = None
    answers_after: float = 0.0

    async def handle_MAIL(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, sender: str, _options: list[str]
    ) -> str:
        if self.when_called is not None:
            self.when_called()
        envelope.mail_from = sender
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        if self.when_taken is not None:
            self.when_taken()
        await sleep(self.answers_after)
        return "250 OK"


def keys_of(mails: list[EmailMessage]) -> list[str]:
    return [str(mail["X-DayZero-Delivery"]) for mail in mails]


def _check(*facts: Any) -> AuthResult:
    said = facts[-1]  # after server, session, envelope and mechanism
    right = isinstance(said, LoginPassword) and said.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(mailbox: Mailbox, *, login: bool = False, port: int | None = None) -> Iterator[int]:
    """A mail server on a free port or a given one; asks for a password where told to."""
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port or free_port(),
        authenticator=_check if login else None,
        auth_required=login,
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


Behaviour = Callable[[socket.socket, Event], None]


def never_answers(_connection: socket.socket, over: Event) -> None:
    over.wait()


def cuts_off(connection: socket.socket, _over: Event) -> None:
    """Read a little, then reset the connection as a broken network does."""
    connection.recv(64)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def cuts_mail_off(connection: socket.socket, _over: Event) -> None:
    """Greet as a mail server, take the envelope, and be gone in the middle of the message."""
    connection.sendall(b"220 ready\r\n")
    with connection.makefile("rb") as lines:
        for line in lines:
            in_message = line.upper().startswith(b"DATA")
            connection.sendall(b"354 go on\r\n" if in_message else b"250 fine\r\n")
            if in_message:
                break


@contextmanager
def broken_server(behaviour: Behaviour) -> Iterator[int]:
    """A server that takes connections and then does what a broken one does."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=_serve, args=(listener, behaviour, over), daemon=True)
        thread.start()
        port: int = listener.getsockname()[1]
        yield port
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _serve(listener: socket.socket, behaviour: Behaviour, over: Event) -> None:
    while not over.is_set():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            behaviour(connection, over)
