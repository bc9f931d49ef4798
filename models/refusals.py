"""Why something that a person asked for was not done, as facts; `wording.refusals` says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something was not done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTooMany(Refusal):
    """More words were typed than a kind of fact has fields.

    Attributes:
        fields: that words may fill.
        word: the first that is left.
    """

    fields: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchTime(Refusal):
    """Something that looks like a date and a time, and is none of the calendar."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSkipped(Refusal):
    """A time over which the clocks of the site's zone went forward."""

    text: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeCameTwice(Refusal):
    """A time that the clocks of the site's zone showed twice."""

    text: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotADose(Refusal):
    """Not a number and a unit."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnAnswer(Refusal):
    """Neither yes, no nor unknown."""

    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEmpty(Refusal):
    """A field of a form without which nothing can be recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDayMissing(Refusal):
    """A drug with neither a last day nor a word that it is still being given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonMissing(Refusal):
    """An answer to an alert without a reason that can be printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonTooLong(Refusal):
    """A reason of more characters than are kept."""

    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UntilMissing(Refusal):
    """A snooze without a day and a time of the site's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeNotAhead(Refusal):
    """A snooze until a time that has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozePastDeadline(Refusal):
    """A snooze that would end after the alert's deadline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeTooLong(Refusal):
    """A snooze of more days than an alert may be out of sight."""

    days: int
