"""Amounts, conditions and words of a protocol that read well and cannot be meant."""

from fractions import Fraction
from typing import Literal

from models.protocol.arithmetic.quantity import Quantity
from models.reasons.refusals.refusal import Plain, WithFacts


class RuleFlaw(Plain):
    HALF_LIVES_OF_A_STEP = "rule.half_lives_of_a_step"
    DUE_SOON_BELOW_ZERO = "rule.due_soon_below_zero"
    HALF_LIVES_NOT_RECORDED = "rule.half_lives_not_recorded"
    NO_ONE_OF_TWO_GAPS = "rule.no_one_of_two_gaps"
    NO_ONE_QUESTION = "rule.no_one_question"
    NO_ONE_TRAIT = "rule.no_one_trait"
    NO_ONE_TRIGGER = "rule.no_one_trigger"
    HOLD_OUT_OF_ORDER = "rule.hold_out_of_order"


class NoAge(WithFacts):
    from_years: int
    to_years: int
    kind: Literal["no_age"] = "no_age"


class GapOfNothing(WithFacts):
    gap: Quantity
    kind: Literal["gap_of_nothing"] = "gap_of_nothing"


class NotMilligrams(WithFacts):
    word: str
    kind: Literal["not_milligrams"] = "not_milligrams"


class DoseFallsUnderNone(WithFacts):
    drug: str
    limit: str
    kind: Literal["dose_falls_under_none"] = "dose_falls_under_none"


class NotAnAge(WithFacts):
    age: Quantity
    kind: Literal["not_an_age"] = "not_an_age"


class AgeAndLinkDiffer(WithFacts):
    rule: str
    age: Quantity
    earliest: Quantity
    kind: Literal["age_and_link_differ"] = "age_and_link_differ"


class AsksForNothing(WithFacts):
    rule: str
    kind: Literal["asks_for_nothing"] = "asks_for_nothing"


class NotDays(WithFacts):
    amount: Quantity
    kind: Literal["not_days"] = "not_days"


class NotALength(WithFacts):
    amount: Quantity
    kind: Literal["not_a_length"] = "not_a_length"


class NotAPlainNumber(WithFacts):
    word: str
    kind: Literal["not_a_plain_number"] = "not_a_plain_number"


class TwoCaps(WithFacts):
    drug: str
    kind: Literal["two_caps"] = "two_caps"


class NoDoseBetween(WithFacts):
    drug: str
    first: Fraction
    last: Fraction
    kind: Literal["no_dose_between"] = "no_dose_between"


class FormulaLacks(WithFacts):
    formula: str
    measure: str
    kind: Literal["formula_lacks"] = "formula_lacks"


class NameTaken(WithFacts):
    word: str
    table: str
    other: str
    kind: Literal["name_taken"] = "name_taken"


class SpelledTwice(WithFacts):
    word: str
    other: str
    kind: Literal["spelled_twice"] = "spelled_twice"


class SpellsNothing(WithFacts):
    word: str
    kind: Literal["spells_nothing"] = "spells_nothing"


class NothingNamed(WithFacts):
    word: str
    near: str | None = None
    kind: Literal["nothing_named"] = "nothing_named"


class ExceptionAlone(WithFacts):
    rule: str
    kind: Literal["exception_alone"] = "exception_alone"


class WordUnsayable(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["word_unsayable"] = "word_unsayable"


class RouteUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["route_unknown"] = "route_unknown"


class DrugNotListed(WithFacts):
    word: str
    near: str | None = None
    kind: Literal["drug_not_listed"] = "drug_not_listed"


class ClassNotListed(WithFacts):
    word: str
    near: str | None = None
    kind: Literal["class_not_listed"] = "class_not_listed"


class EventsUnnamed(WithFacts):
    key: str
    rule: str
    kind: Literal["events_unnamed"] = "events_unnamed"


class DrugsUnnamed(WithFacts):
    key: str
    rule: str
    kind: Literal["drugs_unnamed"] = "drugs_unnamed"


class WaitsForNothing(WithFacts):
    rule: str
    kind: Literal["waits_for_nothing"] = "waits_for_nothing"


class NothingExempt(WithFacts):
    event: str
    rule: str
    kind: Literal["nothing_exempt"] = "nothing_exempt"


class SurfaceNotMeasured(WithFacts):
    rule: str
    kind: Literal["surface_not_measured"] = "surface_not_measured"


class SumsNoSteroid(WithFacts):
    rule: str
    kind: Literal["sums_no_steroid"] = "sums_no_steroid"


class HalfLifeNotListed(WithFacts):
    drug: str
    rule: str
    kind: Literal["half_life_not_listed"] = "half_life_not_listed"
