"""What a chart says of one subject: facts as recorded, with what is known of when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

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
class Recorded:
    """What every fact has.

    Attributes:
        index: its place in the chart's list, for pointing at it.
        corrects: the fact that this one replaces.
    """

    id: str
    index: int
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact(Recorded):
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

    field: str | None
    first: Span | None
    last: Span | None
    ongoing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFact(Recorded):
    """A test; `at` is when the sample was taken."""

    __test__ = False  # pytest would collect a class of this name

    test: str
    at: Span
    result: str
    specimen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact(Recorded):
    """Something that befell the subject; `at` is the last day on which it was active."""

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

    measure: str
    value: Fraction
    unit: str
    uln: Fraction | None
    llod: Fraction | None
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFact(Recorded):
    """A yes-or-no statement; None is "not known"."""

    finding: str
    present: bool | None
    at: Span


Fact = StepFact | DrugFact | RadiotherapyFact | TestFact | EventFact | MeasurementFact | FindingFact


@dataclass(frozen=True)
class Chart:
    """Everything recorded about one subject.

    Attributes:
        zone: the time zone of the site's days.
        childbearing_potential: None where it is not known; the rules then apply.
        facts: in recorded order, corrected ones included.
    """

    subject: str
    site: str
    zone: ZoneInfo
    protocol_id: str
    sex: str
    childbearing_potential: bool | None
    born: date | None
    weight_kg: Fraction | None
    facts: tuple[Fact, ...]

    @cached_property
    def standing(self) -> tuple[Fact, ...]:
        """The facts that hold: a correction stands in the place of what it corrects."""
        by_id = {fact.id: fact for fact in self.facts}
        places = {fact.id: self._place(fact, by_id) for fact in self.facts}
        corrected = {fact.corrects for fact in self.facts}
        holding = (fact for fact in self.facts if fact.id not in corrected)
        return tuple(sorted(holding, key=lambda fact: places[fact.id]))

    @staticmethod
    def _place(fact: Fact, by_id: Mapping[str, Fact]) -> int:
        while fact.corrects is not None:
            fact = by_id[fact.corrects]
        return fact.index

    @cached_property
    def steps(self) -> tuple[StepFact, ...]:
        """Standing facts about steps."""
        return tuple(fact for fact in self.standing if isinstance(fact, StepFact))

    @cached_property
    def drugs(self) -> tuple[DrugFact, ...]:
        """Standing drug courses."""
        return tuple(fact for fact in self.standing if isinstance(fact, DrugFact))

    @cached_property
    def radiotherapy(self) -> tuple[RadiotherapyFact, ...]:
        """Standing courses of radiotherapy."""
        return tuple(fact for fact in self.standing if isinstance(fact, RadiotherapyFact))

    @cached_property
    def tests(self) -> tuple[TestFact, ...]:
        """Standing tests."""
        return tuple(fact for fact in self.standing if isinstance(fact, TestFact))

    @cached_property
    def events(self) -> tuple[EventFact, ...]:
        """Standing events."""
        return tuple(fact for fact in self.standing if isinstance(fact, EventFact))

    @cached_property
    def measurements(self) -> tuple[MeasurementFact, ...]:
        """Standing measurements."""
        return tuple(fact for fact in self.standing if isinstance(fact, MeasurementFact))

    @cached_property
    def findings(self) -> tuple[FindingFact, ...]:
        """Standing findings."""
        return tuple(fact for fact in self.standing if isinstance(fact, FindingFact))
