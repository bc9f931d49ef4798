"""Everything recorded of one subject, and which of its facts hold."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from models.chart.corrections.changes import Change, Changes, RetractionFact
from models.chart.corrections.constants import ConstantFact, DaysOfBirth, Stay
from models.chart.facts import (
    DrugFact,
    Entry,
    EventFact,
    Fact,
    FindingFact,
    MeasurementFact,
    RadiotherapyFact,
    StepFact,
    TestFact,
)


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
