"""How often somebody may fail to sign in, counted in this process."""

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
SAME_BROWSER = RateLimitItemPerMinute(5, MINUTES)  # one name from one address
SAME_NAME = RateLimitItemPerMinute(20, MINUTES)  # one name from anywhere
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


class Attempts:
    """Counts failures, and whoever is just trying as if failing, so that none slips by at once.

    Whoever knew the password counts against nobody. A name that nobody has is counted like any
    other.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._trying = Counter[str]()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, name: str, address: str) -> Iterator[Attempt]:
        """One attempt, counted as a failure where it says that the password was wrong."""
        attempt = Attempt(self._begin(name, address))
        try:
            yield attempt
        finally:
            if not attempt.wait_minutes:
                self._end(name, address, right=attempt.right)

    def _begin(self, name: str, address: str) -> int:
        """Minutes to wait; 0 where somebody is trying from now on."""
        with self._lock:
            for limit, key in (
                (SAME_BROWSER, ("browser", name, address)),
                (SAME_NAME, ("name", name)),
            ):
                if not self._limiter.hit(limit, *key):
                    return self._wait(limit, *key)
            together = self._trying[address] + 1
            if not self._limiter.test(SAME_ADDRESS, "address", address, cost=together):
                return self._wait(SAME_ADDRESS, "address", address)
            self._trying[address] = together
            return 0

    def _end(self, name: str, address: str, *, right: bool | None) -> None:
        with self._lock:
            self._trying[address] -= 1
            if not self._trying[address]:
                del self._trying[address]
            if right is False:
                self._limiter.hit(SAME_ADDRESS, "address", address)
            elif right:
                self._limiter.clear(SAME_BROWSER, "browser", name, address)
                self._limiter.clear(SAME_NAME, "name", name)

    def _wait(self, limit: RateLimitItem, *key: str) -> int:
        reset = self._limiter.get_window_stats(limit, *key).reset_time
        return max(1, math.ceil((reset - time.time()) / 60))
