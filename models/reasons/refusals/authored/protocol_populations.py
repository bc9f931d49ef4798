"""Populations of a protocol, and steps of some subjects, that cannot be what was meant."""

from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class KnownToEveryTrial(WithFacts):
    population: str
    kind: Literal["known_to_every_trial"] = "known_to_every_trial"


class PopulationWrittenBelow(WithFacts):
    population: str
    kind: Literal["population_written_below"] = "population_written_below"


class AgeOnNoDay(WithFacts):
    population: str
    kind: Literal["age_on_no_day"] = "age_on_no_day"


class MustConcernEverybody(WithFacts):
    step: str
    kind: Literal["must_concern_everybody"] = "must_concern_everybody"


class EventsNeedNone(WithFacts):
    step: str
    key: str
    kind: Literal["events_need_none"] = "events_need_none"
