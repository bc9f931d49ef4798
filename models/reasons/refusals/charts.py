"""What a chart cannot say: words that nobody knows, and facts that contradict one another."""

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


class ProtocolUnknown(WithFacts):
    word: str
    known: str
    kind: Literal["protocol_unknown"] = "protocol_unknown"


class NoSuchTrial(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["no_such_trial"] = "no_such_trial"


class NoTrialNamed(WithFacts):
    known: tuple[str, ...]
    kind: Literal["no_trial_named"] = "no_trial_named"


class SiteUnknown(WithFacts):
    word: str
    first: str
    last: str
    kind: Literal["site_unknown"] = "site_unknown"


class KindMissing(WithFacts):
    known: tuple[str, ...]
    kind: Literal["kind_missing"] = "kind_missing"


class KindNotText(WithFacts):
    known: tuple[str, ...]
    kind: Literal["kind_not_text"] = "kind_not_text"


class KindUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["kind_unknown"] = "kind_unknown"


class DuplicateId(WithFacts):
    word: str
    first: int
    kind: Literal["duplicate_id"] = "duplicate_id"


class CorrectsNothing(WithFacts):
    word: str
    kind: Literal["corrects_nothing"] = "corrects_nothing"


class CorrectsLater(WithFacts):
    word: str
    kind: Literal["corrects_later"] = "corrects_later"


class CorrectedAlready(WithFacts):
    word: str
    by: str
    kind: Literal["corrected_already"] = "corrected_already"


class CorrectsAnotherKind(WithFacts):
    """A correction by a fact of another kind: one wrong id would erase what it names."""

    word: str
    was: str
    own: str
    kind: Literal["corrects_another_kind"] = "corrects_another_kind"


class TakenBackAlready(WithFacts):
    word: str
    by: str
    kind: Literal["taken_back_already"] = "taken_back_already"


class StepUnknown(WithFacts):
    word: str
    protocol: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["step_unknown"] = "step_unknown"


class RouteUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["route_unknown"] = "route_unknown"


class NameUnknown(WithFacts):
    """An event, finding, measure or test that no rule knows; `near`: ids perhaps meant."""

    word: str
    near: tuple[str, ...] | None = None
    kind: Literal["name_unknown"] = "name_unknown"


class NameOfAnotherKind(WithFacts):
    """A name that is known of another kind of fact: `own`, and `named` there."""

    word: str
    own: str
    named: str
    kind: Literal["name_of_another_kind"] = "name_of_another_kind"


class ValueImpossible(WithFacts):
    """A number that no body can have in that unit; both ends of what it can have are included."""

    value: Fraction
    unit: str
    name: str
    least: Fraction
    most: Fraction
    kind: Literal["value_impossible"] = "value_impossible"
