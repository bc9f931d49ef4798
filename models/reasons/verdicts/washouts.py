"""Why a washout is kept, broken or open: when the exposure ended, what the rule asks for."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.facts import Facts
from models.reasons.questions import Question
from models.reasons.reason import Reason
from models.reasons.stated import Stated
from models.reasons.verdicts.exposures import Note
from models.reasons.verdicts.safe_dates import LastExposure, Safe
from models.reasons.verdicts.uncounted import (
    CameAfter,
    ClaimedExempt,
    ClaimedUndated,
    NotCounted,
    NothingRecorded,
)


class _OfExposure(Facts):
    """A washout of one exposure.

    Attributes:
        step: its anchor; `done` says that it is past.
        gap: what the rule asks for; `strict` where exactly so much is still too little.
        or_gap: another length, where the rule asks for the shorter or the longer of the two.
        note: what a reader should know of the exposure's class.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    step: str
    gap: Quantity
    strict: bool
    last: LastExposure
    note: Note | None
    or_gap: Quantity | None = None
    whichever: Literal["shorter", "longer"] | None = None


class WashoutKept(_OfExposure, Reason):
    """The step certainly complies.

    Attributes:
        margin: whole minutes from the first safe moment to the step; never negative.
    """

    judged: Span
    done: bool
    margin: int
    kind: Literal["washout_kept"] = "washout_kept"


class WashoutBroken(_OfExposure, Reason):
    """The step is certainly too early."""

    judged: Span
    done: bool
    safe: Safe
    kind: Literal["washout_broken"] = "washout_broken"


class WashoutOpen(_OfExposure, Reason):
    """Nobody can tell before `asks` is answered."""

    judged: Span
    asks: Question
    safe: Safe
    kind: Literal["washout_open"] = "washout_open"


class WashoutPending(_OfExposure, Reason):
    """The step has no date yet."""

    safe: Safe
    kind: Literal["washout_pending"] = "washout_pending"


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
