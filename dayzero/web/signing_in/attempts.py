"""How often somebody may fail to sign in, counted in this process."""

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MINUTES = 15
SAME_BROWSER = RateLimitItemPerMinute(5, MINUTES)  # one name from one address
SAME_NAME = RateLimitItemPerMinute(20, MINUTES)  # one name from anywhere
SAME_ADDRESS = RateLimitItemPerMinute(50, MINUTES)  # a whole hospital may share one


class Attempts:
    """Counts attempts before the password is looked at, so that none slips by at once.

    A name that nobody has is counted like any other.
    """

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait_minutes(self, name: str, address: str) -> int:
        """Count one attempt; for how many minutes none is allowed, 0 if this one is."""
        for limit, key in self._keys(name, address):
            if not self._limiter.hit(limit, *key):
                reset = self._limiter.get_window_stats(limit, *key).reset_time
                return max(1, math.ceil((reset - time.time()) / 60))
        return 0

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of somebody who then knew the password."""
        self._limiter.clear(SAME_BROWSER, "browser", name, address)
        self._limiter.clear(SAME_NAME, "name", name)

    @staticmethod
    def _keys(name: str, address: str) -> tuple[tuple[RateLimitItem, tuple[str, ...]], ...]:
        return (
            (SAME_BROWSER, ("browser", name, address)),
            (SAME_NAME, ("name", name)),
            (SAME_ADDRESS, ("address", address)),
        )
