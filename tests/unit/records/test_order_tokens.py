"""Tokens of order-sign are counted for every process together, on each database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Engine, text

from models.records.signing_in.order_tokens import TokenUsed, TooMany, take_token
from tests.unit.records.recorded import NOW

ISSUER, OTHER = "https://orders.example", "https://other.example"
SECOND = timedelta(seconds=1)
IN_FIVE_MINUTES = timedelta(minutes=5)


def take(engine: Engine, name: str, after: float = 0, issuer: str = ISSUER) -> object:
    now = NOW + after * SECOND
    until = now + IN_FIVE_MINUTES
    return take_token(engine, issuer, name, until=until, now=now, per_minute=3)


def test_of_many_who_send_one_token_at_once_one_is_answered(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: take(engine, "the same"), range(4)))

    assert sorted(map(str, answers)) == ["None", *["TokenUsed()"] * 3]


def test_one_system_is_answered_so_often_in_any_minute_and_others_by_themselves(
    engine: Engine,
) -> None:
    assert [take(engine, f"t{second}", second) for second in (0, 10, 20)] == [None, None, None]

    assert take(engine, "t30", 30) == TooMany(30 * SECOND)
    assert take(engine, "t30", 30, OTHER) is None
    assert take(engine, "t30", 60) is None  # it was not spent by being too early
    assert take(engine, "t61", 61) == TooMany(9 * SECOND)


def test_a_token_is_known_until_it_ends_and_then_forgotten(engine: Engine) -> None:
    take(engine, "first")

    assert take(engine, "first", 299) == TokenUsed()
    take(engine, "second", 301)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM order_token")).scalar() == 1
