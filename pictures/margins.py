"""How far Day 0 lies from the nearest limit of a washout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.moments import Minute
from models.protocol import Protocol
from models.timeline.results import Plan, Verdict
from models.timeline.values import VerdictValue

_CLEARING = frozenset({VerdictValue.MET, VerdictValue.VIOLATION, VerdictValue.INDETERMINATE})


class MarginKind(StrEnum):
    """What is known of a margin."""

    MEASURED = "measured"
    CANNOT_TELL = "cannot_tell"  # a fact is missing
    NONE = "none"  # the exposure goes on


@dataclass(frozen=True, slots=True)
class Margin:
    """The smallest margin of a Day 0 that is booked or done.

    Attributes:
        minutes: negative in violation; None unless it was measured.
        rule: the rule whose limit is the nearest.
    """

    kind: MarginKind
    rule: str
    minutes: Minute | None = None

    @property
    def broken(self) -> bool:
        """Whether the limit is certainly broken."""
        return self.kind is MarginKind.NONE or (self.minutes or 0) < 0


def margin_of(plan: Plan, protocol: Protocol) -> Margin | None:
    """The smallest margin of a Day 0 that has a date; None without one, or without a washout.

    A certain violation counts more than what cannot be told; what is still being given leaves
    no margin at all.
    """
    if plan.step(protocol.day_zero).at is None:
        return None
    found = list(judged(plan, protocol))
    for verdict in found:
        if verdict.value is VerdictValue.VIOLATION and verdict.clears_at is None:
            return Margin(MarginKind.NONE, verdict.rule)
    return _least([verdict for verdict in found if verdict.margin_minutes is not None])


def _least(measured: Sequence[Verdict]) -> Margin | None:
    certain = [v for v in measured if v.value is not VerdictValue.INDETERMINATE]
    violated = any(v.value is VerdictValue.VIOLATION for v in certain)
    counted = certain if violated else measured
    if not counted:
        return None
    least = min(counted, key=lambda v: v.margin_minutes or 0)
    if least.value is VerdictValue.INDETERMINATE:
        return Margin(MarginKind.CANNOT_TELL, least.rule)
    return Margin(MarginKind.MEASURED, least.rule, least.margin_minutes or 0)


def judged(plan: Plan, protocol: Protocol) -> Iterator[Verdict]:
    """The verdicts of washouts on Day 0 that say something of a limit."""
    washouts = {washout.rule for washout in protocol.washout}
    for verdict in plan.verdicts:
        concerned = verdict.step == protocol.day_zero and verdict.rule in washouts
        if concerned and verdict.value in _CLEARING:
            yield verdict
