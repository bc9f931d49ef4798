"""Bookings of lymphodepletion and infusion that nothing is planned around any more.

A lymphodepletion whose day is past and which nobody recorded has not begun, as far as the record
goes; one that is recorded as missed or cancelled certainly has not; what was booked for a product
that was lost cannot be held then. The infusion is judged so: it waits for another product, and
another lymphodepletion.
"""

from collections.abc import Mapping
from dataclasses import replace

from models.chart.facts import StepMark
from models.moments import NEVER, Minute, Span, end_of, local_day
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
    """The booked steps of a lymphodepletion that did not begin, or cannot as they are booked."""
    gate = case.protocol.gate
    if case.recorded[gate.before].done or case.overtaking(gate.before):
        return frozenset()  # it has begun, or only its record can be missing
    if _product_is_lost(case):
        return _too_early_for_another(case, case.network, now)
    if _was_called_off(case):
        return _too_early_for_another(case, replace(case.network, floors={}), now)
    booked = frozenset(case.protocol.course) & set(case.network.booked)
    return booked if day_is_past(gate.before, case, now) else frozenset()


def may_lapse(case: Case, now: Minute) -> bool:
    """Whether some booking lapsed, or any may from minute to minute while something is lost."""
    counted_on = {*case.protocol.course, case.protocol.day_zero} & set(case.network.booked)
    lost = _product_is_lost(case) or _was_called_off(case)
    return bool(lapsed(case, now)) or (lost and bool(counted_on))


def day_is_past(step: str, case: Case, now: Minute) -> bool:
    """Whether a step is booked for a day that is certainly over."""
    at, zone = case.network.booked.get(step), case.chart.zone
    return at is not None and now > end_of(local_day(at.latest, zone), zone)


def _product_is_lost(case: Case) -> bool:
    """It failed, and no other one has a date; a release called off has lost nothing."""
    lost = (repeat.lost for repeat in case.protocol.repeat if repeat.lost is not None)
    before = case.protocol.before[case.protocol.gate.before]
    return any(step in before and case.recorded[step].mark is StepMark.MISSED for step in lost)


def _was_called_off(case: Case) -> bool:
    """Lymphodepletion is recorded as missed or cancelled, and has no other date."""
    return case.recorded[case.protocol.gate.before].mark in {StepMark.MISSED, StepMark.CANCELLED}


def _too_early_for_another(case: Case, network: Network, now: Minute) -> frozenset[str]:
    """What is booked before all that was lost could be held again."""
    steps = frozenset((*case.protocol.course, case.protocol.day_zero))
    earliest = solve(_without(steps, replace(network, not_before=int(now)))).lower
    booked = network.booked
    return frozenset(s for s in steps if s in booked and booked[s].latest < earliest[s])


def later_infusion(
    case: Case, network: Network, path: Mapping[str, Bounds]
) -> tuple[Bounds, Bounds] | None:
    """The bounds of the infusion where lymphodepletion cannot be held as it is booked.

    Nothing is counted from such a booking: it has to move, and the infusion comes after that.

    Args:
        path: for each booked step, the bounds with its own booking set aside, and without
            washouts.

    Returns:
        With washouts, and without. None where lymphodepletion has begun, nothing of it is booked
        too early, or a washout holds the infusion back for longer anyway.
    """
    before = case.protocol.gate.before
    if case.recorded[before].done or case.overtaking(before):
        return None  # it has begun, or only its record can be missing
    early = _too_early_for_themselves(case, network, path)
    if not early:
        return None
    zero = case.protocol.day_zero
    moved = replace(_without(early, network), free=zero)
    later, bare = solve(moved), solve(replace(moved, floors={}))
    return (later, bare) if later.lower.get(zero) == bare.lower.get(zero) else None


def postponed_infusion(
    case: Case, network: Network, bounds: Bounds, own: Mapping[str, Bounds]
) -> Mapping[str, Span] | None:
    """When the infusion can be held, where that is later than it is booked.

    A lymphodepletion that has no date yet is suggested for that infusion.

    Returns:
        None where the booking can stand, lymphodepletion has begun or has no time left at all.
    """
    zero, begins = case.protocol.day_zero, case.protocol.gate.before
    at = network.booked.get(zero)
    if at is None or zero not in own or begins in network.done or bounds.empty(begins):
        return None
    opens, closes = own[zero].lower.get(zero), own[zero].upper.get(zero)
    if opens is None or at.latest >= opens:
        return None
    minute = first_slot(case.protocol.step_by_id[zero], case, opens, closes)
    return None if minute is None else {zero: Span(minute, minute)}


def _too_early_for_themselves(
    case: Case, network: Network, path: Mapping[str, Bounds]
) -> frozenset[str]:
    booked = {step: network.booked[step] for step in case.protocol.course if step in network.booked}
    earliest = {step: path[step].lower.get(step, -NEVER) for step in booked}
    return frozenset(step for step, at in booked.items() if at.latest < earliest[step])


def _without(steps: frozenset[str], network: Network) -> Network:
    booked = {step: at for step, at in network.booked.items() if step not in steps}
    return replace(network, booked=booked)
