"""Which minutes are tried: seven days before to seven days after each limit of each rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from safety.exhaustive.recorded import Recorded, day_at, each_form, midnight
from safety.exhaustive.rules import ALL_RULES, Rule

AROUND: Final = 7 * 24 * 60
"""Minutes before and after a limit."""

CLOCK_CHANGES: Final = {
    "Europe/Berlin": (date(2025, 3, 30), date(2025, 10, 26)),
    "America/New_York": (date(2025, 3, 9), date(2025, 11, 2)),
    "Australia/Lord_Howe": (date(2025, 4, 6), date(2025, 10, 5)),  # by half an hour
}
"""Zones with summer time, and the days on which limits are made to fall."""

LEAP_DAY: Final = date(2024, 2, 29)
MONTHS_END_BADLY: Final = {
    3: date(2023, 11, 30),
    6: date(2025, 8, 31),
    60: date(2020, 2, 29),
    18 * 12: date(2000, 2, 29),
    66 * 12: date(1960, 2, 29),
}
"""Days from which so many months, forwards and backwards, end on different days."""


@dataclass(frozen=True)
class Sweep:
    """A rule on one recorded time in one zone, at some minutes."""

    rule: Rule
    recorded: Recorded
    zone: ZoneInfo

    def minutes(self, around: int = AROUND, every: int = 1) -> Iterator[int]:
        """Minutes since 1970 around the limit of a time's first and last second, each once."""
        upto = 0
        for limit in sorted({_limit(self, self.recorded.first), _limit(self, self.recorded.last)}):
            first = max(upto, limit - around)
            upto = limit + around
            yield from range(first, upto, every)


def _limit(sweep: Sweep, second: int) -> int:
    """About where the rule changes its answer, for one moment of the fact."""
    rule, zone = sweep.rule, sweep.zone
    if rule.unit == "seconds":
        return (second + rule.amount) // 60
    amount = relativedelta(**{rule.unit: rule.amount})
    return midnight(day_at(second, zone) + amount, zone) // 60


def all_sweeps() -> Iterator[Sweep]:
    """Every rule, zone and form; the days on which limits fall take turns, so that each has all."""
    zones = [ZoneInfo(name) for name in CLOCK_CHANGES]
    for (turn, rule), (place, zone) in product(enumerate(ALL_RULES), enumerate(zones)):
        days = _days(rule, zone)
        forms = [list(each_form(day, zone)) for day in days]
        for number in range(len(forms[0])):
            recorded = forms[(turn + place + number) % len(days)][number]
            if not (rule.time_of == "born" and recorded.form == "instant"):
                yield Sweep(rule, recorded, zone)


def _days(rule: Rule, zone: ZoneInfo) -> list[date]:
    """Days of the fact: two whose limit falls on a change of the clocks, one at a month's end."""
    amount = _amount(rule)
    badly = MONTHS_END_BADLY.get(rule.amount, LEAP_DAY)
    at_the_end = badly if rule.unit == "months" else LEAP_DAY - amount
    return [*(change - amount for change in CLOCK_CHANGES[zone.key]), at_the_end]


def _amount(rule: Rule) -> relativedelta | timedelta:
    if rule.unit == "seconds":
        return timedelta(days=rule.amount // (24 * 3600))
    return relativedelta(**{rule.unit: rule.amount})
