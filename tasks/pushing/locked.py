"""A write that found the calendar locked by another one: tried again within seconds.

RFC 4918, 11.3: 423 Locked. A server that keeps its calendars in a repository answers so for the
tenth of a second in which somebody else writes; to wait a minute for that would be out of
proportion.
"""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from caldav.response import DAVResponse

PAUSES_SECONDS: Final = (0.05, 0.1, 0.2, 0.5, 1.0)


def once_unlocked(write: Callable[[], DAVResponse]) -> DAVResponse:
    """The answer to a write; the last one, where the calendar stays locked all the while."""
    for pause in PAUSES_SECONDS:
        answer = write()
        if answer.status != HTTPStatus.LOCKED:
            return answer
        time.sleep(pause)
    return write()
