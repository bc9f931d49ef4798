"""Questions on the aim of a gate that is recorded without what must come before it."""

from collections.abc import Iterator
from itertools import chain

from models.protocol.path import Gate
from models.reasons.alerts.clarifying import RecordOrCorrectLater
from models.reasons.alerts.contradictions import DoneWithout
from models.reasons.alerts.records import DoneOn
from models.timeline.alerts.drafts import Draft, Role, by_date, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from models.timeline.windows.case import Case
from models.timeline.windows.records_wanted import records_wanted


def asked_instead(case: Case) -> tuple[str, ...]:
    """Steps of which no record is awaited any more: they are asked of the aim of a gate."""
    of_each = (_asked_of(gate, case) for gate in case.protocol.gate)
    return tuple(dict.fromkeys(chain.from_iterable(of_each)))


def _asked_of(gate: Gate, case: Case) -> tuple[str, ...]:
    recorded, course = case.recorded, case.protocol.course(gate)
    if not recorded[gate.towards].done:
        return ()
    missing = () if any(recorded[step].done for step in course) else course
    return (*records_wanted(gate.towards, case), *missing)


def done_without(situation: Situation) -> Iterator[Draft]:
    """One for each: a product that was not released, a lymphodepletion of which nothing says."""
    told: set[str] = set()
    for gate in situation.scene.case.protocol.gate:
        done = situation.scene.case.recorded[gate.towards]
        if done.fact is None or done.at is None:
            continue
        for step in _told_of(gate, situation.scene.case):
            if step not in told:
                yield _without(step, gate, DoneOn(fact=done.fact, at=done.at), situation)
            told.add(step)


def _told_of(gate: Gate, case: Case) -> tuple[str, ...]:
    """Of a course of which nothing is recorded, the start alone."""
    asked = _asked_of(gate, case)
    later = case.protocol.course(gate)[1:] if gate.before in asked else ()
    return tuple(step for step in asked if step not in later)


def _without(step: str, gate: Gate, done: DoneOn, situation: Situation) -> Draft:
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, step, "not_recorded"),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        cause=DoneWithout(step=step, later=gate.towards, done=done),
        ask=RecordOrCorrectLater(step=step, later=gate.towards),
        step=step,
    )
    return draft(alert, Role.CAUSE, by_date(step))
