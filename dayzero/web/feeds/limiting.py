"""How often a link, and an address, may ask for calendars.

A calendar program asks at most every few minutes, so a link's limit is met by a program
that has run wild, and an address's by one that tries tokens. Many programs behind one
hospital's address stay far below it.
"""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from dayzero.web.networks import network_of

MOST_GUESSERS = 100_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests in any sixty seconds; 0 for as many as come.

    Attributes:
        per_link: of one link, whatever it is answered.
        per_address: of one address, over all links.
        guesses: of one address for links that do not exist.
    """

    per_link: int = 120
    per_address: int = 1200
    guesses: int = 30


class Limiter:
    """Counts requests in this process; several processes count each for itself."""

    def __init__(self, rates: Rates) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._per_link = _item(rates.per_link)
        self._per_address = _item(rates.per_address)
        self._guesses = _item(rates.guesses)
        self._guessers: set[str] = set()

    def refused_for(self, address: str, link: str) -> int:
        """Count one request: seconds until another may come, 0 where this one may."""
        where = network_of(address)
        if where in self._guessers and self._full(self._guesses, "guess", where):
            return self._wait(self._guesses, "guess", where)
        return self._hit(self._per_address, "address", where) or self._hit(
            self._per_link, "link", link
        )

    def note_guess(self, address: str) -> None:
        """Count a request for a link that does not exist."""
        where = network_of(address)
        if len(self._guessers) >= MOST_GUESSERS:  # who guesses on is back at the next guess
            self._guessers.clear()
        self._guessers.add(where)
        self._hit(self._guesses, "guess", where)

    def _hit(self, item: RateLimitItemPerMinute | None, *names: str) -> int:
        if item is None or self._window.hit(item, *names):
            return 0
        return self._wait(item, *names)

    def _full(self, item: RateLimitItemPerMinute | None, *names: str) -> bool:
        return item is not None and not self._window.test(item, *names)

    def _wait(self, item: RateLimitItemPerMinute | None, *names: str) -> int:
        if item is None:
            return 0
        reset = self._window.get_window_stats(item, *names).reset_time
        return max(1, math.ceil(reset - time.time()))


def _item(amount: int) -> RateLimitItemPerMinute | None:
    return RateLimitItemPerMinute(amount) if amount else None
