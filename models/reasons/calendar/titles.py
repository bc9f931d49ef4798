"""What an entry is called."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.reason import Instant, Reason
from models.timeline.values import StepState


class VisitTitle(Reason):
    """A step, done, booked, computed or off.

    Attributes:
        time: 2 where it is held again.
        day: its Day number where that is not the protocol's, because it was held, or is booked,
            on another day than planned; None elsewhere, and where the protocol numbers none.
    """

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    step: str
    time: int
    state: StepState
    day: int | None = None
    kind: Literal["visit_title"] = "visit_title"


class WindowTitle(Reason):
    """The days on which a step may happen, both included.

    Attributes:
        opens: the first of them; None where no fact says it, and the last day alone is told.
    """

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    step: str
    time: int
    opens: date | None
    closes: date
    overdue: bool
    kind: Literal["window_title"] = "window_title"


class WashoutEndsAt(Reason):
    """The minute at which the washouts of some rules end."""

    discloses: ClassVar = Disclosure.TREATMENT
    subject: str
    rules: tuple[str, ...]
    at: Instant
    kind: Literal["washout_ends_at"] = "washout_ends_at"


class WashoutOverFrom(Reason):
    """The first day of which the washouts of some rules leave the whole."""

    discloses: ClassVar = Disclosure.TREATMENT
    subject: str
    rules: tuple[str, ...]
    day: date
    kind: Literal["washout_over_from"] = "washout_over_from"


class SomeWashoutOver(Reason):
    """The same of a washout that is not named."""

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    day: date
    kind: Literal["some_washout_over"] = "some_washout_over"


class TestCountsUntil(Reason):
    """The last day of a step on which a test on record counts for a rule."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.TREATMENT
    subject: str
    rule: str
    step: str
    time: int
    day: date
    kind: Literal["test_counts_until"] = "test_counts_until"


class SomeTestCountsUntil(Reason):
    """The same of a test that is not named."""

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    step: str
    time: int
    day: date
    kind: Literal["some_test_counts_until"] = "some_test_counts_until"


class NoDateFixed(Reason):
    """No date of the subject is firm yet."""

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    kind: Literal["no_date_fixed"] = "no_date_fixed"


class TimelineClosed(Reason):
    """The subject's timeline has ended; why stays in the application."""

    discloses: ClassVar = Disclosure.NOTHING
    subject: str
    kind: Literal["timeline_closed"] = "timeline_closed"


class NobodyHasDates(Reason):
    """Of no subject in a scope a date is to be shown."""

    discloses: ClassVar = Disclosure.NOTHING
    whose: str
    kind: Literal["nobody_has_dates"] = "nobody_has_dates"


class NoLongerApplies(Reason):
    """An entry that was published and then left the plan."""

    discloses: ClassVar = Disclosure.NOTHING
    title: AnyReason
    kind: Literal["no_longer_applies"] = "no_longer_applies"
