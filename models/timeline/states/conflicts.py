"""What cannot hold together; what would mend it is tried elsewhere (`moving`).

A washout is never shortened: the repairs are, in this order, another planned date,
another booking, newer evidence, a documented window deviation, a query on a fact.
"""

from collections.abc import Collection, Iterator

from models.moments import Minute
from models.reasons.alerts.moves import HoldAsDeviation
from models.timeline.network.bounds import Bounds, Trail
from models.timeline.network.network import NOW
from models.timeline.results import Conflict, Repair
from models.timeline.states.booking_conflicts import booking_conflicts
from models.timeline.states.no_time_left import no_time_left
from models.timeline.states.repairs import facts_behind, queries
from models.timeline.states.repeating import repeating
from models.timeline.states.scene import Scene
from models.timeline.states.waiting import hold_conflicts, is_told_by_a_hold
from models.timeline.values import StepState
from models.timeline.windows.chains import chain
from models.timeline.windows.suggesting.samples import next_day
from models.timeline.windows.suggesting.slots import first_slot
from models.timeline.windows.unrecorded_ends import ended_as_planned


def conflicts_of(scene: Scene, states: dict[str, StepState]) -> tuple[Conflict, ...]:
    """Every conflict that a person must mend, one for each root cause."""
    bookings = (
        *hold_conflicts(scene, states),
        *(one for one in booking_conflicts(scene, states) if not _is_told(one, scene)),
    )
    late = {step for step, state in states.items() if state is StepState.OVERDUE}
    told = late | {step for one in bookings for step in (one.step, one.against) if step}
    return (*bookings, *_closed_windows(scene, states, told))


def _is_told(conflict: Conflict, scene: Scene) -> bool:
    """A result that is against a booking which must wait for a hold: the hold says so."""
    alone = conflict.against is None and len(conflict.rules) == 1
    return alone and is_told_by_a_hold(conflict.rules[0], conflict.step, scene.case)


# -------------------------------------------------------------------- closed windows


def _closed_windows(
    scene: Scene, states: dict[str, StepState], told: set[str]
) -> Iterator[Conflict]:
    """Steps without a date whose last legal minute has passed or never comes.

    What hangs on a booking that is told already, or has passed, is not told again.
    """
    roots = set(told)
    bounds = scene.windows.now_bounds
    for step, state in states.items():
        if state not in {StepState.BLOCKED, StepState.OVERDUE} or not bounds.empty(step):
            continue
        if _past_mending(step, scene) or scene.case.recorded[step].at is not None:
            continue
        upper = list(chain(step, bounds, lower=False))
        root = _root(upper, scene)
        if root in roots:
            continue
        roots.add(root)
        yield _window_conflict(step, upper, bounds, scene)


def _past_mending(step: str, scene: Scene) -> bool:
    """What it was for has happened: only its record can be missing, and that is asked for."""
    known = scene.case.protocol.step_by_id[step]
    test_of_the_past = known.evidence is not None and known.anchor in scene.case.done
    ended = step in ended_as_planned(scene.case, scene.now)
    return test_of_the_past or ended or scene.overtaken(known)


def _root(upper: list[Trail], scene: Scene) -> str:
    """What the closing end hangs on: conflicts of one booking are told once."""
    last = upper[-1].reason
    record = scene.case.recorded.get(last.via or "")
    if record is not None and record.booked:
        return last.via or ""
    return f"{upper[0].step}:{last.rule}"


def _window_conflict(step: str, upper: list[Trail], bounds: Bounds, scene: Scene) -> Conflict:
    case = scene.case
    lower = list(chain(step, bounds))
    rules = {link.reason.rule for link in (*lower, *upper)} - {NOW}
    if bounds.lower[step] <= bounds.upper[step]:  # some time would be left, but for the site's
        rules.add(case.network.snapped_by(step))
    facts = facts_behind((*lower, *upper), case)
    return Conflict(
        step=step,
        rules=tuple(sorted(rules)),
        facts=tuple(sorted(facts)),
        reason=no_time_left(step, sorted(rules), bounds, scene),
        repairs=tuple(_window_repairs(step, facts, scene)),
        closes=bounds.upper[step],
    )


def _window_repairs(step: str, facts: Collection[str], scene: Scene) -> Iterator[Repair]:
    """A visit may be held late, as a deviation; what comes before Day 0 may not."""
    case = scene.case
    yield from repeating(step, scene.windows.now_bounds.first.get(step), scene)
    yield from queries(facts, case)
    if case.protocol.order[step] <= case.protocol.order[case.protocol.day_zero]:
        return
    late = _next_working_day(step, scene)
    closes = scene.windows.now_bounds.upper[step]
    if late is not None and late > closes:
        reason = HoldAsDeviation(step=step, at=late, closes=closes)
        yield Repair(kind="window_deviation", reason=reason, step=step)


def _next_working_day(step: str, scene: Scene) -> Minute | None:
    """When a visit can be held after its window, at the soonest tomorrow."""
    case, bounds = scene.case, scene.windows.now_bounds
    soonest = max(next_day(int(scene.now), case), bounds.first[step])
    return first_slot(case.protocol.step_by_id[step], case, soonest, None)
