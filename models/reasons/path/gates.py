"""What keeps a gate shut."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.reason import Instant, Reason


class NotRecordedAsDone(Reason):
    """A step that comes before the gate."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["not_recorded_as_done"] = "not_recorded_as_done"


class NotBooked(Reason):
    """The step behind the gate has no date."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["not_booked"] = "not_booked"


class TestToBook(Reason):
    """A test is needed within some days, and none is booked for them; `needed` names the days."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.RESULT
    needed: AnyReason
    kind: Literal["test_to_book"] = "test_to_book"


class HeldUp(Reason):
    """A step from which there is no way back must wait for what is missing.

    Attributes:
        starts: when the step is booked, or must start at the latest; `passed` if that is over.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    starts: Instant
    passed: bool
    missing: AnyReason
    kind: Literal["held_up"] = "held_up"
