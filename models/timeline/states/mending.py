"""What to ask for where something cannot hold or be told: a move, another date, a fact."""

from collections.abc import Iterable, Sequence

from models.reasons.alerts.asked import Asked
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.bookings import DecideOnStep, DoNotHold, FindOtherDate
from models.reasons.alerts.moves import AnyOf
from models.reasons.questions import Question
from models.reasons.questions.results import (
    FieldAsked,
    LateExposureAsked,
    ResultAsked,
    SeverityAsked,
)
from models.timeline.results import Conflict, Repair, Verdict
from models.timeline.states.repairs import query
from models.timeline.states.repeating import repeating
from models.timeline.states.scene import Scene

MOVES = frozenset({"move_planned", "move_booking"})
"""The repairs that give a step another date."""


_OF_ITS_VERDICT = (SeverityAsked, FieldAsked, ResultAsked, LateExposureAsked)
"""Questions that do not name the fact that they are about."""


def record(question: Question, fact: str | None) -> RecordFact:
    """To record the answer.

    Args:
        fact: that the verdict which asks is on.
    """
    return RecordFact(
        question=question, fact=fact if isinstance(question, _OF_ITS_VERDICT) else None
    )


def any_of(ways: Iterable[Asked]) -> Asked | None:
    """The one that would do, or several of which each would; None where nothing would."""
    known = tuple(dict.fromkeys(ways))
    return AnyOf(ways=known) if len(known) > 1 else next(iter(known), None)


def moves_of(step: str, conflicts: Iterable[Conflict]) -> tuple[Repair, ...]:
    """The dates to which a step in conflict could move, each once."""
    repairs = (repair for conflict in conflicts for repair in conflict.repairs)
    own = (repair for repair in repairs if repair.step == step and repair.kind in MOVES)
    return tuple(dict.fromkeys(own))


def ask_to_mend(conflict: Conflict) -> Asked:
    """Whatever would mend it; else what a person must find, or decide."""
    dated = [repair.reason for repair in conflict.repairs if repair.kind != "query_fact"]
    other = [repair.reason for repair in conflict.repairs if repair.kind == "query_fact"]
    booked = conflict.closes is None
    unknown = FindOtherDate if booked else DecideOnStep
    return any_of(dated) or any_of(other) or unknown(step=conflict.step)


def ask_to_clear(verdict: Verdict, conflicts: Sequence[Conflict], scene: Scene) -> Asked:
    """Another date for a step that breaks a rule, as far as one was tried and holds.

    Where none was found, the rule's own date is no proposal: a person must find one.
    """
    step = verdict.step
    if verdict.judged_at is None and verdict.fact is not None:
        return query(verdict.fact, scene.case).reason
    if verdict.clears_at is None:
        return DoNotHold(step=step)
    moves = any_of(repair.reason for repair in moves_of(step, conflicts))
    again = any_of(repair.reason for repair in repeating(step, verdict.clears_at, scene))
    return moves or again or FindOtherDate(step=step)
