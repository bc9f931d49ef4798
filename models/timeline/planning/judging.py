"""Everything that is known of a subject at one moment: verdicts, states, conflicts, the gate."""

from collections.abc import Mapping
from dataclasses import replace

from models.chart.facts import StepMark
from models.moments import Minute, Span, local_day
from models.timeline.alerts.situation import Situation
from models.timeline.exposures.clearings import Clearing
from models.timeline.planning.trials import case_with
from models.timeline.results import Verdict
from models.timeline.states.conflicts import conflicts_of
from models.timeline.states.gates import gate_of
from models.timeline.states.moving.offers import Named, named, with_moves
from models.timeline.states.scene import scene_of
from models.timeline.states.states import state_of
from models.timeline.values import StepState
from models.timeline.verdicts.evidence_verdicts import evidence_verdicts
from models.timeline.verdicts.lifetime_doses import lifetime_verdicts
from models.timeline.verdicts.obligations import obligation_verdicts
from models.timeline.verdicts.questioned_tests import with_questioned
from models.timeline.verdicts.rules_of_others import told_of_whom
from models.timeline.verdicts.values.eligibility import eligibility_verdicts
from models.timeline.verdicts.washout_verdicts import (
    Valued,
    valued,
    washout_values,
    washout_verdicts,
)
from models.timeline.windows.case import Case
from models.timeline.windows.held_back import held_back
from models.timeline.windows.windows import Windows, windows_at


def judge(case: Case, now: Minute) -> Situation:
    """Everything that is known of a subject at one moment, with what would mend its conflicts."""
    return _with_moves(judge_without_moves(case, now))


def judge_without_moves(case: Case, now: Minute) -> Situation:
    """The same without moves: no state, verdict or alert begins or ends with one."""
    windows = windows_of(case, now)
    verdicts = verdicts_in(windows, case, now)
    scene = scene_of(case, now, windows, verdicts)
    states = {step.id: state_of(step, scene) for step in case.protocol.step}
    conflicts = () if case.closing else conflicts_of(scene, states)
    provisional = provisional_years(case, windows, states)
    gate = gate_of(scene, states, conflicts)
    return Situation(scene, states, verdicts, conflicts, provisional, gate)


def windows_of(case: Case, now: Minute) -> Windows:
    """Where every step may lie at one moment; no date is suggested for what has to wait."""
    return held_back(windows_at(case, now), case)


def verdicts_in(windows: Windows, case: Case, now: Minute) -> tuple[Verdict, ...]:
    """What every rule says of what was done, is booked or suggested."""
    return tuple(with_questioned(_verdicts(case, windows, now), case))


def _with_moves(seen: Situation) -> Situation:
    """Each move is planned before it is offered."""
    if not seen.conflicts:
        return seen
    scene = replace(seen.scene, now=int(seen.scene.now))  # no look ahead depends on a move

    def left_by(moves: Mapping[str, Span]) -> frozenset[Named]:
        return named(judge_without_moves(case_with(scene.case, moves), scene.now).conflicts)

    conflicts = with_moves(seen.conflicts, scene, left_by)
    return replace(seen, conflicts=conflicts, gate=gate_of(scene, dict(seen.states), conflicts))


def values_in(windows: Windows, case: Case, now: Minute) -> tuple[Valued, ...]:
    """What those verdicts say, in their order; to look for a change that is enough."""
    judged = _judged(case, windows)
    others = with_questioned(_other_verdicts(case, judged, now), case)
    return (
        *washout_values(
            case.clearings,
            case.chart,
            case.protocol,
            judged,
            done=case.done,
            forbidding=_forbidding(case),
        ),
        *map(valued, others),
    )


def _verdicts(case: Case, windows: Windows, now: Minute) -> tuple[Verdict, ...]:
    judged = _judged(case, windows)
    return (*_washout_verdicts(case, judged), *_other_verdicts(case, judged, now))


def _other_verdicts(
    case: Case, judged: Mapping[str, Span | None], now: Minute
) -> tuple[Verdict, ...]:
    verdicts = (
        *evidence_verdicts(
            case.chart,
            case.protocol,
            judged,
            done=case.done,
            ended=case.ended,
            passed=_passed(case, now),
        ),
        *obligation_verdicts(case, judged),
        *eligibility_verdicts(
            case.chart, case.protocol, judged, case.ends, case.eligibility_judged
        ),
        *lifetime_verdicts(case.protocol, case.chart, case.drugs, judged),
    )
    return tuple(told_of_whom(verdicts, case, judged)) if case.rules_of_others else verdicts


def _passed(case: Case, now: Minute) -> frozenset[str]:
    """Steps with tests of their own, not done, whose recorded date is over."""
    to_come = {evidence.anchor for evidence in case.protocol.evidence} - case.done
    dated = ((step, case.recorded[step].at) for step in to_come)
    return frozenset(step for step, at in dated if at is not None and at.latest < now)


def _washout_verdicts(case: Case, judged: Mapping[str, Span | None]) -> tuple[Verdict, ...]:
    """Judged once for the same dates, as "now" is nothing to a washout."""
    dates = tuple(judged.get(washout.anchor) for washout in case.protocol.washout)
    if dates not in case.washouts_judged:
        verdicts = washout_verdicts(
            case.clearings,
            case.chart,
            case.protocol,
            judged,
            done=case.done,
            forbidding=_forbidding(case),
        )
        case.washouts_judged[dates] = tuple(told_of_whom(verdicts, case, judged))
    return case.washouts_judged[dates]


def _forbidding(case: Case) -> tuple[Clearing, ...]:
    """Exposures that go on before a step that may yet come."""
    return tuple(each for each in case.binding.going_on if each.washout.anchor not in case.ended)


def _judged(case: Case, windows: Windows) -> Mapping[str, Span | None]:
    """When each step is judged: when it was done, is booked, or would best be if it can come."""
    judged: dict[str, Span | None] = {}
    for step, record in case.recorded.items():
        ended = step in case.ended or record.mark is StepMark.CANCELLED
        proposed = None if ended else windows.proposed.get(step)
        judged[step] = record.at or (None if proposed is None else Span(proposed, proposed))
    return judged


def provisional_years(
    case: Case, windows: Windows, states: Mapping[str, StepState]
) -> tuple[int, ...]:
    """Unpublished years in which a step up to the infusion is booked or suggested."""
    settled = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW, StepState.CANCELLED}
    last = case.protocol.order[case.protocol.day_zero]
    judged = _judged(case, windows)
    years = {
        local_day(at.earliest, case.chart.zone).year
        for step, at in judged.items()
        if at is not None and states[step] not in settled and case.protocol.order[step] <= last
    }
    return tuple(sorted(year for year in years if case.calendar.is_provisional(year)))
