"""Which form does what an alert asks for, filled in as far as that is known; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from dayzero.web.recording.every_form import form_for
from dayzero.web.recording.proposal_fields import moves_asked
from dayzero.web.views.facts import Document
from dayzero.web.views.when import Clock
from models.reasons.alerts.asked import Asked, ways_of
from models.reasons.alerts.asks import AskForResult, CheckName, RecordChildbearing, RecordFact
from models.reasons.alerts.bookings import (
    BookAgain,
    BookStep,
    BookTest,
    RecordOnceDone,
    RecordOrBook,
    RecordOrBookAgain,
    RecordWhenDone,
    RepeatTest,
)
from models.reasons.alerts.moves import AllOf, CheckFact, RecordEnd
from models.reasons.questions.results import (
    EarlierTestAsked,
    FindingAsked,
    ValuesAsked,
    ValueWanted,
    Wanted,
)
from models.timeline.results import Alert
from models.timeline.values import StepState


class Does(StrEnum):
    """What a button does; each has its word."""

    MOVE = "move"
    BOOK = "book"
    RECORD = "record"
    TEST = "test"
    STOP = "stop"
    ANSWER = "answer"
    CORRECT = "correct"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Deed:
    """One button: what it does, and the form's address below the subject's own."""

    does: Does
    address: str


def deed_of(alert: Alert, anchor: str, facts: Iterable[Document], clock: Clock) -> Deed:
    """The form for the first thing that is asked; the alert itself where no form does it.

    Args:
        anchor: where the alert stands on the subject's page.
        facts: the subject's, as recorded.
    """
    if moves := moves_asked(alert, clock.zone):
        return Deed(Does.MOVE, f"/what-if?{urlencode(moves)}")
    first = None if alert.ask is None else _first(alert.ask)
    form = _form(first) or _correction(first, alert, facts, clock) or _value(first, clock)
    return form or Deed(Does.OPEN, f"#{anchor}")


def _first(ask: Asked) -> object:
    first = ways_of(ask)[0]
    return first.asks[0] if isinstance(first, AllOf) else first


def _form(asked: object) -> Deed | None:
    match asked:
        case BookStep(step=step) | BookAgain(step=step):
            return _filled(Does.BOOK, "step", step=step, state=StepState.BOOKED)
        case (
            RecordWhenDone(step=step)
            | RecordOnceDone(step=step)
            | RecordOrBook(step=step)
            | RecordOrBookAgain(step=step)
        ):
            return _filled(Does.RECORD, "step", step=step, state=StepState.DONE)
        case BookTest(test=test) | RepeatTest(test=test) | AskForResult(test=test):
            return _filled(Does.TEST, "test", test=test)
        case RecordEnd(fact=fact):
            return _filled(Does.STOP, "stop", fact=fact)
        case RecordChildbearing():
            return _filled(Does.ANSWER, "childbearing_potential")
        case _:
            return None


def corrects_a_fact(alert: Alert) -> bool:
    """Whether the button may open the form of a fact on record, so that facts must be read."""
    first = None if alert.ask is None else _first(alert.ask)
    return _fact_in(first, alert) is not None


def _fact_in(asked: object, alert: Alert) -> str | None:
    """The fact on record that is asked about; of a question the one that its alert is on."""
    if isinstance(asked, RecordFact):
        return asked.fact or alert.fact
    return asked.fact if isinstance(asked, CheckFact | CheckName) else None


def _correction(
    asked: object, alert: Alert, facts: Iterable[Document], clock: Clock
) -> Deed | None:
    """The form of a fact on record, filled with what it says: there its gap is closed."""
    named = _fact_in(asked, alert)
    fact = next((one for one in facts if one["id"] == named), None)
    form = "" if fact is None else form_for(fact, clock.voice.protocol)
    does = Does.ANSWER if isinstance(asked, RecordFact) else Does.CORRECT
    return _filled(does, form, corrects=named) if form and named else None


def _value(asked: object, clock: Clock) -> Deed | None:
    """The form of the measure or finding that nobody has recorded, or that is to be repeated."""
    if not isinstance(asked, RecordFact) or asked.fact is not None:
        return None
    match asked.question:
        case ValuesAsked(
            values=(ValueWanted(wanted=Wanted.RECORD | Wanted.REPEAT, about=about), *_)
        ):
            return _named(about, clock)
        case FindingAsked(finding=finding):
            return _named(finding, clock)
        case EarlierTestAsked(test=test):
            return _filled(Does.TEST, "test", test=test)
        case _:
            return None


def _named(about: str, clock: Clock) -> Deed | None:
    protocol = clock.voice.protocol
    if about in protocol.finding_by_id:
        return _filled(Does.ANSWER, "finding", finding=about)
    if about in protocol.measure_by_id:
        return _filled(Does.RECORD, "measurement", measure=about)
    return None


def _filled(does: Does, kind: str, **fields: str) -> Deed:
    query = f"?{urlencode(fields)}" if fields else ""
    return Deed(does, f"/record/{kind}{query}")
