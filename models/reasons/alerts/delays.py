"""Steps that are late, or will be soon, or lie outside their window."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.source import Source
from models.reasons.path.rules import NamedRule
from models.reasons.path.windows import Binds
from models.reasons.reason import Instant, Reason

Lost = Literal["missed", "cancelled"]


class BookingPassed(Reason):
    """A step is overdue: its booking is over."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    kind: Literal["booking_passed"] = "booking_passed"


class WindowPassed(Reason):
    """A step is overdue: its own window has closed."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    closes: Instant
    kind: Literal["window_passed"] = "window_passed"


class LaterStepDone(Reason):
    """A step is overdue: one that comes after it is recorded as done."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["later_step_done"] = "later_step_done"


class BookedSoon(Reason):
    """A booking is near."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    kind: Literal["booked_soon"] = "booked_soon"


class DueBy(Reason):
    """A step must be done by the end of its window, which is near."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    by: Instant
    kind: Literal["due_by"] = "due_by"


class LastWorkingTime(Reason):
    """A step must be done by the last working time before its window closes, on another day."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    by: Instant
    closes_on: date
    kind: Literal["last_working_time"] = "last_working_time"


class StepLost(Reason):
    """A step was missed or cancelled, and what follows waits for it."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    mark: Lost
    kind: Literal["step_lost"] = "step_lost"


class DoneOutsideWindow(Reason):
    """A step that was done before or after its window.

    Attributes:
        at, limit: the recorded end and the window's end that lie nearest to each other.
        early: before its window.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Instant
    limit: Instant
    early: bool
    rule: NamedRule
    source: Source
    site_default: bool
    kind: Literal["done_outside_window"] = "done_outside_window"


class BookedOutsideWindow(Reason):
    """A booking outside the window that the path leaves; why, from the root to the step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    because: tuple[Binds, ...]
    kind: Literal["booked_outside_window"] = "booked_outside_window"
