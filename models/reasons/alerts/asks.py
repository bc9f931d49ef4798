"""What an alert asks for, where no other date is the answer; each sentence begins with it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.reason import Instant, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFact(Reason):
    """One fact that would settle something."""

    discloses: ClassVar = Disclosure.NOTHING
    question: AnyReason
    kind: Literal["record_fact"] = "record_fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeviation(Reason):
    """A step was done against a rule."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_deviation"] = "record_deviation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoNotGoOn(Reason):
    """The subject is out of the trial unless the investigator says otherwise."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["do_not_go_on"] = "do_not_go_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoNotHold(Reason):
    """No date would do for a step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["do_not_hold"] = "do_not_hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOtherWay(Reason):
    """One of several ways into the trial fails; `number` is the inclusion that offers them."""

    discloses: ClassVar = Disclosure.RESULT
    number: str
    kind: Literal["record_other_way"] = "record_other_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldStep(Reason):
    """A step must be done by a minute."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    by: Instant
    kind: Literal["hold_step"] = "hold_step"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWhenDone(Reason):
    """What follows a step is done, so that only its record can be missing."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_when_done"] = "record_when_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrBookAgain(Reason):
    """A step was done and not recorded, or must be booked again."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["record_or_book_again"] = "record_or_book_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAgain(Reason):
    """A step will not come; `made_from` is the step that makes its lost product again, if any."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    made_from: str | None = None
    kind: Literal["book_again"] = "book_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatTest(Reason):
    """A test, on one of some local days; both ends count."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    first: date
    last: date
    kind: Literal["repeat_test"] = "repeat_test"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForResult(Reason):
    """A result that is awaited."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    fact: str
    kind: Literal["ask_for_result"] = "ask_for_result"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRecord(Reason):
    """Of several records of one step one must be wrong."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["correct_record"] = "correct_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInvestigator(Reason):
    """The entry does not say; somebody must decide."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["ask_investigator"] = "ask_investigator"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckName(Reason):
    """The name of a fact may be misspelt."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    kind: Literal["check_name"] = "check_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChildbearing(Reason):
    """Whether she is of childbearing potential."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["record_childbearing"] = "record_childbearing"
