"""The product and the brute force at each minute of a sweep, and where they differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from models.protocol import Protocol
from safety.exhaustive.brute import Answer, BruteForce
from safety.exhaustive.judged import PROTOCOL, judge_of, planned
from safety.exhaustive.sweeps import Sweep

ALLOWS: Final = frozenset({"met", "not_applicable"})
SHOWN: Final = 3
"""So many differences of a sweep are told in full."""


@dataclass
class Tally:
    """What was tried and found.

    Attributes:
        unsafe: the product allows what is not certainly allowed.
        different: any other answer than that of the brute force.
        plans_differ: a whole plan says otherwise than the function that it is made of.
    """

    verdicts: int = 0
    unsafe: int = 0
    different: int = 0
    plans: int = 0
    plans_differ: int = 0
    said: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing differs anywhere."""
        return not (self.unsafe or self.different or self.plans_differ)

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        for name in ("verdicts", "unsafe", "different", "plans", "plans_differ"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.said.update(other.said)
        self.examples.extend(other.examples)


def compare(
    sweep: Sweep,
    minutes: Iterable[int],
    *,
    plan_every: int = 1000,
    protocol: Protocol = PROTOCOL,
) -> Tally:
    """One verdict for each minute; every so-manieth also through `plan()`."""
    judge = judge_of(sweep.rule, sweep.recorded, sweep.zone, protocol)
    brute = BruteForce(sweep.rule, sweep.recorded, sweep.zone)
    tally = Tally()
    for number, minute in enumerate(minutes):
        said = judge(minute)
        _count(tally, sweep, minute, said, brute.answer(minute * 60))
        if plan_every and number % plan_every == plan_every // 2:
            _count_plan(tally, sweep, minute, said)
    return tally


def _count(tally: Tally, sweep: Sweep, minute: int, said: str, answer: Answer) -> None:
    tally.verdicts += 1
    tally.said[said] += 1
    if said == answer.verdict or said in answer.or_stricter:
        return
    unsafe = said in ALLOWS
    tally.unsafe += unsafe
    tally.different += not unsafe
    _tell(tally, sweep, minute, f"{said}, not {answer.verdict}")


def _count_plan(tally: Tally, sweep: Sweep, minute: int, said: str) -> None:
    tally.plans += 1
    of_plan = planned(sweep.rule, sweep.recorded, sweep.zone, minute)
    if of_plan != said:
        tally.plans_differ += 1
        _tell(tally, sweep, minute, f"plan() says {of_plan}, its own function {said}")


def _tell(tally: Tally, sweep: Sweep, minute: int, what: str) -> None:
    if len(tally.examples) < SHOWN:
        at = datetime.fromtimestamp(minute * 60, sweep.zone).isoformat(timespec="minutes")
        rule = sweep.rule
        fact = f"{rule.id} of {sweep.recorded.text}, {rule.judges} at {at} ({sweep.zone.key})"
        tally.examples.append(f"{fact}: {what}")
