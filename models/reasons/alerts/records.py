"""Records that are missing, doubled, unread, awaited or too old."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.source import Source
from models.reasons.path.holds import ValueNoted
from models.reasons.reason import Reason
from models.reasons.recorded import TestTaken
from models.reasons.verdicts.criteria import FindingOnRecord

FactKind = Literal["event", "measurement", "finding", "test"]


class TestTooOld(Reason):
    """A good test that would have counted, had its step not moved; `at` is when that is."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.RESULT
    rule: str
    taken: TestTaken
    step: str
    at: Span
    source: Source
    site_default: bool
    kind: Literal["test_too_old"] = "test_too_old"


class ResultAwaited(Reason):
    """A result that has been awaited longer than it should take: `within`, a site default."""

    discloses: ClassVar = Disclosure.RESULT
    taken: TestTaken
    within: Quantity
    kind: Literal["result_awaited"] = "result_awaited"


class DoneOn(Reason):
    """One record of a step as done."""

    discloses: ClassVar = Disclosure.NOTHING
    fact: str
    at: Span
    kind: Literal["done_on"] = "done_on"


class DoneTwice(Reason):
    """A step that is recorded as done on several dates; all is counted from the last."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    times: tuple[DoneOn, ...]
    kind: Literal["done_twice"] = "done_twice"


class Outgrown(Reason):
    """Within the age at one step, above it at another; the entry does not say which counts."""

    discloses: ClassVar = Disclosure.RESULT
    years: int
    step: str
    within_at: str
    source: Source
    site_default: bool
    kind: Literal["outgrown"] = "outgrown"


class FactUnread(Reason):
    """A fact under a name that no rule reads; `name` as it was recorded."""

    discloses: ClassVar = Disclosure.RESULT
    fact: str
    what: FactKind
    name: str
    kind: Literal["fact_unread"] = "fact_unread"


class UnitUnread(Reason):
    """A measured value in a unit in which no limit is known: a hold counts it as above its own."""

    discloses: ClassVar = Disclosure.RESULT
    record: ValueNoted
    kind: Literal["unit_unread"] = "unit_unread"


class FindingUnknown(Reason):
    """What was last said of a finding is that it is not known; if it is there, a step must wait."""

    discloses: ClassVar = Disclosure.RESULT
    record: FindingOnRecord
    step: str
    kind: Literal["finding_unknown"] = "finding_unknown"


class ChildbearingUnknown(Reason):
    """Until it is recorded, she counts as of childbearing potential."""

    discloses: ClassVar = Disclosure.RESULT
    kind: Literal["childbearing_unknown"] = "childbearing_unknown"


class PopulationUnknown(Reason):
    """Until it is recorded, the subject counts as of a population; a step is asked of no other."""

    discloses: ClassVar = Disclosure.RESULT
    population: str
    step: str
    kind: Literal["population_unknown"] = "population_unknown"


class CalendarProvisional(Reason):
    """The official working days of a year are not published in the installed calendar."""

    discloses: ClassVar = Disclosure.NOTHING
    year: int
    kind: Literal["calendar_provisional"] = "calendar_provisional"
