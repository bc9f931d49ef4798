"""Entries of a protocol that stand for several, and cannot be written out."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import WithFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersUnread(WithFacts):
    word: str
    most: int
    kind: Literal["numbers_unread"] = "numbers_unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOfNoSeries(WithFacts):
    word: str
    kind: Literal["number_of_no_series"] = "number_of_no_series"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameForEachNumber(WithFacts):
    word: str
    kind: Literal["same_for_each_number"] = "same_for_each_number"
