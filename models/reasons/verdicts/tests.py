"""Why a test counts for a step, does not, or is still needed."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.facts import Facts
from models.reasons.path.holds import HoldRecorded
from models.reasons.path.rules import NamedRule
from models.reasons.questions.results import EarlierTestAsked, ResultAsked
from models.reasons.questions.times import ReportTimeAsked, SampleTimeAsked, StepTimeAsked
from models.reasons.reason import Reason
from models.reasons.recorded import TestTaken
from models.reasons.stated import Stated


class _OfTest(Facts):
    """A test that a rule asks for before a step."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    step: str


class SampleCounts(_OfTest, Reason):
    """A test with the result that is asked for, young enough for its step."""

    judged: Span
    sample: TestTaken
    result: str
    kind: Literal["sample_counts"] = "sample_counts"


class SampleAgainst(_OfTest, Reason):
    """The last test that counts has another result."""

    sample: TestTaken
    result: str
    kind: Literal["sample_against"] = "sample_against"


class TestQuestioned(_OfTest, Reason):
    """A test that would count, against records by which a hold stands: a person must decide.

    Attributes:
        hold: the rule of that hold.
    """

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    sample: TestTaken
    result: str
    hold: NamedRule
    against: tuple[HoldRecorded, ...]
    kind: Literal["test_questioned"] = "test_questioned"


class SampleDoubtful(_OfTest, Reason):
    """Times are too coarse to tell whether a test counts."""

    judged: Span
    sample: TestTaken
    asks: SampleTimeAsked | ReportTimeAsked | StepTimeAsked
    kind: Literal["sample_doubtful"] = "sample_doubtful"


class ReportedTooLate(_OfTest, Reason):
    """A test with the result that is asked for, known only after the step; so it allowed nothing.

    Attributes:
        reported: when its result was known.
    """

    judged: Span
    sample: TestTaken
    result: str
    reported: Span
    kind: Literal["reported_too_late"] = "reported_too_late"


class _Needed(_OfTest):
    """No test counts yet.

    Attributes:
        test, result: what is needed.
        first, last: the local days on which a sample counts; both ends included.
    """

    judged: Span
    test: str
    result: str
    first: date
    last: date


class SampleAwaited(_Needed, Reason):
    """A sample was taken whose result is not known.

    Attributes:
        asks: the result, once the step is done.
    """

    sample: TestTaken
    asks: ResultAsked | None
    kind: Literal["sample_awaited"] = "sample_awaited"


class TestUnrecorded(_Needed, Reason):
    """The step is done, and no such test is recorded at all."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    asks: EarlierTestAsked
    kind: Literal["test_unrecorded"] = "test_unrecorded"


class TestMissing(_Needed, Reason):
    """None counts.

    Attributes:
        over: true where it is too late for one.
        after: a contrary test of which a person has decided that it says nothing of the subject;
            only what is taken after it counts.
    """

    __test__: ClassVar = False
    over: bool
    after: TestTaken | None = None
    kind: Literal["test_missing"] = "test_missing"


class StepUndated(_OfTest, Reason):
    """The step that the test is for has no date yet."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["step_undated"] = "step_undated"


class OnlyOfChildbearing(_OfTest, Reason):
    """The rule concerns women of childbearing potential, and so not this subject."""

    kind: Literal["only_of_childbearing"] = "only_of_childbearing"


class PathEndedBefore(_OfTest, Reason):
    """The subject's path ended before the step that the test is for."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["path_ended_before"] = "path_ended_before"


TestReason = (
    SampleCounts
    | SampleAgainst
    | TestQuestioned
    | SampleDoubtful
    | ReportedTooLate
    | SampleAwaited
    | TestUnrecorded
    | TestMissing
    | StepUndated
    | OnlyOfChildbearing
    | PathEndedBefore
)
