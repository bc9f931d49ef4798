"""How often a link and an address may ask, and that nobody who reads calendars notices."""

import time

import pytest

from dayzero.web.feeds.limiting import Limiter, Rates
from dayzero.web.networks import network_of
from tests.unit.calendars.golden_feeds import whole_path
from tests.web.conftest import Served


@pytest.fixture(autouse=True, scope="module")
def published(served: Served) -> None:
    served.publish(whole_path())


def test_a_link_that_asks_without_end_is_told_when_it_may_again(served: Served) -> None:
    feed = served.feed()
    statuses = [served.http.get(feed).status_code for _ in range(40)]
    refused = served.http.get(feed)

    assert set(statuses) == {200}
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "etag" not in refused.headers


def test_one_link_that_asks_too_often_holds_no_other_up(served: Served) -> None:
    loud, quiet = served.feed(), served.feed()
    for _ in range(41):
        served.http.get(loud)

    assert served.http.get(loud).status_code == 429
    assert served.http.get(quiet).status_code == 200


def test_a_program_that_asks_every_five_minutes_never_meets_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A day of forty programs behind one hospital's address, as they would really ask."""
    hands = Hands(monkeypatch)
    limiter = Limiter(Rates())
    for _ in range(24 * 12):
        assert not any(limiter.refused_for("10.1.2.3", f"link {n}") for n in range(40))
        hands.move(300)


def test_tokens_cannot_be_tried_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(monkeypatch)
    limiter = Limiter(Rates())
    tried = 0
    for number in range(1000):
        if limiter.refused_for("10.1.2.3", f"guess {number}") == 0:
            limiter.note_guess("10.1.2.3")
            tried += 1
        hands.move(0.01)

    assert tried == Rates().guesses
    assert limiter.refused_for("10.9.9.9", "a link") == 0
    hands.move(61)
    assert limiter.refused_for("10.1.2.3", "a link") == 0


def test_an_address_has_a_limit_over_all_of_its_links() -> None:
    limiter = Limiter(Rates(per_link=0, per_address=5))
    waits = [limiter.refused_for("10.1.2.3", f"link {number}") for number in range(6)]

    assert waits[:5] == [0] * 5
    assert 1 <= waits[5] <= 60


def test_nothing_is_counted_where_a_rate_is_zero() -> None:
    limiter = Limiter(Rates(0, 0, 0))
    assert not any(limiter.refused_for("10.1.2.3", "a link") for _ in range(2000))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("10.1.2.3", "10.1.2.4", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one household has them all
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.1.2.3", "10.1.2.3", True),
        ("", "a socket", True),
    ],
)
def test_an_address_stands_for_itself_or_for_its_network(
    one: str, other: str, *, alike: bool
) -> None:
    assert (network_of(one) == network_of(other)) is alike


class Hands:
    """The clock's hands, moved by us."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr("time.time", lambda: self.now)

    def move(self, seconds: float) -> None:
        self.now += seconds
