"""What an author of drugs, sites or routing got wrong."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class AtcExample(StrEnum):
    """A whole ATC code, or one of its groups."""

    CODE = "code"
    GROUP = "group"


class RoutingTable(StrEnum):
    CHANNEL = "channel"
    RECIPIENT = "recipient"


class DrugFlaw(Plain):
    WITHOUT_CLASS = "drug.without_class"


class SiteFlaw(Plain):
    ONLY_IMPORTED = "site.only_imported"


class RoutingFlaw(Plain):
    QUOTES = "routing.quotes"
    QUIET_ALL_DAY = "routing.quiet_all_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFactor(WithFacts):
    word: str
    kind: Literal["not_a_factor"] = "not_a_factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassUnknown(WithFacts):
    word: str
    kind: Literal["class_unknown"] = "class_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLikeCode(WithFacts):
    word: str
    example: AtcExample
    kind: Literal["not_like_code"] = "not_like_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormNeverMet(WithFacts):
    word: str
    key: str
    kind: Literal["form_never_met"] = "form_never_met"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTwice(WithFacts):
    word: str
    drug: str
    kind: Literal["name_twice"] = "name_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMeansAnother(WithFacts):
    word: str
    drug: str
    other: str
    kind: Literal["name_means_another"] = "name_means_another"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousNameTwice(WithFacts):
    word: str
    number: int
    kind: Literal["ambiguous_name_twice"] = "ambiguous_name_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousNameMeans(WithFacts):
    word: str
    number: int
    other: str
    kind: Literal["ambiguous_name_means"] = "ambiguous_name_means"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousNames(WithFacts):
    word: str
    number: int
    other: int
    kind: Literal["ambiguous_names"] = "ambiguous_names"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledByNoName(WithFacts):
    word: str
    drug: str
    kind: Literal["called_by_no_name"] = "called_by_no_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNameNotInn(WithFacts):
    drug: str
    kind: Literal["first_name_not_inn"] = "first_name_not_inn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SteroidWithoutFactor(WithFacts):
    drug: str
    kind: Literal["steroid_without_factor"] = "steroid_without_factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorWithoutSteroid(WithFacts):
    drug: str
    kind: Literal["factor_without_steroid"] = "factor_without_steroid"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotItsName(WithFacts):
    word: str
    drug: str
    kind: Literal["not_its_name"] = "not_its_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchDrug(WithFacts):
    word: str
    kind: Literal["no_such_drug"] = "no_such_drug"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWithoutSize(WithFacts):
    """The table of UCUM's units lacks it."""

    word: str
    kind: Literal["unit_without_size"] = "unit_without_size"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingTaken(WithFacts):
    word: str
    kind: Literal["spelling_taken"] = "spelling_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAClockTime(WithFacts):
    word: str
    kind: Literal["not_a_clock_time"] = "not_a_clock_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAZone(WithFacts):
    word: str
    kind: Literal["not_a_zone"] = "not_a_zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryUnknown(WithFacts):
    word: str
    kind: Literal["country_unknown"] = "country_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpensLate(WithFacts):
    opens: str
    closes: str
    kind: Literal["opens_late"] = "opens_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureEndsFirst(WithFacts):
    first: date
    last: date
    kind: Literal["closure_ends_first"] = "closure_ends_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingAndClosed(WithFacts):
    day: date
    kind: Literal["working_and_closed"] = "working_and_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIdTwice(WithFacts):
    site: str
    kind: Literal["site_id_twice"] = "site_id_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingNameTwice(WithFacts):
    table: RoutingTable
    name: str
    kind: Literal["routing_name_twice"] = "routing_name_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotASiteOfTheTrial(WithFacts):
    word: str
    kind: Literal["not_a_site_of_the_trial"] = "not_a_site_of_the_trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoChannel(WithFacts):
    name: str
    kind: Literal["no_channel"] = "no_channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteTwice(WithFacts):
    severity: str
    site: str | None = None
    kind: Literal["route_twice"] = "route_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyWithRole(WithFacts):
    site: str
    roles: tuple[str, ...]
    kind: Literal["nobody_with_role"] = "nobody_with_role"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRoute(WithFacts):
    severity: str
    site: str
    kind: Literal["no_route"] = "no_route"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalWaits(WithFacts):
    site: str
    kind: Literal["critical_waits"] = "critical_waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachNobody(WithFacts):
    severity: str
    site: str
    kind: Literal["reach_nobody"] = "reach_nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelUnknown(WithFacts):
    levels: tuple[str, ...]
    kind: Literal["level_unknown"] = "level_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDoNotGrow(WithFacts):
    after: int
    before: int
    kind: Literal["minutes_do_not_grow"] = "minutes_do_not_grow"
