"""What an alert asks to do about a step or a test: hold it, book it, record it, or not go ahead."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Instant, Reason


class HoldStep(Reason):
    """A step must be done by a minute."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    by: Instant
    kind: Literal["hold_step"] = "hold_step"


class DoNotHold(Reason):
    """No date would do for a step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["do_not_hold"] = "do_not_hold"


class RecordWhenDone(Reason):
    """What follows a step is done, so that only its record can be missing.

    Attributes:
        before: the step that must not be held until that is on record, where there is one.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    before: str | None = None
    kind: Literal["record_when_done"] = "record_when_done"


class RecordOrBookAgain(Reason):
    """A step was done and not recorded, or must be booked again."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_or_book_again"] = "record_or_book_again"


class RecordOnceDone(Reason):
    """A step that is booked; what follows waits for its record."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_once_done"] = "record_once_done"


class RecordOrBook(Reason):
    """A step that is neither recorded as done nor booked."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_or_book"] = "record_or_book"


class BookStep(Reason):
    """A step that needs a date."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["book_step"] = "book_step"


class BookOnOrAfter(Reason):
    """A step that needs a date, from a minute on."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    to: Instant
    kind: Literal["book_on_or_after"] = "book_on_or_after"


class BookAgain(Reason):
    """A step will not come; `made_from` is the step that makes its lost product again, if any."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    made_from: str | None = None
    kind: Literal["book_again"] = "book_again"


class BookTest(Reason):
    """A test, for one of some local days; both ends count."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    first: date
    last: date
    kind: Literal["book_test"] = "book_test"


class RepeatTest(Reason):
    """A test, on one of some local days; both ends count."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    first: date
    last: date
    kind: Literal["repeat_test"] = "repeat_test"


class FindOtherDate(Reason):
    """A booking cannot hold, and no single move would do."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["find_other_date"] = "find_other_date"


class DecideOnStep(Reason):
    """No date is left for a step: the investigator must say how to go on."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["decide_on_step"] = "decide_on_step"


Booking = (
    HoldStep
    | DoNotHold
    | RecordWhenDone
    | RecordOrBookAgain
    | RecordOnceDone
    | RecordOrBook
    | BookStep
    | BookOnOrAfter
    | BookAgain
    | BookTest
    | RepeatTest
    | FindOtherDate
    | DecideOnStep
)
