"""The rules in months as questions for a solver, and as the code answers them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from models.moments import day_span, local_day
from models.protocol import load_protocol
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shifts import first_day_after, last_day_within
from models.timeline.exposures.stops import Stop, clearance
from safety.exhaustive.rules import ALL_RULES, Asks, Rule

UTC: Final = ZoneInfo("UTC")
PROTOCOL: Final = load_protocol("NCT04684147")


@dataclass(frozen=True)
class InMonths:
    """A rule that counts calendar months.

    Attributes:
        by_code: from a day on record to the day on which the answer changes, by the product.
    """

    rule: Rule
    by_code: Callable[[date], date]

    @property
    def expires(self) -> bool:
        """Whether it is an age that may not be passed, not a time that must pass."""
        return self.rule.asks in {Asks.FRESH_BY_DAY, Asks.SOON_ENOUGH}


def rules_in_months() -> list[InMonths]:
    """All of them, by the entry's operators; ages of people have tests of their own."""
    return [
        InMonths(rule, _code_of(rule))
        for rule in ALL_RULES
        if rule.unit == "months" and rule.asks is not Asks.OF_AGE
    ]


def _code_of(rule: Rule) -> Callable[[date], date]:
    for washout in PROTOCOL.washout:
        if washout.rule == rule.id:
            return lambda day: local_day(
                clearance(washout, Stop(day_span(day, UTC)), UTC).clears_at, UTC
            )
    for evidence in PROTOCOL.evidence:
        if evidence.rule == rule.id:
            return lambda day: last_day_within(day, evidence.max_age)
    for interval in PROTOCOL.interval:
        at_most = interval.at_most
        if interval.rule == rule.id and at_most is not None:
            return lambda day: last_day_within(day, at_most)
    link = next(link for link in PROTOCOL.link if link.rule == rule.id)
    return lambda day: first_day_after(day, link.earliest or Quantity(), both_ways=link.both_ways)
