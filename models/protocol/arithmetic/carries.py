"""A link taken apart: each way in which it carries a bound from one step to another.

This is what a protocol is compiled into. The solver for one subject and the solver for
many read the same carries in the same order, so that there is one protocol and two solvers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from models.protocol.arithmetic.quantity import Quantity


class Shift(Enum):
    """How a minute is moved; named as the function of `shifts` that does it."""

    EARLIEST_AFTER = auto()
    LATEST_AFTER = auto()
    LATEST_BEFORE_OPENING = auto()
    EARLIEST_BEFORE_CLOSING = auto()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Carry:
    """One bound of one step, moved by an amount, bounds another step.

    Attributes:
        lower: it raises a lower bound; otherwise it cuts an upper one.
        shift: how the source's bound is moved.
        amount: by how much.
        worst: the amount when what is not ours to choose takes longest.
        both_ways: months hold forwards and backwards, the safer day counts (K4).
        to_anchor: from a step back to the anchor that it is counted from.
        while_planned: it ends once the step it is carried from is done.
        once_done: it begins once the step it is carried from is done; only of `one_way` links.
        unless_done: it ends once this step is done; None for never.
    """

    rule: str
    source: str
    target: str
    lower: bool
    shift: Shift
    amount: Quantity
    worst: Quantity
    both_ways: bool = False
    to_anchor: bool = False
    while_planned: bool = False
    once_done: bool = False
    unless_done: str | None = None

    def amount_if(self, *, worst: bool) -> Quantity:
        """The amount as it is expected, or at worst."""
        return self.worst if worst else self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a link says of how far its step lies from its anchor.

    Attributes:
        one_way: nothing is carried back to the anchor.
    """

    earliest: Quantity | None
    latest: Quantity | None
    worst: Quantity | None
    while_planned: bool
    both_ways: bool
    one_way: bool = False
    once_done: bool = False
    unless_done: str | None = None


def carries(rule: str, step: str, anchor: str, limits: Limits) -> Iterator[Carry]:
    """The carries of a link: from its anchor to its step, then back."""
    yield from _to_step(rule, step, anchor, limits)
    if not limits.one_way:
        yield from _to_anchor(rule, step, anchor, limits)


def _to_step(rule: str, step: str, anchor: str, limits: Limits) -> Iterator[Carry]:
    earliest, latest = limits.earliest, limits.latest
    if earliest is not None:
        yield Carry(
            rule=rule,
            source=anchor,
            target=step,
            lower=True,
            shift=Shift.EARLIEST_AFTER,
            amount=earliest,
            worst=limits.worst or earliest,
            both_ways=limits.both_ways,
            once_done=limits.once_done,
            unless_done=limits.unless_done,
        )
    if latest is not None:
        yield Carry(
            rule=rule,
            source=anchor,
            target=step,
            lower=False,
            shift=Shift.LATEST_AFTER,
            amount=latest,
            worst=latest,
            once_done=limits.once_done,
            unless_done=limits.unless_done,
        )


def _to_anchor(rule: str, step: str, anchor: str, limits: Limits) -> Iterator[Carry]:
    earliest, latest = limits.earliest, limits.latest
    if earliest is not None:
        yield Carry(
            rule=rule,
            source=step,
            target=anchor,
            lower=False,
            shift=Shift.LATEST_BEFORE_OPENING,
            amount=earliest,
            worst=limits.worst or earliest,
            both_ways=limits.both_ways,
            to_anchor=True,
            while_planned=limits.while_planned,
            unless_done=limits.unless_done,
        )
    if latest is not None:
        yield Carry(
            rule=rule,
            source=step,
            target=anchor,
            lower=True,
            shift=Shift.EARLIEST_BEFORE_CLOSING,
            amount=latest,
            worst=latest,
            to_anchor=True,
            unless_done=limits.unless_done,
        )
