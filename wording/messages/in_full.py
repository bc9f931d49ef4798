"""What a message on one alert tells in full, behind the line that asks. Pure."""

from models.alerting.case_names import Case
from models.reasons.alerts.asks import AskForResult, RecordChildbearing, RecordDeviation
from models.reasons.alerts.bookings import (
    BookOnOrAfter,
    BookStep,
    RecordOrBookAgain,
    RecordWhenDone,
)
from models.reasons.alerts.moves import MoveStep
from models.timeline.results import Alert
from wording.saying import say
from wording.voice import Voice

MOVES = frozenset({Case.MOVE_FOR_WASHOUT, Case.MOVE_INTO_WINDOW, Case.MOVE_FOR_EVIDENCE})
_ASKED_FOR_ALIKE = (
    AskForResult,
    BookOnOrAfter,
    BookStep,
    RecordChildbearing,
    RecordDeviation,
    RecordOrBookAgain,
    RecordWhenDone,
)
"""What the line of its case asks for in as many facts as its own sentence does."""


def say_in_full(alert: Alert, case: Case, voice: Voice, *, passed: bool) -> str:
    """What to do, unless the line has said all of it, and why.

    Args:
        passed: whether its deadline is over; then the line says no time to move to.
    """
    alike = isinstance(alert.ask, _ASKED_FOR_ALIKE) or (_moves_alone(alert, case) and not passed)
    return say(alert.cause if alike else alert.reason, voice)


def _moves_alone(alert: Alert, case: Case) -> bool:
    """Whether the line says which step moves to when, and nothing moves with it."""
    alone = isinstance(alert.ask, MoveStep) and not alert.ask.with_it
    return alone and case in MOVES and alert.to is not None
