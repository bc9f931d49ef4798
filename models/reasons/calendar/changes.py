"""What was new about a revision of an entry, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.nested import AnyReason
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Instant, Reason
from models.timeline.values import StepState


class BandState(StrEnum):
    """Where an entry stands that is no visit."""

    OF_A_BOOKING = "of_a_booking"
    OF_A_COMPUTED_DATE = "of_a_computed_date"


class NoticeState(StrEnum):
    """Where a timeline stands, for its notice."""

    OPEN = "timeline_open"
    CLOSED = "timeline_closed"


EntryState = StepState | BandState | NoticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMinute:
    """The minute at which an entry begins, and by whose clock it is told."""

    minute: Instant
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDays:
    """The days of an entry, both included."""

    first: date
    last: date


EntryTime = OnMinute | OnDays


class EntryRevised(Reason):
    """All that is new in a revision, and why."""

    discloses: ClassVar = Disclosure.NOTHING
    changes: tuple[AnyReason, ...]
    because: AnyReason
    kind: Literal["entry_revised"] = "entry_revised"


# ------------------------------------------------------------------------------------- what


class EntryMoved(Reason):
    """It is at another time."""

    discloses: ClassVar = Disclosure.NOTHING
    was: EntryTime
    now: EntryTime
    kind: Literal["entry_moved"] = "entry_moved"


class StateChanged(Reason):
    """It stands elsewhere: booked, where it was planned."""

    discloses: ClassVar = Disclosure.NOTHING
    was: EntryState
    now: EntryState
    kind: Literal["state_changed"] = "state_changed"


class PlaceChanged(Reason):
    """It is somewhere else."""

    discloses: ClassVar = Disclosure.NOTHING
    was: AnyReason
    now: AnyReason
    kind: Literal["place_changed"] = "place_changed"


class ReasonsChanged(Reason):
    """Time, state and place are the same; what binds them, or the window, is not."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["reasons_changed"] = "reasons_changed"


class LeftThePlan(Reason):
    """The plan no longer holds it."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["left_the_plan"] = "left_the_plan"


# -------------------------------------------------------------------------------------- why


class StateSaysWhy(Reason):
    """The state alone explains it: done, because it is recorded as done."""

    discloses: ClassVar = Disclosure.NOTHING
    state: StepState
    kind: Literal["state_says_why"] = "state_says_why"


class NotHeldOnRecord(Reason):
    """Somebody recorded that it did not take place, or failed."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["not_held_on_record"] = "not_held_on_record"


class AtRiskBy(Reason):
    """The rules that a booking breaks, or by which it cannot be judged.

    Each reveals what its own name does; none is here of those that may not be told.
    """

    discloses: ClassVar = Disclosure.NOTHING
    rules: tuple[NamedRule, ...]
    kind: Literal["at_risk_by"] = "at_risk_by"


class TimelineHasEnded(Reason):
    """The subject's timeline is closed."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["timeline_has_ended"] = "timeline_has_ended"


class VersionCounts(Reason):
    """Another version of the protocol counts for the subject, from a day on at the site."""

    discloses: ClassVar = Disclosure.NOTHING
    version: str
    since: date | None
    kind: Literal["version_counts"] = "version_counts"


class BoundByRules(Reason):
    """The rules that put it where it stands."""

    discloses: ClassVar = Disclosure.TREATMENT
    rules: tuple[str, ...]
    kind: Literal["bound_by_rules"] = "bound_by_rules"


class FactsLeadThere(Reason):
    """It follows from what is recorded."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["facts_lead_there"] = "facts_lead_there"


class FactsLeadThereNoMore(Reason):
    """It no longer follows from what is recorded."""

    discloses: ClassVar = Disclosure.NOTHING
    kind: Literal["facts_lead_there_no_more"] = "facts_lead_there_no_more"
