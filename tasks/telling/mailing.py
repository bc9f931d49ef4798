"""Mail handed to a server by SMTP, with patience where a repeat would be a second copy.

Apprise reads the address and writes the message, and waits as long for the answer to a whole
message as for a connection. A server that scans what it takes needs longer (RFC 5321 4.5.3.2.6
asks for ten minutes), and who gives up on it sends the same mail again. So it is sent here.
"""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Any, Protocol

from apprise.exception import AppriseException
from apprise.plugins.email import NotifyEmail
from apprise.plugins.email.common import SecureMailMode

from models.alerting.retries import Failure
from models.reasons.refusals.deliveries import SendTrouble, not_sent
from tasks.telling.send_failures import TIMED_OUT, failure_of

END_OF_MESSAGE = b"\r\n.\r\n"
PERHAPS = Failure(not_sent(SendTrouble.PERHAPS_TAKEN), perhaps_taken=True)


class _Patient(SMTP):
    """Waits for the answer to a whole message longer than for anything before it.

    Attributes:
        answer_seconds: how long.
        handed_over: whether the server has had all of a message.
    """

    answer_seconds = 120.0
    handed_over = False

    def send(self, s: Any) -> None:
        """Send some bytes; after the last ones of a message, patience begins."""
        super().send(s)
        if isinstance(s, bytes) and s.endswith(END_OF_MESSAGE) and self.sock is not None:
            self.handed_over = True
            self.sock.settimeout(self.answer_seconds)


class _PatientOverTLS(SMTP_SSL, _Patient):
    """The same, encrypted from the first byte."""


class Written(Protocol):
    """A mail as it goes out: to whom, and its text with all of its headers."""

    @property
    def to_addrs(self) -> list[str]:
        """The addresses that get it."""

    @property
    def body(self) -> str:
        """Headers and text."""


def send_mail(
    plugin: NotifyEmail, mails: Iterable[Written], *, answer_seconds: float
) -> Failure | None:
    """Send one mail to the one address of a channel; None where the server took it.

    Args:
        mails: the one, written when the server is ready for it.
        answer_seconds: how long the server may take once it has the whole mail.
    """
    server: _Patient | None = None
    try:
        with _connected(plugin) as server:
            server.answer_seconds = answer_seconds
            for mail in mails:  # one: a channel has one receiver
                server.sendmail(str(plugin.from_addr[1]), mail.to_addrs, mail.body)
    except (OSError, SMTPException, AppriseException) as error:
        late = server is not None and server.handed_over and TIMED_OUT.search(str(error))
        return PERHAPS if late else failure_of([f"Socket Exception: {error}"])
    return None


@contextmanager
def _connected(plugin: NotifyEmail) -> Iterator[_Patient]:
    """A server that is ready for a mail; what it says to our leaving changes nothing."""
    server = _opened(plugin)
    try:
        if plugin.secure_mode == SecureMailMode.STARTTLS:
            server.starttls(context=_trust(plugin))
        if plugin.user and plugin.password:
            server.login(plugin.user, plugin.password)
        yield server
    finally:
        with suppress(OSError, SMTPException):
            server.quit()


def _opened(plugin: NotifyEmail) -> _Patient:
    host, port, seconds = plugin.smtp_host, int(plugin.port or 0), plugin.socket_connect_timeout
    if plugin.secure_mode == SecureMailMode.SSL:
        return _PatientOverTLS(host, port, timeout=seconds, context=_trust(plugin))
    return _Patient(host, port, timeout=seconds)


def _trust(plugin: NotifyEmail) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not plugin.verify_certificate:  # the address says so: verify=no
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def written(plugin: NotifyEmail, title: str, body: str) -> Iterator[Written]:
    """A text as Apprise writes it for the address of a channel."""
    yield from plugin.prepare_emails(
        subject=title,
        body=body,
        notify_format=plugin.notify_format,
        from_addr=plugin.from_addr,
        to=plugin.targets,
        reply_to=plugin.reply_to,
        smtp_host=plugin.smtp_host,
        headers={"X-Application": plugin.app_id, **plugin.headers},
        names=plugin.names,
        pgp=plugin.pgp,
        pgp_mode=plugin.pgp_mode,
        tzinfo=plugin.tzinfo,
    )
