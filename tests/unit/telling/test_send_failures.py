"""What went wrong, recognised from what was logged, in words that give nothing away."""

import pytest

from models.alerting.retries import Failure
from tasks.telling.send_failures import failure_of, http_failure, smtp_failure
from tests.failures import failed


@pytest.mark.parametrize(
    ("line", "failure"),
    [
        (
            "Failed to send JSON POST notification: error=503.",
            failed("answered", 503),
        ),
        (
            "Socket Exception: (535, b'5.7.8 Authentication credentials invalid')",
            failed("credentials", 535, hopeless=True),
        ),
        (
            "Socket Exception: {'nurse@example.org': (550, b'No such user')}",
            failed("mail_answered", 550, hopeless=True),
        ),
        (
            "Socket Exception: (454, b'4.7.0 later')",
            failed("mail_answered", 454),
        ),
        ("Socket Exception: (451, b'later')", failed("mail_answered", 451)),
        (
            "Socket Exception: [Errno 111] Connection refused",
            failed("nobody_listens"),
        ),
        ("Socket Exception: timed out", failed("no_answer")),
        ("Read timed out. (read timeout=4.0)", failed("no_answer")),
        ("[Errno -2] Name or service not known", failed("name_not_found")),
        ("Temporary failure in name resolution", failed("name_not_found")),
        ("('Connection aborted.', RemoteDisconnected())", failed("broke_off")),
        ("Remote end closed connection without response", failed("broke_off")),
        (
            "[SSL: CERTIFICATE_VERIFY_FAILED]",
            failed("bad_certificate", hopeless=True),
        ),
        ("what nobody foresaw", failed("not_taken")),
    ],
)
def test_a_sign_in_the_log_says_what_went_wrong(line: str, failure: Failure) -> None:
    assert failure_of(["Connecting to token=s3cret", line]) == failure


def test_nothing_logged_is_a_failure_all_the_same() -> None:
    assert failure_of([]) == failed("not_taken")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_status_that_asks_for_patience_is_tried_again(status: int) -> None:
    assert not http_failure(status).hopeless


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 410])
def test_a_status_that_would_come_again_is_not(status: int) -> None:
    assert http_failure(status).hopeless


def test_a_mail_server_asks_to_come_again_with_4xx_and_not_to_with_5xx() -> None:
    assert not smtp_failure(421).hopeless
    assert smtp_failure(554).hopeless
