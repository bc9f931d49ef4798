"""What a chart says of one subject: facts as recorded, with what is known of when."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from models.chart.corrections.changes import Recorded, RetractionFact
from models.chart.corrections.constants import ConstantFact
from models.chart.dosing.units import DoseUnit
from models.moments import Span
from models.protocol.vocabulary import Acts


class StepMark(StrEnum):
    """What a recorded step fact claims."""

    DONE = "done"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Purpose(StrEnum):
    BRIDGING = "bridging"
    LYMPHODEPLETION = "lymphodepletion"
    CNS_PROPHYLAXIS = "cns_prophylaxis"
    GVHD = "gvhd"
    REPLACEMENT = "replacement"
    SUPPORTIVE = "supportive"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact(Recorded):
    kind: ClassVar = "step"
    step: str
    mark: StepMark
    at: Span


@dataclass(frozen=True, slots=True)
class Dose:
    """An exact dose; the unit says whether it is per administration or per local day.

    Attributes:
        times_per_day: how many administrations there were on each day; None where nobody said.
    """

    value: Fraction
    unit: DoseUnit
    times_per_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTrial:
    """What is known of a drug of another interventional study.

    Attributes:
        marketed: None where nobody has said.
        half_life_hours: exact; None where it is not entered.
    """

    marketed: bool | None
    half_life_hours: Fraction | None
    half_life_source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugFact(Recorded):
    """One drug over one course.

    Attributes:
        drug: as it was written down.
        route: its id, however it was written; `other` may have been any.
        unread_route: what was written, where no route is called so.
        acts: where a drug given by that route acts; None where that is not known.
        first: None where only the last day is known.
        last: the last administration, possibly planned; None while it is ongoing.
    """

    kind: ClassVar = "drug"
    drug: str
    purpose: Purpose | None
    route: str | None
    unread_route: str | None = None
    acts: Acts | None = None
    dose: Dose | None
    first: Span | None
    last: Span | None
    ongoing: bool
    other_trial: OtherTrial | None
    cumulative_mg_m2: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiotherapyFact(Recorded):
    """A course of radiotherapy; `last` is the last fraction, possibly planned."""

    kind: ClassVar = "radiotherapy"
    field: str | None
    first: Span | None
    last: Span | None
    ongoing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFact(Recorded):
    """A test; `at` is when the sample was taken.

    Attributes:
        reported: when the result was known; None where that is not recorded apart.
    """

    kind: ClassVar = "test"
    __test__ = False  # pytest would collect a class of this name

    test: str
    at: Span
    result: str
    specimen: str | None
    reported: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact(Recorded):
    """Something that befell the subject; `at` is the last day on which it was active."""

    kind: ClassVar = "event"
    event: str
    at: Span
    severity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementFact(Recorded):
    """A measured value, with the laboratory's own limits where a criterion counts in them.

    Attributes:
        uln: the upper limit of normal, in the same unit.
        llod: the lower limit of detection, in the same unit.
    """

    kind: ClassVar = "measurement"
    measure: str
    value: Fraction
    unit: str
    uln: Fraction | None
    llod: Fraction | None
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFact(Recorded):
    """A yes-or-no statement; None is "not known"."""

    kind: ClassVar = "finding"
    finding: str
    present: bool | None
    at: Span


Fact = StepFact | DrugFact | RadiotherapyFact | TestFact | EventFact | MeasurementFact | FindingFact
Entry = Fact | ConstantFact | RetractionFact
"""Whatever a chart lists: facts, and what changes what is recorded."""
