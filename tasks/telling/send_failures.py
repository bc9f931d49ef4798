"""Why a channel did not take a message, in fixed words.

What a channel's program logs may hold addresses and tokens, so none of it is kept: it is
read for a few signs, and the sign's own sentence is what is recorded.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging import DEBUG, Handler, LogRecord, getLogger
from threading import get_ident

from models.alerting.retries import Failure

TRY_LATER = {408, 425, 429}
CLIENT_ERRORS, SERVER_ERRORS = range(300, 500), range(500, 600)
HTTP_ANSWER = re.compile(r"error=(\d{3})\b")
SMTP_ANSWER = re.compile(r"\(([45]\d\d), b['\"]")
BAD_LOGIN = {530, 534, 535, 538}  # not 454: a login that fails for the moment (RFC 4954 6)
TIMED_OUT = re.compile(r"timed? ?out", re.IGNORECASE)
SIGNS = (
    (TIMED_OUT, Failure("it did not answer in time")),
    (re.compile(r"refused", re.IGNORECASE), Failure("nobody listens there")),
    (
        re.compile(r"name resolution|getaddrinfo|not known|NameResolution"),
        Failure("its name cannot be found"),
    ),
    (re.compile(r"CERTIFICATE_VERIFY|certificate verify"), Failure("its certificate is bad", True)),
    (
        re.compile(
            r"unexpectedly closed|closed connection|aborted|reset by|Broken pipe|disconnect",
            re.IGNORECASE,
        ),
        Failure("the connection broke off"),
    ),
)
UNKNOWN = Failure("it did not take the message")


def failure_of(lines: Iterable[str]) -> Failure:
    """Recognise what went wrong from what was logged while it did."""
    text = "\n".join(lines)
    if answer := HTTP_ANSWER.search(text):
        return http_failure(int(answer[1]))
    if answer := SMTP_ANSWER.search(text):
        return smtp_failure(int(answer[1]))
    return next((failure for sign, failure in SIGNS if sign.search(text)), UNKNOWN)


def http_failure(status: int) -> Failure:
    """What an HTTP status other than success means; most refusals would be repeated."""
    if status in {401, 403}:
        return Failure(f"it refuses the credentials ({status})", hopeless=True)
    return Failure(
        f"it answered {status}", hopeless=status in CLIENT_ERRORS and status not in TRY_LATER
    )


def smtp_failure(code: int) -> Failure:
    """What a mail server's refusal means; 4xx asks to come again, 5xx not to (RFC 5321 4.2.1)."""
    if code in BAD_LOGIN:
        return Failure(f"it refuses the credentials ({code})", hopeless=True)
    return Failure(f"the mail server answered {code}", hopeless=code in SERVER_ERRORS)


class _Heard(Handler):
    """Keeps the lines of one thread: messages are sent side by side."""

    def __init__(self) -> None:
        super().__init__(DEBUG)
        self.lines: list[str] = []
        self.thread = get_ident()

    def emit(self, record: LogRecord) -> None:
        if record.thread == self.thread:
            self.lines.append(record.getMessage())


@contextmanager
def heard(logger: str = "apprise") -> Iterator[list[str]]:
    """Hear what a channel's program logs in this thread, and let nothing of it out."""
    handler, log = _Heard(), getLogger(logger)
    log.propagate = False  # for good: its lines hold addresses and tokens
    log.setLevel(DEBUG)
    log.addHandler(handler)
    try:
        yield handler.lines
    finally:
        log.removeHandler(handler)
