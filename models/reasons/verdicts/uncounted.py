"""Why a washout asks nothing, or cannot be counted: exempt, begun later, not recorded, undated."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.questions.results import LateExposureAsked
from models.reasons.questions.times import EventDayAsked
from models.reasons.reason import Reason
from models.reasons.recorded import Exposed, FindingSaid
from models.reasons.stated import Stated
from models.reasons.verdicts.criteria import FindingOnRecord
from models.reasons.verdicts.exposures import Exemption, Note


class NotCounted(Reason):
    """A rule names an exposure, and does not count it."""

    discloses: ClassVar = Disclosure.TREATMENT
    stated: Stated
    exposed: Exposed
    why: Exemption
    note: Note | None
    kind: Literal["not_counted"] = "not_counted"


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


class NothingRecorded(Reason):
    """Nothing is recorded that the rule concerns."""

    discloses: ClassVar = Disclosure.NOTHING
    stated: Stated
    kind: Literal["nothing_recorded"] = "nothing_recorded"


class ClaimedExempt(Reason):
    """A finding says that there was such an event, another one that it does not count."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    claimed: FindingSaid
    exempt: FindingSaid
    kind: Literal["claimed_exempt"] = "claimed_exempt"


class ClaimedUndated(Reason):
    """A finding says, or leaves open, that there was such an event; its day is not known."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    claimed: FindingOnRecord
    asks: EventDayAsked
    kind: Literal["claimed_undated"] = "claimed_undated"
