"""Bookings of lymphodepletion and infusion that nothing is planned around any more.

A lymphodepletion whose day is past and which nobody recorded has not begun, as far as the record
goes; one that is recorded as missed or cancelled certainly has not; what was booked for a product
that was lost cannot be held then. The infusion is judged so: it waits for another product, and
another lymphodepletion.
"""

from collections.abc import Mapping
from dataclasses import replace

from models.chart.facts import StepMark
from models.moments import NEVER, Minute, local_day, start_of
from models.timeline.network.bounds import Bounds
from models.timeline.network.network import Network
from models.timeline.network.solver import solve
from models.timeline.windows.case import Case


def network_at(case: Case, now: Minute) -> Network:
    """The network at one moment: "not before now", without bookings that lapsed."""
    whole = replace(case.network, not_before=now, floors=case.binding.floors_if_stopped(now))
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
    return at is not None and at.latest < start_of(local_day(now, zone), zone)


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
    earliest = solve(_without(steps, replace(network, not_before=now))).lower
    booked = network.booked
    return frozenset(s for s in steps if s in booked and booked[s].latest < earliest[s])


def without_what_comes_too_early(
    case: Case, network: Network, own: Mapping[str, Bounds]
) -> Network | None:
    """The network for the infusion where lymphodepletion cannot be held as it is booked.

    Nothing is counted from such a booking: it has to move, and the infusion comes after that.

    Args:
        own: for each booked step, the bounds with its own booking set aside.

    Returns:
        None where lymphodepletion has begun, or nothing of it is booked too early.
    """
    if case.recorded[case.protocol.gate.before].done:
        return None
    booked = network.booked
    early = frozenset(
        step
        for step in case.protocol.course
        if step in booked and booked[step].latest < own[step].lower.get(step, -NEVER)
    )
    return _without(early, network) if early else None


def _without(steps: frozenset[str], network: Network) -> Network:
    booked = {step: at for step, at in network.booked.items() if step not in steps}
    return replace(network, booked=booked)
