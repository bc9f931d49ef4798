"""The one place of the command line and the web application that reads the clock.

`DAYZERO_NOW` holds it still, for demonstrations and tests: an instant with its offset.
"""

import os
from datetime import UTC, datetime

from models.errors import DayZeroError
from models.moments import Minute, to_minute
from models.reasons.refusals.refusal import shown

HELD = "DAYZERO_NOW"


class ClockRefused(DayZeroError):
    """The environment holds the clock at something that is not an instant."""

    exit_code = 2
    kind = "clock_refused"

    def __init__(self, word: str, variable: str = HELD) -> None:
        super().__init__(word, variable)
        self.word = word
        self.variable = variable


def now() -> datetime:
    """The instant that it is, in UTC, or the one that the environment holds the clock at.

    Raises:
        ClockRefused: if what the environment says is not an instant with its offset.
    """
    text = os.environ.get(HELD)
    return datetime.now(UTC) if not text else _instant(text)


def this_minute() -> Minute:
    """The minute of UTC that is now.

    Raises:
        ClockRefused: as for `now`.
    """
    return to_minute(now())


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ClockRefused(shown(text)) from error
    if moment.tzinfo is None:
        raise ClockRefused(shown(text))
    return moment.astimezone(UTC)
