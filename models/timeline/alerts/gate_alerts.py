"""What the step behind the gate waits for, once it is near: each missing thing by itself.

Most of it is told already, of the rule, the question or the step; that alert gets louder.
"""

from collections.abc import Iterator
from dataclasses import replace

from models.reasons.alerts.asks import AskForResult, RecordFact
from models.reasons.alerts.bookings import BookStep, BookTest
from models.reasons.path.gates import HeldUp, NotRecordedAsDone
from models.reasons.questions.results import ValuesAsked
from models.timeline.alerts.drafts import (
    Draft,
    Role,
    by_conflict,
    by_date,
    by_rule,
    by_thing,
    draft,
)
from models.timeline.alerts.questions.question_things import Thing, thing_asked
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import kind_of_violation
from models.timeline.results import Alert, Conflict, Gate, Missing, Verdict
from models.timeline.states.announcing import announced_from
from models.timeline.values import AlertKind, Severity, VerdictValue


def gate_alerts(situation: Situation) -> Iterator[Draft]:
    """One critical draft for each missing thing, once the step that waits is near."""
    gate, scene = situation.gate, situation.scene
    if gate is None or gate.deadline is None:
        return
    near = scene.now >= announced_from(gate.deadline, scene)
    for item in gate.missing:
        if not _is_loud(item, situation, near=near):
            continue
        conflict = next((one for one in situation.conflicts if one.reason == item.reason), None)
        if conflict is not None:
            yield _of_conflict(conflict, item, gate, situation)
        else:
            yield _of_verdict_or_step(item, gate, situation)


def _is_loud(item: Missing, situation: Situation, *, near: bool) -> bool:
    """Once the step is near, all of it.

    Past the start of a course, a record that should have been there before, at once; what cannot
    be told, and the record of its end, once its aim is near. All else is told of its own, as loud
    as it is then.
    """
    case = situation.scene.case
    begun = case.gate.before in case.done
    if begun and isinstance(item.reason, NotRecordedAsDone):
        return near or item.step not in case.protocol.course(case.gate)
    verdict = _verdict(item, situation)
    unclear = verdict is not None and verdict.value is VerdictValue.INDETERMINATE
    return near and (unclear or not begun)


def _of_conflict(conflict: Conflict, item: Missing, gate: Gate, situation: Situation) -> Draft:
    alert = _alert(item, gate, situation)
    named = replace(alert, key=situation.conflict_key(conflict), kind=AlertKind.INFEASIBLE)
    return Draft(named, Role.GATE, frozenset({by_conflict(conflict)}))


def _of_verdict_or_step(item: Missing, gate: Gate, situation: Situation) -> Draft:
    verdict, alert = _verdict(item, situation), _alert(item, gate, situation)
    thing = _thing(item, verdict)
    if thing is not None:
        key = situation.key(AlertKind.NEEDS_INFORMATION, *thing)
        asked = replace(alert, key=key, kind=AlertKind.NEEDS_INFORMATION)
        return draft(asked, Role.GATE, by_thing(thing))
    if verdict is not None and verdict.value is VerdictValue.VIOLATION:
        kind = kind_of_violation(verdict, situation.scene.case.protocol)
        key = situation.key(kind, verdict.step, verdict.rule, verdict.fact)
        return draft(replace(alert, key=key, kind=kind), Role.GATE)
    if item.rule is None or isinstance(item.ask, BookStep):
        return draft(alert, Role.GATE, by_date(item.step or ""))
    if isinstance(item.ask, BookTest):
        return draft(alert, Role.GATE, by_rule(item.rule))
    key = situation.key(AlertKind.DUE_SOON, item.step, item.rule, item.fact)
    return draft(replace(alert, key=key), Role.GATE)


def _alert(item: Missing, gate: Gate, situation: Situation) -> Alert:
    """By the step that is to be recorded or booked; the same as the one that says it is due."""
    starts, step = gate.deadline or 0, _step(item, situation)
    passed = starts < int(situation.scene.now)
    return Alert(
        key=situation.key(AlertKind.DUE_SOON, step),
        kind=AlertKind.DUE_SOON,
        severity=Severity.CRITICAL,
        cause=HeldUp(step=gate.step, starts=starts, passed=passed, missing=item.reason),
        ask=item.ask,
        step=step,
        rule=item.rule,
        fact=item.fact,
        deadline=starts if item.deadline is None else min(starts, item.deadline),
        opens=item.opens,
    )


def _verdict(item: Missing, situation: Situation) -> Verdict | None:
    place = item.rule, item.step, item.fact
    return next((v for v in situation.verdicts if (v.rule, v.step, v.fact) == place), None)


def _thing(item: Missing, verdict: Verdict | None) -> Thing | None:
    """What is not known, where that is what is missing."""
    if verdict is None:
        asks = item.ask.question if isinstance(item.ask, RecordFact) else None
        return thing_asked(asks, None) if isinstance(asks, ValuesAsked) else None
    if isinstance(item.ask, AskForResult):
        return "result", item.ask.fact
    return None if verdict.asks is None else thing_asked(verdict.asks, verdict.fact)


def _step(item: Missing, situation: Situation) -> str | None:
    """Of a test the step at which it is taken; else where the thing is missing."""
    if not isinstance(item.ask, BookTest):
        return item.step
    evidence = situation.scene.case.protocol.evidence
    tested = next((one for one in evidence if one.rule == item.rule), None)
    return item.step if tested is None else tested.step or tested.anchor
