"""What an alert asks to record, or to ask of somebody; each sentence begins with it."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Reason


class RecordFact(Reason):
    """One fact that would settle something.

    Attributes:
        fact: what is asked about, where that is on record.
    """

    discloses: ClassVar = Disclosure.NOTHING
    question: AnyReason
    fact: str | None = None
    kind: Literal["record_fact"] = "record_fact"


class RecordDeviation(Reason):
    """A step was done against a rule.

    Attributes:
        fact: what the rule was judged on, such as a drug; None where it is the step's date alone.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    rule: NamedRule
    fact: str | None = None
    kind: Literal["record_deviation"] = "record_deviation"


class DoNotGoOn(Reason):
    """The subject is out of the trial unless the investigator waives a rule."""

    discloses: ClassVar = Disclosure.NOTHING
    rule: NamedRule
    kind: Literal["do_not_go_on"] = "do_not_go_on"


class TellInvestigator(Reason):
    """The subject is out of the trial when lymphodepletion is booked already, or has begun.

    Attributes:
        step: what must not be held as it is booked.
        begun: the step that has begun and cannot be taken back; None before that.
    """

    discloses: ClassVar = Disclosure.NOTHING
    rule: NamedRule
    step: str
    begun: str | None
    kind: Literal["tell_investigator"] = "tell_investigator"


class RecordOtherWay(Reason):
    """One of several ways into the trial fails; `number` is the inclusion that offers them."""

    discloses: ClassVar = Disclosure.RESULT
    number: str
    kind: Literal["record_other_way"] = "record_other_way"


class AskForResult(Reason):
    """A result that is awaited."""

    discloses: ClassVar = Disclosure.RESULT
    test: str
    fact: str
    kind: Literal["ask_for_result"] = "ask_for_result"


class CorrectRecord(Reason):
    """Of several records of one step one must be wrong."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["correct_record"] = "correct_record"


class AskInvestigator(Reason):
    """The entry does not say; somebody must decide."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["ask_investigator"] = "ask_investigator"


class CheckName(Reason):
    """The name of a fact may be misspelt."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    kind: Literal["check_name"] = "check_name"


class RecordChildbearing(Reason):
    """Whether she is of childbearing potential."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["record_childbearing"] = "record_childbearing"


Recording = (
    RecordFact
    | RecordDeviation
    | DoNotGoOn
    | TellInvestigator
    | RecordOtherWay
    | AskForResult
    | CorrectRecord
    | AskInvestigator
    | CheckName
    | RecordChildbearing
)
