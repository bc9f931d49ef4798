"""Questions on what holds back the date of a step that has none yet.

Such a step is judged at the date that is suggested for it, where each rule is met: no verdict
would ever ask.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from models.moments import ALWAYS, NEVER, Minute
from models.reasons.alerts.doubts import DateHeldBack
from models.reasons.questions.times import EndTimeAsked, LastDoseTimeAsked, StepTimeAsked
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.situation import Situation
from models.timeline.exposures.clearings import Clearing
from models.timeline.network.solver import solve
from models.timeline.results import Alert
from models.timeline.states.mending import record
from models.timeline.values import AlertKind, Severity, StepState
from models.timeline.verdicts.washout_reasons import question_for
from models.timeline.windows.case import Case
from models.timeline.windows.lapsed_bookings import network_at

_OF_THE_HOUR = (EndTimeAsked, LastDoseTimeAsked, StepTimeAsked)
"""A day without its hour is how most are recorded: it moves a date by a day at most."""


def held_dates(situation: Situation) -> Iterator[Draft]:
    """One question for each exposure whose answer could bring a date forward."""
    case = situation.scene.case
    unclear = [] if case.closing else list(_unclear(situation))
    held = holding_back(case, situation.scene.now, unclear)
    for clearing in _strictest_of_each(unclear):
        if clearing in held:
            yield _ask(clearing, situation)


def holding_back(case: Case, now: Minute, unclear: Collection[Clearing]) -> tuple[Clearing, ...]:
    """Those of them for which a step has a later date than it would if all answers were mild."""
    if not unclear:
        return ()
    earliest = _earliest_at_best(case, now, unclear)
    return tuple(one for one in unclear if one.own > earliest.get(one.washout.anchor, NEVER))


def _unclear(situation: Situation) -> Iterator[Clearing]:
    for clearing in situation.scene.case.binding.unclear:
        of_the_hour = isinstance(question_for(clearing), _OF_THE_HOUR)
        if _waits(clearing, situation) and not of_the_hour:
            yield clearing


def _strictest_of_each(unclear: Iterable[Clearing]) -> Iterable[Clearing]:
    """For each step and exposure the rule that holds it back longest."""
    strictest: dict[tuple[str, str], Clearing] = {}
    for clearing in unclear:
        place = clearing.washout.anchor, clearing.exposure.fact.id
        if place not in strictest or clearing.own > strictest[place].own:
            strictest[place] = clearing
    return strictest.values()


def _waits(clearing: Clearing, situation: Situation) -> bool:
    """Its step is still to come, and has no date at which it could be judged."""
    step = clearing.washout.anchor
    dated = situation.scene.case.recorded[step].at is not None
    return not dated and situation.states[step] is not StepState.CANCELLED


def _earliest_at_best(
    case: Case, now: Minute, unclear: Collection[Clearing]
) -> Mapping[str, Minute]:
    """From when each step could be, if every answer were the mildest."""
    floors = case.binding.floors_at_best(int(now), unclear)
    return solve(replace(network_at(case, now), floors=floors)).lower


def _ask(clearing: Clearing, situation: Situation) -> Draft:
    question, fact = question_for(clearing), clearing.exposure.fact.id
    thing = thing_asked(question, fact)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        step=clearing.washout.anchor,
        fact=fact,
        cause=_cause(clearing),
        ask=record(question, fact),
    )
    return draft(alert, Role.CAUSE, by_thing(thing))


def _cause(clearing: Clearing) -> DateHeldBack:
    possible = clearing.joint.possible_from
    return DateHeldBack(
        step=clearing.washout.anchor,
        exposed=clearing.exposure.exposed,
        safe=clearing.own,
        possible=None if possible <= ALWAYS else possible,
    )
