"""Why a channel did not take a message.

What a channel's program logs may hold addresses and tokens, so none of it is kept: it is
read for a few signs, and what the sign means is recorded.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from logging import DEBUG, Handler, LogRecord, getLogger
from threading import get_ident

from models.alerting.retries import Failure
from models.reasons.refusals.deliveries import SendTrouble, not_sent

TRY_LATER = {408, 425, 429}
CLIENT_ERRORS, SERVER_ERRORS = range(300, 500), range(500, 600)
HTTP_ANSWER = re.compile(r"error=(\d{3})\b")
SMTP_ANSWER = re.compile(r"\(([45]\d\d), b['\"]")
BAD_LOGIN = {530, 534, 535, 538}  # not 454: a login that fails for the moment (RFC 4954 6)
TIMED_OUT = re.compile(r"timed? ?out", re.IGNORECASE)
SIGNS = (
    (TIMED_OUT, SendTrouble.NO_ANSWER),
    (re.compile(r"refused", re.IGNORECASE), SendTrouble.NOBODY_LISTENS),
    (
        re.compile(r"name resolution|getaddrinfo|not known|NameResolution"),
        SendTrouble.NAME_NOT_FOUND,
    ),
    (re.compile(r"CERTIFICATE_VERIFY|certificate verify"), SendTrouble.BAD_CERTIFICATE),
    (
        re.compile(
            r"unexpectedly closed|closed connection|aborted|reset by|Broken pipe|disconnect",
            re.IGNORECASE,
        ),
        SendTrouble.BROKE_OFF,
    ),
)


def failure_of(lines: Iterable[str]) -> Failure:
    """Recognise what went wrong from what was logged while it did."""
    text = "\n".join(lines)
    if answer := HTTP_ANSWER.search(text):
        return http_failure(int(answer[1]))
    if answer := SMTP_ANSWER.search(text):
        return smtp_failure(int(answer[1]))
    found = (trouble for sign, trouble in SIGNS if sign.search(text))
    trouble = next(found, SendTrouble.NOT_TAKEN)
    return Failure(not_sent(trouble), hopeless=trouble is SendTrouble.BAD_CERTIFICATE)


def http_failure(status: int) -> Failure:
    """What an HTTP status other than success means; most refusals would be repeated."""
    if status in {401, 403}:
        return Failure(not_sent(SendTrouble.CREDENTIALS, status), hopeless=True)
    hopeless = status in CLIENT_ERRORS and status not in TRY_LATER
    return Failure(not_sent(SendTrouble.ANSWERED, status), hopeless=hopeless)


def smtp_failure(code: int) -> Failure:
    """What a mail server's refusal means; 4xx asks to come again, 5xx not to (RFC 5321 4.2.1)."""
    if code in BAD_LOGIN:
        return Failure(not_sent(SendTrouble.CREDENTIALS, code), hopeless=True)
    return Failure(not_sent(SendTrouble.MAIL_ANSWERED, code), hopeless=code in SERVER_ERRORS)


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
