"""Exact earliest and latest minute of every step, each with the constraint that set it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.moments import Minute, Span
from models.protocol.arithmetic.carries import Carry, Shift
from models.protocol.arithmetic.shifts import (
    earliest_after,
    earliest_before_closing,
    latest_after,
    latest_before_opening,
)
from models.timeline.network.bounds import Bounds, Reason, Trail
from models.timeline.network.network import NOW, Network

_MOST_PASSES = 200  # far more than any protocol needs; a checked protocol cannot diverge


def solve(network: Network, closed_as: Bounds | None = None) -> Bounds:
    """Propagate every link until nothing moves; conflicts are left to be seen in the bounds.

    Args:
        closed_as: the bounds of this network with another "now" or other washouts, if there
            are any. These raise lower bounds alone, so that the upper ones are the same.
    """
    bounds = Bounds() if closed_as is None else closed_as.upper_ends()
    for step in network.steps:
        _start(step, network, bounds)
    propagation = _Propagation(network, bounds, network.fixed)
    _propagate(propagation, lower=True)
    if closed_as is None:
        _propagate(propagation, lower=False)
    return bounds


def _start(step: str, network: Network, bounds: Bounds) -> None:
    if step in network.done:
        return
    if floor := network.floors.get(step):
        for cause in floor.causes:
            stopped_now = Trail(step, floor.minute, Reason(NOW, fact=cause.fact))
            why = Reason(cause.rule, fact=cause.fact, trail=stopped_now if floor.slides else None)
            bounds.raise_lower(step, floor.minute, why, network)
    if network.not_before is not None:
        bounds.raise_lower(step, network.not_before, Reason(NOW), network)


@dataclass(slots=True)
class _Propagation:
    """A network while its bounds tighten.

    Attributes:
        fixed: steps that others are counted from where they are: done, or booked.
    """

    network: Network
    bounds: Bounds
    fixed: Mapping[str, Span]

    def source_of(self, carry: Carry) -> tuple[Minute, Minute] | None:
        """What is carried, on the site's days, and the bound it was moved from; None if open."""
        step, bounds = carry.source, self.bounds
        if span := self.fixed.get(step):
            return (span.earliest,) * 2 if carry.lower else (span.latest,) * 2
        if carry.lower:
            return (bounds.first[step], bounds.lower[step]) if step in bounds.lower else None
        return (bounds.last[step], bounds.upper[step]) if step in bounds.upper else None

    def push(self, carry: Carry, source: tuple[Minute, Minute]) -> bool:
        """Carry a bound over; its reason is written down only where the bound counts."""
        network, bounds, step = self.network, self.bounds, carry.target
        carried = _move(source[0], carry, network)
        current = (bounds.lower if carry.lower else bounds.upper).get(step)
        if current is not None and (carried < current if carry.lower else carried > current):
            return False
        snapped = network.snapped_by(carry.source) if source[0] != source[1] else None
        fixed = carry.source in self.fixed  # done or booked: the end of its chain
        trail = None if fixed else bounds.trail(carry.source, lower=carry.lower)
        why = Reason(carry.rule, carry.source, snapped, trail=trail)
        tighten = bounds.raise_lower if carry.lower else bounds.cut_upper
        return tighten(step, carried, why, network)


def _propagate(propagation: _Propagation, *, lower: bool) -> None:
    """Pass over the carries in order; one whose source stands as it did has nothing to add.

    Lower and upper bounds never meet on the way: each end is propagated by itself.
    """
    network = propagation.network
    carries = _binding(network, lower=lower)
    carried: dict[Carry, tuple[Minute, Minute]] = {}
    moved = True
    passes = 0
    while moved and passes < _MOST_PASSES:
        moved = False
        passes += 1
        for carry in carries:
            source = propagation.source_of(carry)
            if source is not None and carried.get(carry) != source:
                carried[carry] = source
                moved |= propagation.push(carry, source)


def _binding(network: Network, *, lower: bool) -> tuple[Carry, ...]:
    """The carries of one end that say anything, in their order."""
    key = lower, network.free, frozenset(network.done), frozenset(network.booked)
    carries = network.bound.get(key)
    if carries is None:
        of_end = (carry for carry in network.carries if carry.lower is lower)
        carries = network.bound[key] = tuple(carry for carry in of_end if binds(carry, network))
    return carries


def binds(carry: Carry, network: Network) -> bool:
    """Whether a carry says anything in this network."""
    if carry.target in network.done or carry.unless_done in network.done:
        return False
    if not carry.to_anchor:
        return not carry.once_done or carry.source in network.done
    if carry.source in network.one_way or (carry.while_planned and carry.source in network.done):
        return False
    if carry.lower and carry.target == network.free:
        return True  # what is booked before it must have come first
    # Of two bookings the step is counted from its anchor's, not the reverse.
    return not (carry.target in network.booked and carry.source in network.booked)


def _move(minute: Minute, carry: Carry, network: Network) -> Minute:
    """Carry a minute over a link."""
    amount, zone = carry.worst if network.worst else carry.amount, network.zone
    match carry.shift:
        case Shift.EARLIEST_AFTER:
            return earliest_after(minute, amount, zone, both_ways=carry.both_ways)
        case Shift.LATEST_AFTER:
            return latest_after(minute, amount, zone)
        case Shift.LATEST_BEFORE_OPENING:
            return latest_before_opening(minute, amount, zone, both_ways=carry.both_ways)
        case Shift.EARLIEST_BEFORE_CLOSING:
            return earliest_before_closing(minute, amount, zone)
