"""The tightest window of each step as it is found, each end with the constraint that set it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from models.moments import NEVER, Minute
from models.timeline.network.network import Network


class Reason(msgspec.Struct, frozen=True, eq=False):
    """What put a bound where it is; two are equal whatever bound they were carried from.

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
    trail: "Trail | None" = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[str | None, ...]:
        return self.rule, self.via, self.snapped, self.fact


class Trail(msgspec.Struct, frozen=True):
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
