"""The plan: one pure function from a chart, a protocol and a moment to all that follows."""

from collections.abc import Mapping
from dataclasses import replace

from models.chart.chart import Chart
from models.moments import Minute, Span
from models.protocol import Protocol
from models.reasons.path.closings import PathEnded
from models.timeline.alerts.alerts import alerts_of
from models.timeline.alerts.situation import Situation
from models.timeline.footprints.footprint import footprint_of
from models.timeline.planning.held_before import with_earlier
from models.timeline.planning.judging import judge, judge_without_moves
from models.timeline.planning.next_change import next_change
from models.timeline.results import Plan, StepOutcome
from models.timeline.states.step_outcomes import bare_outcome, outcome_of
from models.timeline.windows.case import Case, open_case


def plan(
    chart: Chart,
    protocol: Protocol,
    now: Minute,
    assume: Mapping[str, Span] | None = None,
) -> Plan:
    """Plan one subject's path.

    The same chart, protocol, moment and assumptions give the same plan.

    Args:
        assume: steps judged as if booked then; overrides a booking, never what is done.
    """
    case = open_case(chart, protocol, assume)
    picture = assess(case, now)
    return replace(
        picture,
        next_change_at=next_change(case, picture, glance),
        footprint=footprint_of(case, now, {step.step: step.state for step in picture.steps}),
    )


def assess(case: Case, now: Minute) -> Plan:
    """The plan at one moment, without looking for its next change."""
    situation = judge(case, now)
    scene, states = situation.scene, situation.states
    steps = tuple(outcome_of(step, scene, states) for step in case.protocol.step)
    return with_earlier(_picture(situation, steps), case)


def glance(case: Case, now: Minute) -> Plan:
    """The same plan, but of its steps the states alone: all that the next change is seen by."""
    situation = judge_without_moves(case, now)
    steps = tuple(bare_outcome(step, case, situation.states) for step in case.protocol.step)
    return with_earlier(_picture(situation, steps), case)


def _picture(situation: Situation, steps: tuple[StepOutcome, ...]) -> Plan:
    case = situation.scene.case
    return Plan(
        subject=case.chart.subject,
        site=case.chart.site,
        zone=case.chart.zone,
        protocol_id=case.protocol.id,
        protocol_version=case.protocol.version,
        protocol_hash=case.protocol.hash,
        as_of=situation.scene.now,
        feasible=not situation.conflicts,
        steps=steps,
        verdicts=situation.verdicts,
        conflicts=situation.conflicts,
        alerts=alerts_of(situation),
        gate=situation.gate,
        ended=PathEnded(event=case.closing.event) if case.closing else None,
        provisional_years=situation.provisional_years,
        withheld=tuple(withheld.id for withheld in case.protocol.withheld),
    )
