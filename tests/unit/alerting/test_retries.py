"""What follows a failed attempt."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.alerting.retries import Failure, NextTry, after_failure, wait_after
from models.alerting.routing import Retry
from tests.unit.alerting.standing_alerts import NOON

RETRY = Retry(tries=3, first_wait_seconds=60, longest_wait_seconds=900)
BUSY, HOPELESS = Failure("it answered 503"), Failure("it answered 401", hopeless=True)


def following(failure: Failure, *, channel: int = 0, tries: int = 1) -> NextTry | None:
    return after_failure(
        failure,
        key="alert.1.0.nurse.0",
        channel=channel,
        tries=tries,
        channels=["mail", "chat"],
        retry=RETRY,
        now=NOON,
    )


def test_a_busy_channel_is_tried_again_later() -> None:
    again = following(BUSY)

    assert again is not None
    assert (again.channel, again.tries) == (0, 1)
    assert again.at > NOON


def test_after_its_last_try_the_next_channel_is_tried_at_once() -> None:
    assert following(BUSY, tries=3) == NextTry(1, 0, NOON)


def test_what_would_fail_again_is_not_tried_again() -> None:
    assert following(HOPELESS) == NextTry(1, 0, NOON)


def test_after_the_last_channel_the_letter_is_dead() -> None:
    assert following(BUSY, channel=1, tries=3) is None
    assert following(HOPELESS, channel=1) is None


@given(st.text(min_size=1), st.integers(1, 20))
def test_a_wait_doubles_up_to_the_longest_and_is_spread_downwards(key: str, tries: int) -> None:
    whole = timedelta(seconds=min(60 * 2 ** (tries - 1), 900))

    wait = wait_after(tries, key=key, retry=RETRY)

    assert whole * 0.75 <= wait <= whole
    assert wait == wait_after(tries, key=key, retry=RETRY)


def test_many_messages_do_not_come_back_at_the_same_moment() -> None:
    waits = {wait_after(1, key=f"alert.{n}.0.nurse.0", retry=RETRY) for n in range(50)}

    assert len(waits) > 30
