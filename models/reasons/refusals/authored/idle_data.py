"""What a protocol has that nothing recorded could ever make matter; it refuses nothing."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class Unread(StrEnum):
    """What no rule reads."""

    EVENT = "event"
    FINDING = "finding"
    MEASURE = "measure"
    TEST = "test"
    PHASE = "phase"
    POPULATION = "population"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadByNoRule(WithFacts):
    word: str
    what: Unread
    kind: Literal["read_by_no_rule"] = "read_by_no_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedByNothing(WithFacts):
    step: str
    kind: Literal["placed_by_nothing"] = "placed_by_nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class EverySeverityExempt(WithFacts):
    event: str
    kind: Literal["every_severity_exempt"] = "every_severity_exempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitOutOfReach(WithFacts):
    measure: str
    limit: Fraction
    least: Fraction
    most: Fraction
    kind: Literal["limit_out_of_reach"] = "limit_out_of_reach"
