"""Exact earliest and latest minute of every step, each with the constraint that set it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.moments import NEVER, Minute, Span
from models.protocol.arithmetic.carries import Carry, Shift
from models.protocol.arithmetic.shifts import (
    earliest_after,
    earliest_before_closing,
    latest_after,
    latest_before_opening,
)
from models.timeline.network.network import NOW, Network

_MOST_PASSES = 200  # far more than any protocol needs; a checked protocol cannot diverge


@dataclass(frozen=True, slots=True)
class Reason:
    """What put a bound where it is.

    Attributes:
        rule: rule id, or "now".
        via: the step the bound was carried from; None at the end of the chain.
        snapped: the site's rule that moved that step: its working days or free slots.
        fact: the recorded fact at the end of the chain.
        trail: the bound it was carried from, as it stood then.
    """

    rule: str
    via: str | None = None
    snapped: str | None = None
    fact: str | None = None
    trail: "Trail | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Trail:
    """One bound of one step, and the constraint that put it there."""

    step: str
    minute: Minute
    reason: Reason


@dataclass(slots=True)
class Bounds:
    """The tightest window of each step, and why; a missing key is unbounded.

    Attributes:
        lower, upper: before the step's own working days are looked at.
        first, last: the same, moved to the step's own working days and hours.
    """

    lower: dict[str, Minute] = field(default_factory=dict)
    upper: dict[str, Minute] = field(default_factory=dict)
    first: dict[str, Minute] = field(default_factory=dict)
    last: dict[str, Minute] = field(default_factory=dict)
    lower_why: dict[str, list[Reason]] = field(default_factory=dict)
    upper_why: dict[str, list[Reason]] = field(default_factory=dict)

    def raise_lower(self, step: str, minute: Minute, why: Reason, network: Network) -> bool:
        """Raise a lower bound; of equal bounds every reason is kept.

        Returns:
            True if what others count from this step moved with it.
        """
        if step in self.lower and minute < self.lower[step]:
            return False
        if step in self.lower and minute <= self.first[step]:
            _note(self.lower, self.lower_why, step, minute, why)
            return False
        self.lower[step], self.lower_why[step] = minute, [why]
        self.first[step] = _open_at(step, minute, network, network.calendar.first_minute_for)
        return True

    def cut_upper(self, step: str, minute: Minute, why: Reason, network: Network) -> bool:
        """Cut an upper bound; of equal bounds every reason is kept.

        Returns:
            True if what others count from this step moved with it.
        """
        if step in self.upper and minute > self.upper[step]:
            return False
        if step in self.upper and minute >= self.last[step]:
            _note(self.upper, self.upper_why, step, minute, why)
            return False
        self.upper[step], self.upper_why[step] = minute, [why]
        self.last[step] = _open_at(step, minute, network, network.calendar.last_minute_for)
        return True

    def upper_ends(self) -> "Bounds":
        """Bounds with these upper ends, and nothing below yet."""
        return Bounds(upper=self.upper, last=self.last, upper_why=self.upper_why)

    def empty(self, step: str) -> bool:
        """True where no minute is left for a step."""
        first, last = self.first.get(step), self.last.get(step)
        return first is not None and last is not None and first > last

    def trail(self, step: str, *, lower: bool = True) -> Trail | None:
        """A bound with its first reason, to walk back from; None where it is unbounded."""
        minutes, whys = (self.lower, self.lower_why) if lower else (self.upper, self.upper_why)
        return Trail(step, minutes[step], whys[step][0]) if step in minutes else None


def _note(
    minutes: dict[str, Minute],
    whys: dict[str, list[Reason]],
    step: str,
    minute: Minute,
    why: Reason,
) -> None:
    """Keep a bound that the step's own closed days already go beyond.

    What was carried round from those closed days themselves is no bound of its own.
    """
    if _carried_round(step, why):
        return
    if minute != minutes[step]:
        minutes[step], whys[step] = minute, [why]
    elif why not in whys[step]:
        whys[step].append(why)


def _carried_round(step: str, why: Reason) -> bool:
    trail = why.trail
    while trail is not None:
        if trail.step == step:
            return True
        trail = trail.reason.trail
    return False


def _open_at(
    step: str, minute: Minute, network: Network, snap: Callable[[str, Minute], Minute | None]
) -> Minute:
    if step not in network.working or abs(minute) >= NEVER:
        return minute
    moved = snap(step, minute)
    return minute if moved is None else moved


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
    carries = [carry for carry in network.carries if carry.lower is lower and binds(carry, network)]
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
