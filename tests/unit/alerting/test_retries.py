"""What follows a failed attempt."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerting.retries import Failure, NextTry, Progress, after_failure, wait_after
from models.alerting.routing import Retry
from tests.failures import failed
from tests.unit.alerting.alerts_to_tell import NOON

RETRY = Retry(tries=3, first_wait_seconds=60, longest_wait_seconds=900)
KEY = "alert.1.0.nurse.0"
CHANNELS = ["mail", "chat"]
BUSY, HOPELESS = (
    failed("answered", 503),
    failed("answered", 401, hopeless=True),
)
PERHAPS = failed("perhaps_taken", perhaps_taken=True)
FIRST = Progress(tries=1)


def following(failure: Failure, progress: Progress = FIRST, doubts: int = 0) -> NextTry | None:
    return after_failure(
        failure,
        progress,
        key=KEY,
        channels=CHANNELS,
        retry=RETRY,
        now=NOON,
        doubts=doubts,
    )


def test_a_busy_channel_is_tried_again_later() -> None:
    again = following(BUSY)

    assert again is not None
    assert again.progress == FIRST
    assert again.at > NOON


def test_after_its_last_try_the_next_channel_is_tried_at_once() -> None:
    assert following(BUSY, Progress(tries=3)) == NextTry(Progress(channel=1), NOON)


def test_what_would_fail_again_is_not_tried_again() -> None:
    refused = frozenset({"mail"})

    assert following(HOPELESS) == NextTry(Progress(channel=1, refused=refused), NOON)


def test_where_every_channel_refused_for_good_the_letter_is_dead() -> None:
    one_refused = Progress(channel=1, tries=1, refused=frozenset({"mail"}))

    assert following(HOPELESS, one_refused) is None


def test_where_every_channel_is_busy_the_first_is_tried_again_in_a_new_round() -> None:
    again = following(BUSY, Progress(channel=1, tries=3))

    assert again == NextTry(Progress(rounds=1), NOON + wait_after(3, key=KEY, retry=RETRY))


def test_a_busy_channel_is_tried_on_although_the_last_one_refused_for_good() -> None:
    again = following(HOPELESS, Progress(channel=1, tries=1))

    assert again is not None
    assert again.progress == Progress(rounds=1, refused=frozenset({"chat"}))
    assert again.at > NOON


def test_after_the_first_round_each_channel_is_tried_once_in_each() -> None:
    assert following(BUSY, Progress(tries=1, rounds=1)) == NextTry(
        Progress(channel=1, rounds=1), NOON
    )


def test_what_was_perhaps_taken_is_sent_once_more_and_then_never_by_that_channel() -> None:
    first = following(PERHAPS, doubts=1)
    second = following(PERHAPS, replace(FIRST, tries=2), doubts=2)

    assert first is not None
    assert first.progress == FIRST
    assert second == NextTry(Progress(channel=1, refused=frozenset({"mail"})), NOON)


@pytest.mark.parametrize("channels", [1, 2, 3])
@given(outcomes=st.lists(st.sampled_from([BUSY, HOPELESS]), max_size=60))
def test_a_message_dies_exactly_when_each_of_its_channels_has_refused_it(
    channels: int, outcomes: list[Failure]
) -> None:
    names = [f"c{number}" for number in range(channels)]
    progress, now, refusals = Progress(), NOON, 0
    for failure in outcomes:
        tried = replace(progress, tries=progress.tries + 1)
        refusals += failure.hopeless
        found = after_failure(failure, tried, key=KEY, channels=names, retry=RETRY, now=now)
        if refusals == channels:
            assert found is None
            return
        assert found is not None
        assert timedelta(0) <= found.at - now <= timedelta(minutes=15)
        progress, now = found.progress, found.at
        assert names[progress.channel] not in progress.refused


def test_a_message_that_is_tried_on_waits_a_quarter_of_an_hour_at_most_and_not_much_less() -> None:
    progress = Progress(channel=1, tries=1, rounds=40)

    again = following(BUSY, progress)

    assert again is not None
    assert timedelta(seconds=675) <= again.at - NOON <= timedelta(seconds=900)


@given(st.text(min_size=1), st.integers(1, 20))
def test_a_wait_doubles_up_to_the_longest_and_is_spread_downwards(key: str, tries: int) -> None:
    whole = timedelta(seconds=min(60 * 2 ** (tries - 1), 900))

    wait = wait_after(tries, key=key, retry=RETRY)

    assert whole * 0.75 <= wait <= whole
    assert wait == wait_after(tries, key=key, retry=RETRY)


def test_many_messages_do_not_come_back_at_the_same_moment() -> None:
    waits = {wait_after(1, key=f"alert.{n}.0.nurse.0", retry=RETRY) for n in range(50)}

    assert len(waits) > 30
