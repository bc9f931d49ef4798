"""What follows a failed attempt: the same channel later, the next one now, or a dead letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from models.alerting.routing import Retry

SPREAD = 0.25  # a wait is up to this share shorter, so that many do not come back at once


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a channel did not take a message.

    Attributes:
        cause: in a few fixed words; nothing of an address or a message.
        hopeless: whether the same would happen again, as with wrong credentials.
    """

    cause: str
    hopeless: bool = False


@dataclass(frozen=True, slots=True)
class NextTry:
    """Where and when a message is tried again.

    Attributes:
        channel: place among the recipient's channels.
        tries: already made on that channel.
    """

    channel: int
    tries: int
    at: datetime


def after_failure(
    failure: Failure,
    *,
    key: str,
    channel: int,
    tries: int,
    channels: Sequence[str],
    retry: Retry,
    now: datetime,
) -> NextTry | None:
    """The next try of one message; None where no channel is left and the letter is dead.

    Args:
        tries: made on this channel, the failed one included.
    """
    if not failure.hopeless and tries < retry.tries:
        return NextTry(channel, tries, now + wait_after(tries, key=key, retry=retry))
    if channel + 1 < len(channels):
        return NextTry(channel + 1, 0, now)
    return None


def wait_after(tries: int, *, key: str, retry: Retry) -> timedelta:
    """Twice as long after each failure, up to the longest; spread by the message's own key.

    The spread is worked out and not drawn, so the same message always waits as long.
    """
    doubled = retry.first_wait_seconds * 2 ** (tries - 1)
    seconds = min(doubled, retry.longest_wait_seconds)
    drawn = sha256(f"{key}/{tries}".encode()).digest()[0] / 255
    return timedelta(seconds=seconds * (1 - SPREAD * drawn))
