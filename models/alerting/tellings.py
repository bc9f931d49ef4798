"""An open alert with what people did about it, and what was told of it: facts only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.timeline.results import Alert
from models.timeline.values import Severity

URGENCY = {severity: place for place, severity in enumerate(Severity)}
"""The most severe first."""


class AlertState(StrEnum):
    """Where an alert stands with people; that it stands at all is derived from the plan."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"  # by a fact: the plan no longer derives it


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertToTell:
    """One open alert.

    Attributes:
        number: of this opening; the same cause that opens again has another.
        zone: whose clock its deadline is told by, and whose nights are quiet.
        occasion: counts the times it is to be told anew: 0 at its opening, one more
            whenever its severity rises or its deadline moves, and when a snooze ends.
        tell_from: when this occasion began; later than now while it is snoozed.
        reopened: how many times the same cause had been open before.
        word: a random word of this opening, for the keys of its messages; empty for openings
            of before there were any, whose number stands in its place.
        version: of the protocol, where that it began to count raised the alert.
        trial: by whose words it is told; None where it is known from elsewhere.
    """

    number: int
    subject: str
    site: str
    zone: ZoneInfo
    alert: Alert
    occasion: int
    tell_from: datetime
    acknowledged_by: str | None = None
    reopened: int = 0
    word: str = ""
    version: str | None = None
    trial: str | None = None

    def unanswered(self, now: datetime) -> bool:
        """Whether somebody must still be told: neither acknowledged nor snoozed."""
        return self.acknowledged_by is None and self.tell_from <= now


class ToldState(StrEnum):
    WAITING = "waiting"  # not sent yet, or not successfully
    SENT = "sent"
    DEAD = "dead"  # no channel of the recipient took it
    WITHDRAWN = "withdrawn"  # answered or resolved before it was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One alert, on one occasion, to one recipient, at one step of its route.

    Attributes:
        severity: of the alert when it is told; None where it is told that it is over.
    """

    alert: int
    occasion: int
    recipient: str
    step: int
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling that is on record.

    Attributes:
        recorded_at: when it became due and was written down.
        sent_at: when a channel took it; None while none has.
    """

    telling: Telling
    state: ToldState
    recorded_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What is on record of the alerts that stand.

    Attributes:
        keys: of daily messages that are on record.
        ahead: of those that were recorded while the clock ran ahead, for days still to come.
        installation: a random word of these records, for the keys of daily messages; empty
            where they have none.
    """

    told: tuple[Told, ...] = ()
    keys: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    installation: str = ""


class DeliveryKind(StrEnum):
    ALERT = "alert"
    GROUP = "group"  # many at once, as one message
    DIGEST = "digest"
    ALL_CLEAR = "all_clear"  # a critical alert that somebody was told of is over
    INVITATION = "invitation"  # one booking, for the calendar of who asked for it
    CHECKPOINT = "checkpoint"  # how far the records' chains have come, kept out of our reach


DAILY = (DeliveryKind.DIGEST, DeliveryKind.CHECKPOINT)
"""What comes once a day, at an hour that its recipient has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message that is due to one recipient.

    Attributes:
        key: the same for the same message however often it is worked out or sent, so that
            a receiver can tell a repeat.
        severity: the worst of its alerts; a daily message's is info.
        tellings: what it tells; empty for a daily message, which is composed when it is sent.
    """

    key: str
    kind: DeliveryKind
    recipient: str
    severity: Severity
    tellings: tuple[Telling, ...] = ()
