"""A rule judged on a fact, and what puts a bound where it is."""

from dataclasses import dataclass
from datetime import date

from models.moments import Minute, Span
from models.reasons.questions import Question
from models.reasons.verdicts import VerdictReason
from models.timeline.values import VerdictValue


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """The rule, and the recorded fact if there is one, that put a bound where it is."""

    rule: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Local days on which evidence counts; both ends are included."""

    opens: date
    closes: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule judged on one fact at one moment.

    Attributes:
        judged_at: when the step is, was or would be; None where nothing fixes it.
        clears_at: first minute certainly compliant; None if no minute is.
        possible_from: first minute possibly compliant; None if any minute may be.
        margin_minutes: from `clears_at` to `judged_at`, negative in violation.
        reason: why, with all that a sentence needs.
        asks: the one fact that would settle it, where one would.
        counts_until: the last local day on which the step may be for the test on record to
            count; None where none counts.
        site_default: true where the rule is not stated by the registry entry.
    """

    rule: str
    step: str
    fact: str | None
    value: VerdictValue
    reason: VerdictReason
    asks: Question | None = None
    judged_at: Span | None = None
    clears_at: Minute | None = None
    possible_from: Minute | None = None
    margin_minutes: int | None = None
    window: DayWindow | None = None
    counts_until: date | None = None
    site_default: bool = False
