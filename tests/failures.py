"""Why a message was not sent, as tests write it."""

from models.alerting.retries import Failure
from models.reasons.refusals.deliveries import NotSent, SendTrouble, not_sent
from models.records.store import AttemptLine
from tests.refusals import said


def failed(
    trouble: str, word: object = "", *, hopeless: bool = False, perhaps_taken: bool = False
) -> Failure:
    """`failed("answered", 503)`."""
    return Failure(not_sent(SendTrouble(trouble), word), hopeless, perhaps_taken)


def outcome_of(attempt: AttemptLine) -> str | None:
    """How an attempt ended, in English."""
    ended = attempt.outcome
    return said(ended) if isinstance(ended, NotSent) else ended
