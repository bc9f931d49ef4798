"""What a chart says of one subject: facts as recorded, with what is known of when."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import ClassVar
from zoneinfo import ZoneInfo

from models.chart.corrections.changes import Change, Changes, Recorded, RetractionFact
from models.chart.corrections.constants import ConstantFact, DaysOfBirth, Stay
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


@dataclass(frozen=True)
class Chart:
    """Everything recorded about one subject; constants as they were corrected last.

    Attributes:
        site: where the subject is looked after now.
        zone: the time zone of the site's days.
        childbearing_potential: None where it is not known; the rules then apply.
        entries: in recorded order, with what was corrected or taken back.
        stays: every site so far, the first one first.
    """

    subject: str
    site: str
    zone: ZoneInfo
    protocol_id: str
    sex: str
    childbearing_potential: bool | None
    born: DaysOfBirth | None
    weight_kg: Fraction | None
    entries: tuple[Entry, ...]
    stays: tuple[Stay, ...]

    @cached_property
    def changes(self) -> Changes:
        """What corrections and retractions make of the entries."""
        return Changes(map(change_of, self.entries))

    @cached_property
    def standing(self) -> tuple[Fact, ...]:
        """The facts that hold: a correction stands in the place of what it corrects."""
        return tuple(
            entry
            for entry in standing_among(self.entries)
            if not isinstance(entry, ConstantFact | RetractionFact)
        )

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


def change_of(entry: Entry) -> Change:
    """What an entry may change of the others."""
    takes_back = isinstance(entry, RetractionFact)
    return Change(entry.id, entry.kind, entry.corrects, takes_back)


def standing_among(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those that hold, each correction in the place of what it corrects."""
    changes = Changes(map(change_of, entries))
    places = {entry.id: place for place, entry in enumerate(entries)}
    holding = (entry for entry in entries if changes.counts(entry.id))
    return tuple(sorted(holding, key=lambda entry: places[changes.first_of(entry.id)]))
