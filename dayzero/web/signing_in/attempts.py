"""How often somebody may fail to sign in, counted in this process.

Failures are counted for a name from one address, never for a name from anywhere: whoever types
somebody's name elsewhere keeps nobody out. A browser in which a person has signed in before has
a count of its own with that name, so a colleague behind the same address keeps nobody out either.
"""

import math
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MINUTES = 15
SAME_NAME = RateLimitItemPerMinute(5, MINUTES)  # from one address, or in one known browser
GUESSED_CODES = RateLimitItemPerMinute(20, MINUTES)  # of one name, by who knows its password
SAME_ADDRESS = RateLimitItemPerMinute(50, MINUTES)  # a whole hospital may share one


@dataclass
class Attempt:
    """One try of one person.

    Attributes:
        wait_minutes: for how long none is allowed; 0 if this one is.
        right: whether the password was; whoever looked at it says so.
    """

    wait_minutes: int = 0
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Whence:
    """Where an attempt comes from.

    Attributes:
        network: an IPv4 address, or the first 64 bits of an IPv6 address.
        browser: the secret of a browser in which this very person has signed in before.
    """

    network: str
    browser: str | None = None

    @property
    def counted(self) -> tuple[str, str]:
        """By what failures with a name are counted."""
        return ("network", self.network) if self.browser is None else ("browser", self.browser)


class Attempts:
    """Counts failures, and whoever is just trying as if failing, so that none slips by at once.

    Whoever knew the password counts against nobody. A name that nobody has is counted like any
    other.

    Args:
        anywhere: how often one name may fail from anywhere but its known browsers; None for as
            often as it likes.
    """

    def __init__(self, anywhere: RateLimitItem | None = None) -> None:
        self._anywhere = anywhere
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._trying = Counter[str]()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, name: str, where: Whence) -> Iterator[Attempt]:
        """One attempt, counted as a failure where it says that the password was wrong."""
        attempt = Attempt(self._begin(name, where))
        try:
            yield attempt
        finally:
            if not attempt.wait_minutes:
                self._end(name, where, right=attempt.right)

    def _begin(self, name: str, where: Whence) -> int:
        """Minutes to wait; 0 where somebody is trying from now on."""
        with self._lock:
            if not self._limiter.hit(SAME_NAME, name, *where.counted):
                return self._wait(SAME_NAME, name, *where.counted)
            if where.browser is not None:
                return 0
            if self._anywhere is not None and not self._limiter.hit(self._anywhere, name):
                return self._wait(self._anywhere, name)
            together = self._trying[where.network] + 1
            if not self._limiter.test(SAME_ADDRESS, where.network, cost=together):
                return self._wait(SAME_ADDRESS, where.network)
            self._trying[where.network] = together
            return 0

    def _end(self, name: str, where: Whence, *, right: bool | None) -> None:
        with self._lock:
            if where.browser is None:
                self._leave(where.network, failed=right is False)
            if right:
                self._limiter.clear(SAME_NAME, name, *where.counted)
                if self._anywhere is not None:
                    self._limiter.clear(self._anywhere, name)

    def _leave(self, network: str, *, failed: bool) -> None:
        self._trying[network] -= 1
        if not self._trying[network]:
            del self._trying[network]
        if failed:
            self._limiter.hit(SAME_ADDRESS, network)

    def _wait(self, limit: RateLimitItem, *key: str) -> int:
        reset = self._limiter.get_window_stats(limit, *key).reset_time
        return max(1, math.ceil((reset - time.time()) / 60))
