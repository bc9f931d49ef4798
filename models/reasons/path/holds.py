"""What makes the path wait until a person has decided."""

from fractions import Fraction
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Reason
from models.reasons.recorded import FindingSaid, TestTaken, ValueMeasured
from models.reasons.stated import Stated


class FindingNoted(Reason):
    """A finding by which a hold stands, and when it was noted."""

    discloses: ClassVar = Disclosure.RESULT
    named: FindingSaid
    present: bool
    at: Span
    kind: Literal["finding_noted"] = "finding_noted"


class ResultNoted(Reason):
    """A test by which a hold stands, with its result."""

    discloses: ClassVar = Disclosure.RESULT
    sample: TestTaken
    result: str
    kind: Literal["result_noted"] = "result_noted"


class ValueNoted(Reason):
    """A measured value by which a hold stands, in the unit in which it was recorded."""

    discloses: ClassVar = Disclosure.RESULT
    named: ValueMeasured
    value: Fraction
    unit: str
    at: Span
    kind: Literal["value_noted"] = "value_noted"


HoldRecorded = FindingNoted | ResultNoted | ValueNoted
"""A record by which a hold stands."""


class HoldStands(Reason):
    """Something recorded makes steps wait until a person has decided.

    Attributes:
        records: by which it stands, oldest first.
        step, at: the first step that must wait, and its booking; no step where all were held.
    """

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    records: tuple[HoldRecorded, ...]
    step: str | None = None
    at: Span | None = None
    kind: Literal["hold_stands"] = "hold_stands"


class StepMustWait(Reason):
    """A step that has no date because a hold stands; of what kind is not said."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["step_must_wait"] = "step_must_wait"


class DoNotStart(Reason):
    """A step must not be held until what the rule of a hold asks for is recorded."""

    discloses: ClassVar = Disclosure.RESULT
    step: str
    rule: NamedRule
    kind: Literal["do_not_start"] = "do_not_start"


class ReportToInvestigator(Reason):
    """Every step was held: what was recorded since is for the investigator to know."""

    discloses: ClassVar = Disclosure.RESULT
    rule: NamedRule
    kind: Literal["report_to_investigator"] = "report_to_investigator"


Waiting = DoNotStart | ReportToInvestigator
"""What is asked for while a hold stands."""
