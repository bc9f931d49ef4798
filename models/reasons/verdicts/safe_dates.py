"""When an exposure ended, and from when the step that its rule is about may be."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.questions import Question
from models.reasons.reason import Instant, Reason
from models.reasons.recorded import Exposed


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


class NoDateUntilStopped(Reason):
    """No date is safe while the exposure goes on."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["no_date_until_stopped"] = "no_date_until_stopped"


class NoDateCertain(Reason):
    """No date is certain, as something is not known."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["no_date_certain"] = "no_date_certain"


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
