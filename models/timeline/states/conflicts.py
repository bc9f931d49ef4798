"""What cannot hold together, and the smallest single changes that would mend it.

A washout is never shortened: the repairs are, in this order, another planned date,
another booking, newer evidence, a documented window deviation, a query on a fact.
"""

from collections.abc import Iterable, Iterator, Sequence

from models.moments import local_days
from models.reasons.alerts.moves import HoldAsDeviation
from models.timeline.network.network import NOW
from models.timeline.network.solver import Bounds, Trail
from models.timeline.results import Conflict, Repair
from models.timeline.states.booking_conflicts import (
    booking_conflicts,
    cannot_hold,
    held_against,
    held_reason,
)
from models.timeline.states.no_time_left import has_passed, no_time_left
from models.timeline.states.repairs import facts_behind, in_order, moves
from models.timeline.states.states import Scene
from models.timeline.values import StepState
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain
from models.timeline.words import say_beyond, say_closed, say_minute


def conflicts_of(scene: Scene, states: dict[str, StepState]) -> tuple[Conflict, ...]:
    """Every conflict that a person must mend, one for each root cause."""
    bookings = tuple(booking_conflicts(scene, states))
    late = {step for step, state in states.items() if state is StepState.OVERDUE}
    told = late | {step for one in bookings for step in (one.step, one.against) if step}
    return (*bookings, *_closed_windows(scene, states, told))


def told_as_one(conflicts: Iterable[Conflict], scene: Scene) -> Iterator[Conflict]:
    """All conflicts of a step together, as one alert tells them: each repair is said once."""
    by_step: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        by_step.setdefault(conflict.step, []).append(conflict)
    for step, several in by_step.items():
        yield several[0] if len(several) == 1 else _as_one(step, several, scene)


def _as_one(step: str, several: Sequence[Conflict], scene: Scene) -> Conflict:
    against = dict.fromkeys(said for one in several for said in held_against(one, scene))
    return Conflict(
        step=step,
        rules=tuple(sorted({rule for one in several for rule in one.rules})),
        facts=tuple(sorted({fact for one in several for fact in one.facts})),
        text=cannot_hold(step, against, scene),
        reason=held_reason(step, [(one.rules, one.against) for one in several], scene),
        repairs=in_order(repair for one in several for repair in one.repairs),
        against=next((one.against for one in several if one.against), None),
        closes=min((one.closes for one in several if one.closes is not None), default=None),
    )


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
        if _past_mending(step, scene) or scene.case.standing[step].at is not None:
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
    return test_of_the_past or scene.overtaken(known)


def _root(upper: list[Trail], scene: Scene) -> str:
    """What the closing end hangs on: conflicts of one booking are told once."""
    last = upper[-1].reason
    standing = scene.case.standing.get(last.via or "")
    if standing is not None and standing.booked:
        return last.via or ""
    return f"{upper[0].step}:{last.rule}"


def _window_conflict(step: str, upper: list[Trail], bounds: Bounds, scene: Scene) -> Conflict:
    case = scene.case
    lower = list(chain(step, bounds))
    rules = {link.reason.rule for link in (*lower, *upper)} - {NOW}
    if bounds.lower[step] <= bounds.upper[step]:  # some time would be left, but for the site's
        rules.add(case.network.snapped_by(step))
    facts = facts_behind((*lower, *upper), case)
    title = case.protocol.step_by_id[step].titles.english
    return Conflict(
        step=step,
        rules=tuple(sorted(rules)),
        facts=tuple(sorted(facts)),
        text=f"No time is left for {title} ({', '.join(sorted(rules))}):"
        f" {_between(step, bounds, scene)}.",
        reason=no_time_left(step, sorted(rules), bounds, scene),
        repairs=tuple(_window_repairs(step, upper, bounds, scene)),
        closes=bounds.upper[step],
    )


def _between(step: str, bounds: Bounds, scene: Scene) -> str:
    case = scene.case
    closes = say_minute(bounds.upper[step], case.chart.zone)
    if has_passed(step, bounds, scene.now):
        return f"its window closed on {closes}"
    opens = say_minute(bounds.lower[step], case.chart.zone)
    return f"not before {opens}, not after {closes}{_closed_days(step, bounds, case)}"


def _closed_days(step: str, bounds: Bounds, case: Case) -> str:
    """Why the site does not work on the days between, where that is what leaves no time."""
    if bounds.lower[step] > bounds.upper[step]:
        return ""
    if case.calendar.site.slots_of(step) is not None:
        return ", and the site lists no free slot between"
    days = local_days(bounds.lower[step], bounds.upper[step], case.chart.zone)
    reasons = (say_closed(case.calendar.why_closed(day)) for day in days)
    return f", and the site is closed then ({', '.join(dict.fromkeys(reasons))})"


def _window_repairs(
    step: str, upper: list[Trail], bounds: Bounds, scene: Scene
) -> Iterator[Repair]:
    case = scene.case
    held_by = upper[-1].reason.via
    standing = case.standing.get(held_by or "")
    if held_by is not None and standing is not None and standing.booked:
        yield from moves(held_by, scene)
    if case.protocol.step_by_id[step].evidence is not None:
        return  # a test that comes after what it is for shows nothing
    late = bounds.first[step] - bounds.upper[step]
    title = case.protocol.step_by_id[step].titles.english
    when = say_minute(bounds.first[step], case.chart.zone)
    yield Repair(
        kind="window_deviation",
        text=f"Document a protocol deviation: {title} on {when},"
        f" {say_beyond(bounds.first[step], bounds.upper[step], case.chart.zone)} after its window.",
        reason=HoldAsDeviation(step=step, at=bounds.first[step], closes=bounds.upper[step]),
        step=step,
        to=bounds.first[step],
        by_minutes=late,
    )
