"""Alerts that ask for a fact without which something cannot be judged."""

from collections.abc import Iterator
from dataclasses import replace

from models.moments import Minute
from models.reasons.alerts.asks import RecordChildbearing
from models.reasons.alerts.records import ChildbearingUnknown
from models.reasons.questions import Question
from models.timeline.alerts.drafts import Draft, Role, by_rule, by_thing, draft, echo
from models.timeline.alerts.questions.awaited_results import awaited_results
from models.timeline.alerts.questions.doubted_drugs import doubted_drugs
from models.timeline.alerts.questions.held_dates import held_dates
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.questions.severity import severity_of_question
from models.timeline.alerts.questions.unclear_records import (
    ask_anybody,
    done_twice,
    outgrown,
    unread_facts,
)
from models.timeline.alerts.questions.unknown_findings import unknown_findings
from models.timeline.alerts.questions.unread_units import unread_units
from models.timeline.alerts.questions.untold_populations import untold_populations
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import without_note
from models.timeline.alerts.ways_alerts import told_as_ways
from models.timeline.readings.populations import must_confirm_childbearing
from models.timeline.results import Alert, Verdict
from models.timeline.states.mending import record
from models.timeline.values import AlertKind, StepState


def information_alerts(situation: Situation) -> Iterator[Draft]:
    """What would settle something, wherever it is asked: one answer may settle several."""
    case = situation.scene.case
    if must_confirm_childbearing(case.chart, case.protocol) and not case.closing:
        asked = ask_anybody(situation, "childbearing_potential", ChildbearingUnknown())
        yield draft(replace(asked, ask=RecordChildbearing()))
    yield from doubted_drugs(situation)
    yield from held_dates(situation)
    for verdict in situation.verdicts:
        over = case.closing is not None and verdict.rule in case.protocol.rules_of_conditions
        cancelled = situation.states[verdict.step] is StepState.CANCELLED
        if verdict.asks is not None and not over and not cancelled:
            yield _ask_for(verdict, verdict.asks, situation)
    yield from done_twice(situation)
    yield from outgrown(situation)
    yield from awaited_results(situation)
    yield from unread_facts(situation)
    yield from unread_units(situation)
    yield from unknown_findings(situation)
    yield from untold_populations(situation)


def _ask_for(verdict: Verdict, question: Question, situation: Situation) -> Draft:
    thing = thing_asked(question, verdict.fact)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=severity_of_question(verdict.step, situation),
        step=verdict.step,
        rule=verdict.rule,
        fact=verdict.fact,
        deadline=_deadline(verdict, situation),
        cause=without_note(verdict.reason),
        ask=record(question, verdict.fact),
        cause_asks=True,
    )
    group = told_as_ways(verdict.rule, situation)
    if group is not None:
        return echo(alert, by_thing(thing), by_rule(group))
    return draft(alert, Role.CAUSE, by_thing(thing))


def _deadline(verdict: Verdict, situation: Situation) -> Minute | None:
    """The booking itself; of what was done already, the start of what must wait for the answer."""
    booked, gate = situation.booking(verdict.step), situation.gate
    if booked is not None or gate is None:
        return booked
    place = verdict.rule, verdict.step, verdict.fact
    waits = (one for one in gate.missing if (one.rule, one.step, one.fact) == place)
    return next((one.deadline for one in waits), None)
