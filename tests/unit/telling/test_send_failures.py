"""What went wrong, recognised from what was logged, in words that give nothing away."""

import pytest

from models.alerting.retries import Failure
from tasks.telling.send_failures import failure_of, http_failure, smtp_failure


@pytest.mark.parametrize(
    ("line", "failure"),
    [
        ("Failed to send JSON POST notification: error=503.", Failure("it answered 503")),
        (
            "Socket Exception: (535, b'5.7.8 Authentication credentials invalid')",
            Failure("it refuses the credentials (535)", hopeless=True),
        ),
        (
            "Socket Exception: {'nurse@example.org': (550, b'No such user')}",
            Failure("the mail server answered 550", hopeless=True),
        ),
        ("Socket Exception: (454, b'4.7.0 later')", Failure("the mail server answered 454")),
        ("Socket Exception: (451, b'later')", Failure("the mail server answered 451")),
        ("Socket Exception: [Errno 111] Connection refused", Failure("nobody listens there")),
        ("Socket Exception: timed out", Failure("it did not answer in time")),
        ("Read timed out. (read timeout=4.0)", Failure("it did not answer in time")),
        ("[Errno -2] Name or service not known", Failure("its name cannot be found")),
        ("Temporary failure in name resolution", Failure("its name cannot be found")),
        ("('Connection aborted.', RemoteDisconnected())", Failure("the connection broke off")),
        ("Remote end closed connection without response", Failure("the connection broke off")),
        ("[SSL: CERTIFICATE_VERIFY_FAILED]", Failure("its certificate is bad", hopeless=True)),
        ("what nobody foresaw", Failure("it did not take the message")),
    ],
)
def test_a_sign_in_the_log_says_what_went_wrong(line: str, failure: Failure) -> None:
    assert failure_of(["Connecting to token=s3cret", line]) == failure


def test_nothing_logged_is_a_failure_all_the_same() -> None:
    assert failure_of([]) == Failure("it did not take the message")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_status_that_asks_for_patience_is_tried_again(status: int) -> None:
    assert not http_failure(status).hopeless


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 410])
def test_a_status_that_would_come_again_is_not(status: int) -> None:
    assert http_failure(status).hopeless


def test_a_mail_server_asks_to_come_again_with_4xx_and_not_to_with_5xx() -> None:
    assert not smtp_failure(421).hopeless
    assert smtp_failure(554).hopeless
