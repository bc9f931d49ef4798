"""What a reason refers to in a chart: one recorded fact, by its id and what it is about."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.reason import Reason


class DrugGiven(Reason):
    """A drug.

    Attributes:
        written: its name as it was recorded.
        drug: its id in the catalogue; None where the catalogue does not know the name.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    fact: str
    written: str
    drug: str | None = None
    kind: Literal["drug_given"] = "drug_given"


class Irradiated(Reason):
    """Radiotherapy of one field; None where the field is not recorded."""

    discloses: ClassVar = Disclosure.TREATMENT
    fact: str
    field: str | None
    kind: Literal["irradiated"] = "irradiated"


class EventHappened(Reason):
    """An event of the history."""

    discloses: ClassVar = Disclosure.RESULT
    fact: str
    event: str
    kind: Literal["event_happened"] = "event_happened"


class TestTaken(Reason):
    """A test, by when its sample was taken."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.RESULT
    fact: str
    test: str
    at: Span
    kind: Literal["test_taken"] = "test_taken"


class ValueMeasured(Reason):
    """A measurement, without its value."""

    discloses: ClassVar = Disclosure.RESULT
    fact: str
    measure: str
    kind: Literal["value_measured"] = "value_measured"


class FindingSaid(Reason):
    """A finding, without what was found."""

    discloses: ClassVar = Disclosure.RESULT
    fact: str
    finding: str
    kind: Literal["finding_said"] = "finding_said"


class StepRecorded(Reason):
    """What is recorded of a step of the path."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    step: str
    kind: Literal["step_recorded"] = "step_recorded"


Exposed = DrugGiven | Irradiated | EventHappened
Recorded = Exposed | TestTaken | ValueMeasured | FindingSaid | StepRecorded
