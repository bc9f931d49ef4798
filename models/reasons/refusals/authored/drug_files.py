"""What an author of drugs, or of the units of their doses, got wrong."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class AtcExample(StrEnum):
    """A whole ATC code, or one of its groups."""

    CODE = "code"
    GROUP = "group"


class DrugFlaw(Plain):
    WITHOUT_CLASS = "drug.without_class"


class NotHours(WithFacts):
    word: str
    kind: Literal["not_hours"] = "not_hours"


class NotAFactor(WithFacts):
    word: str
    kind: Literal["not_a_factor"] = "not_a_factor"


class ClassUnknown(WithFacts):
    """A class that the file does not list.

    Attributes:
        near: the one that is spelled most like it; None where none is.
    """

    word: str
    near: str | None = None
    kind: Literal["class_unknown"] = "class_unknown"


class ClassTwice(WithFacts):
    word: str
    kind: Literal["class_twice"] = "class_twice"


class NotLikeCode(WithFacts):
    word: str
    example: AtcExample
    kind: Literal["not_like_code"] = "not_like_code"


class FormNeverMet(WithFacts):
    word: str
    key: str
    kind: Literal["form_never_met"] = "form_never_met"


class NameTwice(WithFacts):
    word: str
    drug: str
    kind: Literal["name_twice"] = "name_twice"


class NameMeansAnother(WithFacts):
    word: str
    drug: str
    other: str
    kind: Literal["name_means_another"] = "name_means_another"


class AmbiguousNameTwice(WithFacts):
    word: str
    number: int
    kind: Literal["ambiguous_name_twice"] = "ambiguous_name_twice"


class AmbiguousNameMeans(WithFacts):
    word: str
    number: int
    other: str
    kind: Literal["ambiguous_name_means"] = "ambiguous_name_means"


class AmbiguousNames(WithFacts):
    word: str
    number: int
    other: int
    kind: Literal["ambiguous_names"] = "ambiguous_names"


class CalledByNoName(WithFacts):
    word: str
    drug: str
    kind: Literal["called_by_no_name"] = "called_by_no_name"


class FirstNameNotInn(WithFacts):
    drug: str
    kind: Literal["first_name_not_inn"] = "first_name_not_inn"


class SteroidWithoutFactor(WithFacts):
    drug: str
    kind: Literal["steroid_without_factor"] = "steroid_without_factor"


class FactorWithoutSteroid(WithFacts):
    drug: str
    kind: Literal["factor_without_steroid"] = "factor_without_steroid"


class NotItsName(WithFacts):
    word: str
    drug: str
    kind: Literal["not_its_name"] = "not_its_name"


class NoSuchDrug(WithFacts):
    word: str
    kind: Literal["no_such_drug"] = "no_such_drug"


class UnitWithoutSize(WithFacts):
    """The table of UCUM's units lacks it."""

    word: str
    kind: Literal["unit_without_size"] = "unit_without_size"


class SpellingTaken(WithFacts):
    word: str
    kind: Literal["spelling_taken"] = "spelling_taken"
