"""The first line of an alert, and so of a plan: what to do, then shortly why."""

from models.reasons.alerts.asked import Asked, ways_of
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.bookings import HoldStep
from models.reasons.alerts.delays import DueBy
from models.reasons.alerts.doubts import Doubted
from models.reasons.alerts.moves import AllOf
from models.reasons.alerts.records import FindingUnknown, UnitUnread
from models.reasons.alerts.told import SeveralCauses
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.timeline.results import Alert, Missing
from wording.alerts import short_path, short_verdicts
from wording.alerts.short_causes import say_shortly, with_rule
from wording.saying import say
from wording.sentences import either, inside, joined, told, without_stop
from wording.voice import Voice

__all__ = ["first_line", "line_of_missing", "short_path", "short_verdicts"]

_TOPIC = "short_causes"
_OF_THE_RECORD = Doubted | FindingUnknown | UnitUnread


def first_line(alert: Alert, voice: Voice) -> str:
    """`Move infusion from 10 Apr to 13 Apr: pegaspargase of 13 Mar needs 29 days (EX-03.5)`."""
    if alert.ask is None or isinstance(alert.cause, AsSaidBefore):
        return say(alert.cause, voice)
    if isinstance(alert.cause, DueBy):
        return say(alert.ask, voice)  # by when is all there is
    return _line(alert.ask, _why(alert.ask, alert, alert.cause, voice), voice)


def says_by_when(alert: Alert) -> bool:
    """Whether the first line names the time already, so that no deadline is said behind it."""
    return alert.asks_nothing or isinstance(alert.ask, HoldStep)


def line_of_missing(missing: Missing, voice: Voice) -> str:
    """The same of one thing that keeps a gate shut."""
    return _line(missing.ask, _why(missing.ask, missing, missing.reason, voice), voice)


def _line(ask: Asked, why: str, voice: Voice) -> str:
    return told(voice, _TOPIC, "line", ask=_asked(ask, voice), cause=why)


def _asked(ask: Asked, voice: Voice) -> str:
    """One after the other where there are several; of a choice the first two."""
    parts = ask.asks if isinstance(ask, AllOf) else ways_of(ask)[:2]
    first, *others = (without_stop(say(part, voice), voice) for part in parts)
    asked = (first, *map(inside, others))
    if isinstance(ask, AllOf):
        return joined(asked, "semicolon", voice)
    return either(asked, voice)


def _why(ask: Asked, place: Alert | Missing, cause: Reason, voice: Voice) -> str:
    """What binds; of a question, what cannot be judged without its answer."""
    judges = isinstance(ways_of(ask)[0], RecordFact) and not isinstance(cause, _OF_THE_RECORD)
    if judges and place.step is not None:
        said = told(voice, _TOPIC, "question", step=voice.step(place.step))
        return said if place.rule is None else with_rule(said, place.rule, voice)
    causes = cause.causes if isinstance(cause, SeveralCauses) else (cause,)
    shortly = dict.fromkeys(say_shortly(one, voice) for one in causes)
    return joined(shortly, "semicolon", voice)
