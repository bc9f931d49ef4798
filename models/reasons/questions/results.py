"""What is asked of results: measured values, findings, tests, how severe something was."""

from enum import StrEnum
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.reason import Reason


class Wanted(StrEnum):
    """The kind of fact that would settle a value."""

    RECORD = "record"
    KNOWN = "known"  # it is on record as not known
    ULN = "uln"
    LLOD = "llod"
    UNIT = "unit"
    VALUE = "value"  # the one on record is impossible
    TIME = "time"  # two that disagree, and no telling which came last
    WEIGHT = "weight"
    BORN = "born"
    RATE = "rate"  # the heart rate of the same electrocardiogram
    NEWER = "newer"  # a newer fact says otherwise
    REPEAT = "repeat"  # the one on record is too old for the step that asks for it


class ValueWanted(Reason):
    """One fact about a measure or a finding.

    Attributes:
        about: the id of the measure or finding, as the protocol has it.
        fact: the record that it would complete, or that speaks against the one on record; None
            where nothing is recorded.
        max_age: how old it may be, where it is older.
    """

    discloses: ClassVar = Disclosure.RESULT
    wanted: Wanted
    about: str
    fact: str | None = None
    max_age: Quantity | None = None
    kind: Literal["value_wanted"] = "value_wanted"


class ValuesAsked(Reason):
    """All facts that would settle a condition; at least one."""

    discloses: ClassVar = Disclosure.RESULT
    values: tuple[ValueWanted, ...]
    kind: Literal["values_asked"] = "values_asked"


class FindingAsked(Reason):
    """Whether something was found that takes an event out of its rule."""

    discloses: ClassVar = Disclosure.RESULT
    finding: str
    kind: Literal["finding_asked"] = "finding_asked"


class SeverityAsked(Reason):
    """How severe an event was."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["severity_asked"] = "severity_asked"


class FieldAsked(Reason):
    """Which field was irradiated."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["field_asked"] = "field_asked"


class ChestAsked(Reason):
    """Whether radiotherapy was of the chest.

    Attributes:
        facts: those that it is recorded by.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    facts: tuple[str, ...]
    kind: Literal["chest_asked"] = "chest_asked"


class ResultAsked(Reason):
    """The result of a test that is on record as awaited."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["result_asked"] = "result_asked"


class EarlierTestAsked(Reason):
    """The test that must have been made before a step which is done."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    step: str
    kind: Literal["earlier_test_asked"] = "earlier_test_asked"


class LateExposureAsked(Reason):
    """What the investigator says of an exposure after its step; the protocol has the words."""

    discloses: ClassVar = Disclosure.TREATMENT
    rule: str
    kind: Literal["late_exposure_asked"] = "late_exposure_asked"


ResultQuestion = (
    ValuesAsked
    | FindingAsked
    | SeverityAsked
    | FieldAsked
    | ChestAsked
    | ResultAsked
    | EarlierTestAsked
    | LateExposureAsked
)
