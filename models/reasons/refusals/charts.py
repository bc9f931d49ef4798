"""What a chart cannot say: words that nobody knows, and facts that contradict one another."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class ChartFlaw(Plain):
    MORE_FAULTS = "chart.more_faults"
    REASON_MISSING = "chart.reason_missing"
    CORRECTS_MISSING = "chart.corrects_missing"
    CORRECTS_ITSELF = "chart.corrects_itself"
    ONGOING_WITH_LAST = "chart.ongoing_with_last"
    LAST_MISSING = "chart.last_missing"
    LAST_BEFORE_FIRST = "chart.last_before_first"
    REPORTED_BEFORE_SAMPLE = "chart.reported_before_sample"
    REPORTED_WHILE_PENDING = "chart.reported_while_pending"
    REOPENED_WITHOUT_REASON = "chart.reopened_without_reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolUnknown(WithFacts):
    word: str
    known: str
    kind: Literal["protocol_unknown"] = "protocol_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchTrial(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["no_such_trial"] = "no_such_trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTrialNamed(WithFacts):
    known: tuple[str, ...]
    kind: Literal["no_trial_named"] = "no_trial_named"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteUnknown(WithFacts):
    word: str
    first: str
    last: str
    kind: Literal["site_unknown"] = "site_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindMissing(WithFacts):
    known: tuple[str, ...]
    kind: Literal["kind_missing"] = "kind_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindNotText(WithFacts):
    known: tuple[str, ...]
    kind: Literal["kind_not_text"] = "kind_not_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["kind_unknown"] = "kind_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateId(WithFacts):
    word: str
    first: int
    kind: Literal["duplicate_id"] = "duplicate_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectsNothing(WithFacts):
    word: str
    kind: Literal["corrects_nothing"] = "corrects_nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectsLater(WithFacts):
    word: str
    kind: Literal["corrects_later"] = "corrects_later"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedAlready(WithFacts):
    word: str
    by: str
    kind: Literal["corrected_already"] = "corrected_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectsAnotherKind(WithFacts):
    """A correction by a fact of another kind: one wrong id would erase what it names."""

    word: str
    was: str
    own: str
    kind: Literal["corrects_another_kind"] = "corrects_another_kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBackAlready(WithFacts):
    word: str
    by: str
    kind: Literal["taken_back_already"] = "taken_back_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUnknown(WithFacts):
    word: str
    protocol: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["step_unknown"] = "step_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["route_unknown"] = "route_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUnknown(WithFacts):
    """An event, finding, measure or test that no rule knows; `near`: ids perhaps meant."""

    word: str
    near: tuple[str, ...] | None = None
    kind: Literal["name_unknown"] = "name_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOfAnotherKind(WithFacts):
    """A name that is known of another kind of fact: `own`, and `named` there."""

    word: str
    own: str
    named: str
    kind: Literal["name_of_another_kind"] = "name_of_another_kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueImpossible(WithFacts):
    """A number that no body can have in that unit; both ends of what it can have are included."""

    value: Fraction
    unit: str
    name: str
    least: Fraction
    most: Fraction
    kind: Literal["value_impossible"] = "value_impossible"
