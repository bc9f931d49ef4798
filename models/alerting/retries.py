"""What follows a failed attempt: the same channel later, the next one now, or a dead letter.

A failure that may pass never ends a message: round after round each channel is tried on. A
channel that refuses for good is tried no more, and only where all have refused is the letter
dead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from models.alerting.routing import Retry
from models.reasons.refusals.deliveries import NotSent

SPREAD = 0.25  # a wait is up to this share shorter, so that many do not come back at once
MOST_DOUBLINGS = 30
PERHAPS_TAKEN_AT_MOST = 2  # the first time, and one retry


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a channel did not take a message.

    Attributes:
        cause: nothing of an address or a message.
        hopeless: whether the same would happen again, as with wrong credentials.
        perhaps_taken: whether the channel had all of the message and only its answer did not
            come, so that it may have arrived.
    """

    cause: NotSent
    hopeless: bool = False
    perhaps_taken: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a message has come with its recipient's channels.

    Attributes:
        channel: place among them of the one that is tried.
        tries: made on it in this round.
        rounds: how often all of them were tried.
        refused: names of those that are tried no more.
    """

    channel: int = 0
    tries: int = 0
    rounds: int = 0
    refused: frozenset[str] = frozenset()

    def tries_at_most(self, retry: Retry) -> int:
        """How often one channel is tried in this round: after the first round, once in each."""
        return retry.tries if self.rounds == 0 else 1


@dataclass(frozen=True, slots=True)
class NextTry:
    """How far a message has come, and when it is tried again."""

    progress: Progress
    at: datetime


def after_failure(
    failure: Failure,
    progress: Progress,
    *,
    key: str,
    channels: Sequence[str],
    retry: Retry,
    now: datetime,
    doubts: int = 0,
) -> NextTry | None:
    """The next try of one message; None where every channel has refused it for good.

    Args:
        progress: the failed try included.
        doubts: how often this channel has perhaps taken it, this time included.
    """
    if failure.hopeless or doubts >= PERHAPS_TAKEN_AT_MOST:
        refused = progress.refused | {channels[progress.channel]}
        progress = replace(progress, refused=refused)
    elif progress.tries < progress.tries_at_most(retry):
        return NextTry(progress, now + wait_after(progress.tries, key=key, retry=retry))
    return _on_another_channel(progress, key=key, channels=channels, retry=retry, now=now)


def _on_another_channel(
    progress: Progress, *, key: str, channels: Sequence[str], retry: Retry, now: datetime
) -> NextTry | None:
    """The next one at once; after the last one the first again, in a new round and later."""
    left = open_channels(channels, progress.refused)
    if not left:
        return None
    after = [place for place in left if place > progress.channel]
    if after:
        return NextTry(replace(progress, channel=after[0], tries=0), now)
    wait = wait_after(retry.tries + progress.rounds, key=key, retry=retry)
    rounds = progress.rounds + 1
    return NextTry(replace(progress, channel=left[0], tries=0, rounds=rounds), now + wait)


def open_channels(channels: Sequence[str], refused: frozenset[str]) -> list[int]:
    """The places of the channels that have not refused for good."""
    return [place for place, name in enumerate(channels) if name not in refused]


def wait_after(tries: int, *, key: str, retry: Retry) -> timedelta:
    """Twice as long after each failure, up to the longest; spread by the message's own key.

    The spread is worked out and not drawn, so the same message always waits as long.
    """
    doubled = retry.first_wait_seconds * 2 ** min(tries - 1, MOST_DOUBLINGS)
    seconds = min(doubled, retry.longest_wait_seconds)
    drawn = sha256(f"{key}/{tries}".encode()).digest()[0] / 255
    return timedelta(seconds=seconds * (1 - SPREAD * drawn))
