"""What a protocol has that nothing recorded could ever make matter; it refuses nothing."""

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


class ReadByNoRule(WithFacts):
    word: str
    what: Unread
    kind: Literal["read_by_no_rule"] = "read_by_no_rule"


class PlacedByNothing(WithFacts):
    step: str
    kind: Literal["placed_by_nothing"] = "placed_by_nothing"


class EverySeverityExempt(WithFacts):
    event: str
    kind: Literal["every_severity_exempt"] = "every_severity_exempt"


class LimitOutOfReach(WithFacts):
    measure: str
    limit: Fraction
    least: Fraction
    most: Fraction
    kind: Literal["limit_out_of_reach"] = "limit_out_of_reach"
