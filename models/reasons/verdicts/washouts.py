"""Why a washout is kept, broken or open: when the exposure ended, what the rule asks for."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.questions import Question
from models.reasons.questions.results import LateExposureAsked
from models.reasons.questions.times import EventDayAsked
from models.reasons.reason import Instant, Reason
from models.reasons.recorded import Exposed, FindingSaid
from models.reasons.stated import Stated
from models.reasons.verdicts.criteria import FindingOnRecord
from models.reasons.verdicts.exposures import Exemption, Note

# -------------------------------------------------------------------- parts of a washout


@dataclass(frozen=True, slots=True, kw_only=True)
class LastExposure(Reason):
    """When an exposure ended, or will.

    Attributes:
        at: None while it is still being given.
        counted_dose: true where it went on below the dose that the rule counts.
        depot: true where `at` is the last day on which a depot may act.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    exposed: Exposed
    at: Span | None
    counted_dose: bool = False
    depot: bool = False
    kind: Literal["last_exposure"] = "last_exposure"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDateUntilStopped(Reason):
    """No date is safe while the exposure goes on."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["no_date_until_stopped"] = "no_date_until_stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoDateCertain(Reason):
    """No date is certain, as something is not known."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["no_date_certain"] = "no_date_certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeFrom(Reason):
    """From when the step may be.

    Attributes:
        clears_at: the first minute that certainly complies.
        whatever: true where an open question could only bring it forward.
    """

    discloses: ClassVar = Disclosure.NOTHING
    clears_at: Instant
    whatever: bool = False
    kind: Literal["safe_from"] = "safe_from"


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleFrom(Reason):
    """From when the step may be at best, and from when for certain.

    Attributes:
        asks: what would tell the two apart.
    """

    discloses: ClassVar = Disclosure.NOTHING
    possible_from: Instant
    clears_at: Instant
    asks: Question
    kind: Literal["possible_from"] = "possible_from"


Safe = NoDateUntilStopped | NoDateCertain | SafeFrom | PossibleFrom


# -------------------------------------------------------------------- a washout judged


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfExposure:
    """A washout of one exposure.

    Attributes:
        step: its anchor; `done` says that it is past.
        gap: what the rule asks for; `strict` where exactly so much is still too little.
        note: what a reader should know of the exposure's class.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    step: str
    gap: Quantity
    strict: bool
    last: LastExposure
    note: Note | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WashoutKept(_OfExposure, Reason):
    """The step certainly complies.

    Attributes:
        margin: whole minutes from the first safe moment to the step; never negative.
    """

    judged: Span
    done: bool
    margin: int
    kind: Literal["washout_kept"] = "washout_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashoutBroken(_OfExposure, Reason):
    """The step is certainly too early."""

    judged: Span
    done: bool
    safe: Safe
    kind: Literal["washout_broken"] = "washout_broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashoutOpen(_OfExposure, Reason):
    """Nobody can tell before `asks` is answered."""

    judged: Span
    asks: Question
    safe: Safe
    kind: Literal["washout_open"] = "washout_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashoutPending(_OfExposure, Reason):
    """The step has no date yet."""

    safe: Safe
    kind: Literal["washout_pending"] = "washout_pending"


# -------------------------------------------------------------------- what does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted(Reason):
    """A rule names an exposure, and does not count it."""

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    exposed: Exposed
    why: Exemption
    note: Note | None
    kind: Literal["not_counted"] = "not_counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameAfter(Reason):
    """An exposure began after the step that the rule is about.

    Attributes:
        asks: what the protocol asks of it even so.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    step: str
    exposed: Exposed
    asks: LateExposureAsked | None = None
    kind: Literal["came_after"] = "came_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingRecorded(Reason):
    """Nothing is recorded that the rule concerns."""

    discloses: ClassVar = Disclosure.NOTHING
    stated: Stated
    kind: Literal["nothing_recorded"] = "nothing_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedExempt(Reason):
    """A finding says that there was such an event, another one that it does not count."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    claimed: FindingSaid
    exempt: FindingSaid
    kind: Literal["claimed_exempt"] = "claimed_exempt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedUndated(Reason):
    """A finding says, or leaves open, that there was such an event; its day is not known."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    claimed: FindingOnRecord
    asks: EventDayAsked
    kind: Literal["claimed_undated"] = "claimed_undated"


WashoutReason = (
    WashoutKept
    | WashoutBroken
    | WashoutOpen
    | WashoutPending
    | NotCounted
    | CameAfter
    | NothingRecorded
    | ClaimedExempt
    | ClaimedUndated
)
