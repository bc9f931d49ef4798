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
from models.timeline.planning.judging import judge
from models.timeline.planning.looks import looked_at, read_at
from models.timeline.planning.next_change import next_change
from models.timeline.planning.watched_now import WatchedNow
from models.timeline.results import Alert, Plan
from models.timeline.states.step_outcomes import outcome_of
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
    return plan_of(open_case(chart, protocol, assume), now)


def plan_of(case: Case, now: Minute) -> Plan:
    """The plan of a chart that was read already."""
    watched = WatchedNow(now)
    first = looked_at(judge(case, watched), watched)
    picture = _picture(read_at(now, first.situation), first.alerts)
    return replace(
        picture,
        next_change_at=next_change(case, first),
        footprint=footprint_of(case, now, first.situation.states),
    )


def assess(case: Case, now: Minute) -> Plan:
    """The plan at one moment, without looking for its next change."""
    situation = judge(case, now)
    return _picture(situation, alerts_of(situation))


def _picture(situation: Situation, alerts: tuple[Alert, ...]) -> Plan:
    scene = situation.scene
    case = scene.case
    made = Plan(
        subject=case.chart.subject,
        site=case.chart.site,
        zone=case.chart.zone,
        protocol_id=case.protocol.id,
        protocol_version=case.protocol.version,
        protocol_hash=case.protocol.hash,
        as_of=scene.now,
        feasible=not situation.conflicts,
        steps=tuple(outcome_of(step, scene, situation.states) for step in case.protocol.step),
        verdicts=situation.verdicts,
        conflicts=situation.conflicts,
        alerts=alerts,
        gate=situation.gate,
        ended=PathEnded(event=case.closing.event) if case.closing else None,
        provisional_years=situation.provisional_years,
        withheld=tuple(withheld.id for withheld in case.protocol.withheld),
    )
    return with_earlier(made, case)
