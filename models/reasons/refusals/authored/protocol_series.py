"""Entries of a protocol that stand for several, and cannot be written out."""

from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class NumbersUnread(WithFacts):
    word: str
    most: int
    kind: Literal["numbers_unread"] = "numbers_unread"


class NumberOfNoSeries(WithFacts):
    word: str
    kind: Literal["number_of_no_series"] = "number_of_no_series"


class SameForEachNumber(WithFacts):
    word: str
    kind: Literal["same_for_each_number"] = "same_for_each_number"
