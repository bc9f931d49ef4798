"""Which minutes are put to the second judge: those around each washout's limit, in one offset."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from safety.exhaustive.judged import judge_of
from safety.exhaustive.recorded import Recorded, each_form
from safety.exhaustive.rules import Rule
from safety.exhaustive.sweeps import Sweep
from safety.judges.cql.library import judged_in_cql

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
OFFSET: Final = 8
"""A date in this language has one offset, so that a zone with summer time cannot be asked about."""
DAYS: Final = (
    date(2020, 2, 29),
    date(2023, 11, 30),
    date(2024, 2, 28),
    date(2024, 12, 31),
    date(2025, 3, 14),
    date(2025, 8, 31),
)
AROUND: Final = (-2880, -1441, -1440, -1439, -61, -2, -1, 0, 1, 2, 61, 1439, 1440, 1441, 2880)
_PARTS: Final = {"instant": 5, "day": 3, "month": 2}


@dataclass(frozen=True)
class Question:
    """A washout of one recorded stop, at one minute.

    Attributes:
        said: what the product says.
        beyond_the_judge: it counts whole minutes, and this one is the limit's own; or it
            compares a day with a month, which it does by their months alone.
    """

    rule: Rule
    recorded: Recorded
    minute: int
    said: str
    beyond_the_judge: bool

    def asked(self) -> dict[str, Any]:
        """The question as the judge reads it: what is not known of a time is left out."""
        stopped = _clock(self.recorded.first // 60)[: _PARTS[self.recorded.form]]
        if self.recorded.form == "instant":
            stopped = [*stopped, 0, 0]
        judged = [*_clock(self.minute), 0, 0]
        return {"rule": self.rule.id, "stopped": stopped, "judged": judged, "offset": OFFSET}

    def agrees(self, answer: bool | None) -> bool:
        """The same of three values."""
        return {True: "met", False: "violation", None: "indeterminate"}[answer] == self.said


def questions() -> Iterator[Question]:
    """Every washout, on days, months and moments, before and after both of its limits."""
    for rule in judged_in_cql():
        for day in DAYS:
            for recorded in each_form(day, SHANGHAI):
                if recorded.form in _PARTS:
                    yield from _around(rule, recorded)


def _around(rule: Rule, recorded: Recorded) -> Iterator[Question]:
    judge = judge_of(rule, recorded, SHANGHAI)
    limits = {_limit(rule, second) for second in (recorded.first, recorded.last)}
    for minute in sorted({limit + around for limit in limits for around in AROUND}):
        if minute * 60 > recorded.last:  # what comes after the step is no question of a gap
            beyond = _is_beyond(rule, recorded, minute)
            yield Question(rule, recorded, minute, judge(minute), beyond)


def _is_beyond(rule: Rule, recorded: Recorded, minute: int) -> bool:
    if rule.unit == "months":
        return recorded.form == "month"
    return rule.unit == "seconds" and recorded.form != "instant" and _turns(rule, recorded, minute)


def _limit(rule: Rule, second: int) -> int:
    moment = Recorded("instant", "", second, second)
    return next(Sweep(rule, moment, SHANGHAI).minutes(around=1)) + 1


def _turns(rule: Rule, recorded: Recorded, minute: int) -> bool:
    """The first minute that follows the whole last day of a stop by the limit."""
    return minute == (recorded.last + 1 + rule.amount) // 60


def _clock(minute: int) -> list[int]:
    local = datetime.fromtimestamp(minute * 60, SHANGHAI)
    return [local.year, local.month, local.day, local.hour, local.minute]
