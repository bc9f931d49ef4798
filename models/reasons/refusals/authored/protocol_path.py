"""Steps and links of a protocol that no dates can satisfy, or that name what is not there."""

from typing import Literal

from models.protocol.arithmetic.quantity import Quantity
from models.reasons.refusals.refusal import WithFacts


class RuleAt(WithFacts):
    rule: str
    line: int
    kind: Literal["rule_at"] = "rule_at"


class NoDates(WithFacts):
    rules: tuple[RuleAt, ...]
    kind: Literal["no_dates"] = "no_dates"


class BindsNothing(WithFacts):
    rule: str
    kind: Literal["binds_nothing"] = "binds_nothing"


class BindsToItself(WithFacts):
    rule: str
    step: str
    kind: Literal["binds_to_itself"] = "binds_to_itself"


class ClosesFirst(WithFacts):
    rule: str
    latest: Quantity
    kind: Literal["closes_first"] = "closes_first"


class WorstIsLess(WithFacts):
    rule: str
    worst: Quantity
    kind: Literal["worst_is_less"] = "worst_is_less"


class TargetWithoutAnchor(WithFacts):
    step: str
    kind: Literal["target_without_anchor"] = "target_without_anchor"


class TargetOutside(WithFacts):
    step: str
    rule: str
    kind: Literal["target_outside"] = "target_outside"


class DayOutside(WithFacts):
    day: int
    step: str
    rule: str
    kind: Literal["day_outside"] = "day_outside"


class DefinedTwice(WithFacts):
    table: str
    word: str
    kind: Literal["defined_twice"] = "defined_twice"


class NotAStep(WithFacts):
    word: str
    near: str | None = None
    kind: Literal["not_a_step"] = "not_a_step"


class NotDayZero(WithFacts):
    day: int
    day_zero: str
    step: str
    kind: Literal["not_day_zero"] = "not_day_zero"


class DayZeroUndated(WithFacts):
    day: int
    step: str
    kind: Literal["day_zero_undated"] = "day_zero_undated"


class NoSuchDay(WithFacts):
    step: str
    kind: Literal["no_such_day"] = "no_such_day"


class WrittenBelow(WithFacts):
    step: str
    after: str
    kind: Literal["written_below"] = "written_below"


class NoDateOfItsOwn(WithFacts):
    step: str
    for_step: str
    kind: Literal["no_date_of_its_own"] = "no_date_of_its_own"


class NoEvidence(WithFacts):
    rule: str
    near: str | None = None
    kind: Literal["no_evidence"] = "no_evidence"


class CollectsAnothers(WithFacts):
    step: str
    rule: str
    kind: Literal["collects_anothers"] = "collects_anothers"


class AnchorsDiffer(WithFacts):
    rule: str
    anchor: str
    step: str
    kind: Literal["anchors_differ"] = "anchors_differ"


class NotCollected(WithFacts):
    step: str
    rule: str
    kind: Literal["not_collected"] = "not_collected"


class NotHeldAgain(WithFacts):
    step: str
    kind: Literal["not_held_again"] = "not_held_again"


class NotBetween(WithFacts):
    lost: str
    step: str
    day_zero: str
    kind: Literal["not_between"] = "not_between"


class EndsNoPath(WithFacts):
    """An event after which no path could be open again."""

    word: str
    near: str | None = None
    kind: Literal["ends_no_path"] = "ends_no_path"


class TwoSources(WithFacts):
    rule: str
    kind: Literal["two_sources"] = "two_sources"


class ShortTitleTooLong(WithFacts):
    text: str
    most: int
    kind: Literal["short_title_too_long"] = "short_title_too_long"


class AimNotBehind(WithFacts):
    """A gate whose aim does not come after the step that it stands before."""

    towards: str
    before: str
    kind: Literal["aim_not_behind"] = "aim_not_behind"


class TwoGatesBefore(WithFacts):
    step: str
    kind: Literal["two_gates_before"] = "two_gates_before"


class GateOutOfOrder(WithFacts):
    step: str
    later: str
    kind: Literal["gate_out_of_order"] = "gate_out_of_order"


class GateNeverReached(WithFacts):
    """A gate that is behind a subject as soon as the one above it is."""

    step: str
    towards: str
    kind: Literal["gate_never_reached"] = "gate_never_reached"
