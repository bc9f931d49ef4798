"""Bookings of a gate's course and its aim that nothing is planned around any more.

A lymphodepletion whose day is past and which nobody recorded has not begun, as far as the record
goes; one that is recorded as missed or cancelled certainly has not; what was booked for a product
that was lost cannot be held then. The infusion is judged so: it waits for another product, and
another lymphodepletion. So it is with each gate that has a course.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.chart.facts import StepMark
from models.moments import NEVER, Minute, Span, end_of, local_day
from models.protocol.path import Gate
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.slots import first_slot
from models.timeline.windows.unrecorded_ends import ended_as_planned


def network_at(case: Case, now: Minute) -> Network:
    """The network at one moment: "not before now", without bookings that lapsed.

    An end that nobody recorded stands as it was planned.
    """
    booked = {**ended_as_planned(case, now), **case.network.booked}
    floors = case.binding.floors_if_stopped(int(now))
    whole = replace(case.network, booked=booked, not_before=int(now), floors=floors)
    gone = lapsed(case, now)
    return _without(gone, whole) if gone else whole


def lapsed(case: Case, now: Minute) -> frozenset[str]:
    """The booked steps of courses that did not begin, or cannot as they are booked."""
    return frozenset[str]().union(*(_of_one(gate, case, now) for gate in _with_a_course(case)))


def _with_a_course(case: Case) -> Iterator[Gate]:
    return (gate for gate in case.protocol.gate if case.protocol.course(gate))


def _of_one(gate: Gate, case: Case, now: Minute) -> frozenset[str]:
    if case.recorded[gate.before].done or case.overtaking(gate.before):
        return frozenset()  # it has begun, or only its record can be missing
    if _product_is_lost(gate, case):
        return _too_early_for_another(gate, case, case.network, now)
    if _was_called_off(gate, case):
        return _too_early_for_another(gate, case, replace(case.network, floors={}), now)
    booked = frozenset(case.protocol.course(gate)) & set(case.network.booked)
    return booked if day_is_past(gate.before, case, now) else frozenset()


def may_lapse(case: Case, now: Minute) -> bool:
    """Whether some booking lapsed, or any may from minute to minute while something is lost."""
    return bool(lapsed(case, now)) or any(
        {*case.protocol.course(gate), gate.towards} & set(case.network.booked)
        for gate in _with_a_course(case)
        if _product_is_lost(gate, case) or _was_called_off(gate, case)
    )


def day_is_past(step: str, case: Case, now: Minute) -> bool:
    """Whether a step is booked for a day that is certainly over."""
    at, zone = case.network.booked.get(step), case.chart.zone
    return at is not None and now > end_of(local_day(at.latest, zone), zone)


def _product_is_lost(gate: Gate, case: Case) -> bool:
    """It failed, and no other one has a date; a release called off has lost nothing."""
    lost = (repeat.lost for repeat in case.protocol.repeat if repeat.lost is not None)
    before = case.protocol.before[gate.before]
    return any(step in before and case.recorded[step].mark is StepMark.MISSED for step in lost)


def _was_called_off(gate: Gate, case: Case) -> bool:
    """The start of the course is recorded as missed or cancelled, and has no other date."""
    return case.recorded[gate.before].mark in {StepMark.MISSED, StepMark.CANCELLED}


def _too_early_for_another(gate: Gate, case: Case, network: Network, now: Minute) -> frozenset[str]:
    """What is booked before all that was lost could be held again."""
    steps = frozenset((*case.protocol.course(gate), gate.towards))
    earliest = solve(_without(steps, replace(network, not_before=int(now)))).lower
    booked = network.booked
    return frozenset(s for s in steps if s in booked and booked[s].latest < earliest[s])


def later_aims(
    case: Case, network: Network, path: Mapping[str, Bounds]
) -> Iterator[tuple[str, Bounds, Bounds]]:
    """The aim of each gate whose course cannot be held as it is booked, and the aim's bounds.

    Nothing is counted from such a booking: it has to move, and the aim comes after that.

    Args:
        path: for each booked step, the bounds with its own booking set aside, and without
            washouts.

    Yields:
        Bounds with washouts, and without. None of a course that has begun, of which nothing is
        booked too early, or whose aim a washout holds back for longer anyway.
    """
    for gate in _with_a_course(case):
        aim = gate.towards
        if case.recorded[gate.before].done or case.overtaking(gate.before):
            continue  # it has begun, or only its record can be missing
        early = _too_early_for_themselves(case.protocol.course(gate), network, path)
        if early:
            moved = replace(_without(early, network), free=aim)
            later, bare = solve(moved), solve(replace(moved, floors={}))
            if later.lower.get(aim) == bare.lower.get(aim):
                yield aim, later, bare


def postponed_aims(
    case: Case, network: Network, bounds: Bounds, own: Mapping[str, Bounds]
) -> Iterator[tuple[Gate, Span]]:
    """When the aim of a gate can be held, where that is later than it is booked.

    A course that has no date yet is suggested for that. None where the booking can stand, or the
    course has begun or has no time left at all.
    """
    for gate in _with_a_course(case):
        aim = gate.towards
        at, begun = network.booked.get(aim), gate.before in network.done
        if at is None or aim not in own or begun or bounds.empty(gate.before):
            continue
        opens, closes = own[aim].lower.get(aim), own[aim].upper.get(aim)
        if opens is not None and at.latest < opens:
            minute = first_slot(case.protocol.step_by_id[aim], case, opens, closes)
            if minute is not None:
                yield gate, Span(minute, minute)


def _too_early_for_themselves(
    course: tuple[str, ...], network: Network, path: Mapping[str, Bounds]
) -> frozenset[str]:
    booked = {step: network.booked[step] for step in course if step in network.booked}
    earliest = {step: path[step].lower.get(step, -NEVER) for step in booked}
    return frozenset(step for step, at in booked.items() if at.latest < earliest[step])


def _without(steps: frozenset[str], network: Network) -> Network:
    booked = {step: at for step, at in network.booked.items() if step not in steps}
    return replace(network, booked=booked)
