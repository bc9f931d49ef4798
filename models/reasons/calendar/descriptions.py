"""What stands below an entry's title, one line each; rules and moments, never a drug or result."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.calendar.rules import CitedRule
from models.reasons.nested import AnyReason
from models.reasons.reason import Instant, Reason


class DateComputed(Reason):
    """Nobody has booked it: the date follows from what is recorded."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["date_computed"] = "date_computed"


class WaitsForBooking(Reason):
    """It hangs on a step that nobody has booked, and so on today.

    Attributes:
        step, time: what must be booked; the step itself where it can be held already.
        not_before: the first day by what is recorded alone; None where nothing says one.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    time: int
    not_before: date | None
    kind: Literal["waits_for_booking"] = "waits_for_booking"


class BookingAtRisk(Reason):
    """A booking stands that does not agree with the rules, or of which that cannot be told."""

    discloses: ClassVar = Disclosure.NOTHING
    because: AnyReason
    kind: Literal["booking_at_risk"] = "booking_at_risk"


class WindowSpan(Reason):
    """A window to the minute, both ends included; None where no fact puts an end.

    An hour may tell of a rule in hours.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    opens: Instant | None
    closes: Instant | None
    kind: Literal["window_span"] = "window_span"


class WindowDays(Reason):
    """The days of a window, both included."""

    discloses: ClassVar = Disclosure.NOTHING
    opens: date | None
    closes: date
    kind: Literal["window_days"] = "window_days"


class OpenedBy(Reason):
    """The rules that put a window's opening where it is."""

    discloses: ClassVar = Disclosure.TREATMENT
    rules: tuple[CitedRule, ...]
    kind: Literal["opened_by"] = "opened_by"


class ClosedBy(Reason):
    """The rules that put a window's end where it is."""

    discloses: ClassVar = Disclosure.TREATMENT
    rules: tuple[CitedRule, ...]
    kind: Literal["closed_by"] = "closed_by"


class NotBeforeWhy(Reason):
    """One link of the chain of why a step is not before a minute."""

    discloses: ClassVar = Disclosure.TREATMENT
    because: AnyReason
    kind: Literal["not_before_why"] = "not_before_why"


class TestCountsOn(Reason):
    """The days on which a test for a rule must be taken, both included."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.TREATMENT
    rule: CitedRule
    first: date
    last: date
    kind: Literal["test_counts_on"] = "test_counts_on"


class ClearFrom(Reason):
    """The first minute that certainly agrees with a rule."""

    discloses: ClassVar = Disclosure.TREATMENT
    rule: CitedRule
    minute: Instant
    kind: Literal["clear_from"] = "clear_from"


class TestExpires(Reason):
    """After a day of a step the test on record counts no more, and a new one is needed."""

    __test__: ClassVar = False  # pytest takes no class of ours for a test
    discloses: ClassVar = Disclosure.TREATMENT
    rule: CitedRule
    step: str
    time: int
    day: date
    kind: Literal["test_expires"] = "test_expires"


class SomeTestExpires(Reason):
    """The same of a test that is not named."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    time: int
    day: date
    kind: Literal["some_test_expires"] = "some_test_expires"


class LengthByDefault(Reason):
    """How long the entry is drawn, which is a site default."""

    discloses: ClassVar = Disclosure.NOTHING
    minutes: int
    kind: Literal["length_by_default"] = "length_by_default"


class DateAlone(Reason):
    """Only the date is recorded."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["date_alone"] = "date_alone"


class WindowByDefault(Reason):
    """The registry entry does not state this step's window."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["window_by_default"] = "window_by_default"


class DatesWillCome(Reason):
    """Dates appear once a fact fixes them."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["dates_will_come"] = "dates_will_come"


class NothingMorePlanned(Reason):
    """Nothing is planned but what is shown."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["nothing_more_planned"] = "nothing_more_planned"


class SubjectsWillCome(Reason):
    """Dates appear once a subject of the calendar has one."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["subjects_will_come"] = "subjects_will_come"
