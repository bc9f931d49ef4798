"""Protocol deviations: steps that were done against a rule, as a plan shows them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.moments import Minute
from models.reasons.reason import Reason
from models.timeline.results import Earlier, Place, Plan, StepOutcome, Verdict
from models.timeline.values import AlertKind, StepState, VerdictValue

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One step that was done against one rule.

    Attributes:
        key: the same for the same step, rule and cause, whatever the margin.
        cause: the fact that the rule was judged on, such as the drug; None without one.
        done_by: the fact that recorded the step, whose recorder is named in the register.
        margin_minutes: how far the step lies outside, negative; None where the facts
            leave it open or several bounds tie.
        reason: what was against the rule.
    """

    key: str
    step: str
    rule: str
    cause: str | None
    done_by: str | None
    margin_minutes: int | None
    reason: Reason


def deviations_of(plan: Plan) -> tuple[Deviation, ...]:
    """Every deviation that follows from what is recorded, in the order of the path.

    What was done for a product that was lost was done; a screening that is repeated is not
    the one that anybody was treated by.
    """
    told_before = {alert.key for earlier in plan.earlier for alert in earlier.alerts}
    own = tuple(alert for alert in plan.alerts if alert.key not in told_before)
    found = [*_deviations(replace(plan, alerts=own))]
    for earlier in plan.earlier:
        found += _deviations(earlier)
    distinct = {deviation.key: deviation for deviation in reversed(found)}
    place = {outcome.step: number for number, outcome in enumerate(plan.steps)}
    return tuple(sorted(distinct.values(), key=lambda each: (place[each.step], each.key)))


def _deviations(once: Plan | Earlier) -> Iterator[Deviation]:
    done = {outcome.step: outcome for outcome in once.steps if outcome.state in DONE}
    yield from _against_rules(once, done)
    yield from _out_of_windows(once, done)


def _against_rules(plan: Plan | Earlier, done: dict[str, StepOutcome]) -> Iterator[Deviation]:
    """What an alert tells of: a failing member of a group that another settles is none."""
    places = (place for alert in plan.alerts for place in alert.places)
    told = {(place.step, place.rule, place.fact) for place in places if _is_breach(place)}
    for verdict in plan.verdicts:
        place = verdict.step, verdict.rule, verdict.fact
        if verdict.value is VerdictValue.VIOLATION and verdict.step in done and place in told:
            yield _deviation(verdict, done[verdict.step])


def _is_breach(place: Place) -> bool:
    return place.kind in {
        AlertKind.WASHOUT_VIOLATED,
        AlertKind.WINDOW_VIOLATED,
        AlertKind.INELIGIBLE,
    }


def _deviation(verdict: Verdict, outcome: StepOutcome) -> Deviation:
    return Deviation(
        key=_key(outcome, verdict.rule, verdict.fact),
        step=verdict.step,
        rule=verdict.rule,
        cause=verdict.fact,
        done_by=outcome.booked_by,
        margin_minutes=verdict.margin_minutes,
        reason=verdict.reason,
    )


def _out_of_windows(plan: Plan | Earlier, done: dict[str, StepOutcome]) -> Iterator[Deviation]:
    judged = {(verdict.step, verdict.rule) for verdict in plan.verdicts}
    breaches = [
        (alert.cause, alert.rule, done[alert.step])
        for alert in plan.alerts
        if alert.kind is AlertKind.WINDOW_VIOLATED
        and alert.step in done
        and alert.rule is not None
        and (alert.step, alert.rule) not in judged
    ]
    for cause, rule, outcome in breaches:
        alone = sum(other is outcome for _, _, other in breaches) == 1
        yield Deviation(
            key=_key(outcome, rule, None),
            step=outcome.step,
            rule=rule,
            cause=None,
            done_by=outcome.booked_by,
            margin_minutes=_outside(outcome) if alone else None,
            reason=cause,
        )


def _outside(outcome: StepOutcome) -> Minute | None:
    """Minutes outside the window for every time the recorded dates allow, as a negative margin."""
    if outcome.at is None:
        return None
    if outcome.opens is not None and outcome.at.latest < outcome.opens:
        return outcome.at.latest - outcome.opens
    if outcome.closes is not None and outcome.at.earliest > outcome.closes:
        return outcome.closes - outcome.at.earliest
    return None


def _key(outcome: StepOutcome, rule: str, cause: str | None) -> str:
    return "/".join((outcome.name, rule, cause or "-"))
