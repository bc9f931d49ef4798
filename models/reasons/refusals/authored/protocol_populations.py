"""Populations of a protocol, and steps of some subjects, that cannot be what was meant."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import WithFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownToEveryTrial(WithFacts):
    population: str
    kind: Literal["known_to_every_trial"] = "known_to_every_trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationWrittenBelow(WithFacts):
    population: str
    kind: Literal["population_written_below"] = "population_written_below"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeOnNoDay(WithFacts):
    population: str
    kind: Literal["age_on_no_day"] = "age_on_no_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class MustConcernEverybody(WithFacts):
    step: str
    kind: Literal["must_concern_everybody"] = "must_concern_everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsNeedNone(WithFacts):
    step: str
    key: str
    kind: Literal["events_need_none"] = "events_need_none"
