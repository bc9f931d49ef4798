"""One field of a chart that does not hold what its kind of field holds."""

from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class FieldFlaw(Plain):
    LIST_NEEDED = "field.list_needed"
    OBJECT_NEEDED = "field.object_needed"
    EMPTY = "field.empty"
    HALF_CHARACTER = "field.half_character"
    UNREADABLE = "field.unreadable"
    NUMBER_IN_QUOTES = "field.number_in_quotes"
    MORE_THAN_ZERO = "field.more_than_zero"
    TIMES_A_DAY = "field.times_a_day"
    NO_STUDY_NUMBER = "field.no_study_number"
    BLANK = "field.blank"
    EMPTY_ON_FORM = "field.empty_on_form"


class TextNeeded(WithFacts):
    example: str | None = None
    kind: Literal["text_needed"] = "text_needed"


class FieldMissing(WithFacts):
    field: str
    example: str | None = None
    kind: Literal["field_missing"] = "field_missing"


class FieldUnknown(WithFacts):
    near: str | None = None
    kind: Literal["field_unknown"] = "field_unknown"


class YesOrNoNeeded(WithFacts):
    may_be_unknown: bool = False
    kind: Literal["yes_or_no_needed"] = "yes_or_no_needed"


class NotAllowed(WithFacts):
    word: str
    allowed: tuple[str, ...]
    near: str | None = None
    kind: Literal["not_allowed"] = "not_allowed"


class WordNeeded(WithFacts):
    allowed: tuple[str, ...]
    kind: Literal["word_needed"] = "word_needed"


class TooLong(WithFacts):
    most: int
    kind: Literal["too_long"] = "too_long"


class TooManyDigits(WithFacts):
    word: str
    kind: Literal["too_many_digits"] = "too_many_digits"


class NotANumber(WithFacts):
    word: str
    kind: Literal["not_a_number"] = "not_a_number"


class HalfLifeTooLong(WithFacts):
    hours: int
    kind: Literal["half_life_too_long"] = "half_life_too_long"


class NotAnId(WithFacts):
    word: str
    kind: Literal["not_an_id"] = "not_an_id"


class ControlCharacter(WithFacts):
    code: str
    kind: Literal["control_character"] = "control_character"


class NotATimeZone(WithFacts):
    word: str
    near: str | None = None
    kind: Literal["not_a_time_zone"] = "not_a_time_zone"


class DoseUnitUnknown(WithFacts):
    """No unit of a dose is spelled so; none is offered, as it might be of another size."""

    word: str
    kind: Literal["dose_unit_unknown"] = "dose_unit_unknown"
