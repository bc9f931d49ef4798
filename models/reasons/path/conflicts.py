"""What cannot hold together."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.path.closed_days import ClosedDay
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Instant, Reason


class OtherBooking(Reason):
    """Another booking that excludes one, and the rules by which it does, in order."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    assumed: bool
    rules: tuple[NamedRule, ...]
    kind: Literal["other_booking"] = "other_booking"


class CannotHold(Reason):
    """A booking against rules, or against other bookings."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span
    assumed: bool
    against: tuple[NamedRule | OtherBooking, ...]
    kind: Literal["cannot_hold"] = "cannot_hold"


class WindowGone(Reason):
    """The last minute of a step without a date has passed."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    rules: tuple[NamedRule, ...]
    closes: Instant
    kind: Literal["window_gone"] = "window_gone"


class NoTimeLeft(Reason):
    """A step's first minute comes after its last."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    rules: tuple[NamedRule, ...]
    opens: Instant
    closes: Instant
    kind: Literal["no_time_left"] = "no_time_left"


class NoSlotLeft(Reason):
    """Some time would be left, but the site lists no free slot in it."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    rules: tuple[NamedRule, ...]
    opens: Instant
    closes: Instant
    kind: Literal["no_slot_left"] = "no_slot_left"


class SiteClosedThen(Reason):
    """Some time would be left, but the site does not work on those days; why, of each day."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    rules: tuple[NamedRule, ...]
    opens: Instant
    closes: Instant
    days: tuple[ClosedDay, ...]
    kind: Literal["site_closed_then"] = "site_closed_then"


Conflicting = CannotHold | WindowGone | NoTimeLeft | NoSlotLeft | SiteClosedThen
