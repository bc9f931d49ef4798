"""What is asked where records contradict each other, or a booking can hardly be meant."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


class CorrectOneRecord(Reason):
    """One of several records is wrong: it is to be corrected, or taken back."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["correct_one_record"] = "correct_one_record"


class ReopenOrCorrect(Reason):
    """The path is open again, or one of the records is wrong."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["reopen_or_correct"] = "reopen_or_correct"


class RecordOrCorrect(Reason):
    """A step is not recorded, or the visit is recorded wrongly."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_or_correct"] = "record_or_correct"


class RecordOrCorrectLater(Reason):
    """A step is not recorded, or a later one is recorded wrongly."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    later: str
    kind: Literal["record_or_correct_later"] = "record_or_correct_later"


class TellWhichCounts(Reason):
    """From which of several collections the product is made.

    Attributes:
        lost: the step that is recorded as missed for a product that was lost.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    lost: str
    kind: Literal["tell_which_counts"] = "tell_which_counts"


class HoldAgain(Reason):
    """A step is to be booked and held again."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["hold_again"] = "hold_again"


class CheckBooking(Reason):
    """The time of a booking may be a slip."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["check_booking"] = "check_booking"


Clarifying = (
    CorrectOneRecord
    | ReopenOrCorrect
    | RecordOrCorrect
    | RecordOrCorrectLater
    | TellWhichCounts
    | HoldAgain
    | CheckBooking
)
"""What is asked where records contradict each other, or a booking can hardly be meant."""
