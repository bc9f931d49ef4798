"""An alert before it is known which others tell of the same cause, and what tells them so."""

from dataclasses import dataclass
from enum import IntEnum

from models.reasons.alerts.asked import ways_of
from models.reasons.alerts.asks import AskForResult, RecordFact
from models.reasons.alerts.bookings import FindOtherDate
from models.reasons.alerts.moves import MoveStep, MoveStepOnOrAfter
from models.timeline.results import Alert, Conflict

Sign = tuple[object, ...]
"""What two drafts of one cause have in common."""

_ANOTHER_DATE = (MoveStep, MoveStepOnOrAfter, FindOtherDate)
"""Asks that one deed answers, however much is known of the date."""


class Role(IntEnum):
    """Which of several drafts of one kind speaks for all: the first."""

    CAUSE = 0  # something is wrong
    CONFLICT = 1  # what follows from a cause: a booking, or a step, that cannot hold
    GATE = 2  # what lymphodepletion waits for
    COMING = 3  # a step that comes
    ECHO = 4  # what one of the others tells, elsewhere


@dataclass(frozen=True, slots=True)
class Draft:
    """An alert, and the signs by which it is the same as another."""

    alert: Alert
    role: Role
    signs: frozenset[Sign]


def draft(alert: Alert, role: Role = Role.CAUSE, *more: Sign) -> Draft:
    """An alert with its rule and fact, and with what it asks for, as its signs.

    Args:
        more: what else tells that another is the same.
    """
    signs = {*more, *_of_its_rule(alert), *_of_what_it_asks(alert)}
    return Draft(alert, role, frozenset(signs))


def echo(alert: Alert, *signs: Sign) -> Draft:
    """What another alert tells already: it is told apart by nothing of its own."""
    return Draft(alert, Role.ECHO, frozenset(signs))


def by_rule(rule: str, fact: str | None = None) -> Sign:
    """One rule on one fact, or a rule of which no fact is known."""
    return ("rule", rule, fact)


def by_date(step: str) -> Sign:
    """That a step has no date, a wrong one, or one that has come."""
    return ("date", step)


def by_thing(thing: tuple[str, str]) -> Sign:
    """One thing that is not known."""
    return ("thing", *thing)


def by_conflict(conflict: Conflict) -> Sign:
    """One conflict."""
    return ("conflict", conflict.reason, conflict.facts)


def _of_its_rule(alert: Alert) -> set[Sign]:
    return set() if alert.rule is None else {by_rule(alert.rule, alert.fact)}


def by_deed(step: str) -> Sign:
    """That a step needs another date, whichever that is."""
    return ("deed", step)


def _of_what_it_asks(alert: Alert) -> set[Sign]:
    """A question is the same wherever it is asked; all else is asked of a step."""
    if alert.ask is None:
        return set()
    if alert.step is not None and all(isinstance(way, _ANOTHER_DATE) for way in ways_of(alert.ask)):
        return {by_deed(alert.step)}
    anywhere = isinstance(alert.ask, RecordFact | AskForResult)
    return {("ask", None if anywhere else alert.step, alert.ask)}
