"""Days, instants and stretches of time that were written and cannot be meant."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class SnoozeFlaw(Plain):
    NOT_AHEAD = "snooze.not_ahead"
    AFTER_THE_DEADLINE = "snooze.after_the_deadline"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotADate(WithFacts):
    word: str
    kind: Literal["not_a_date"] = "not_a_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnInstant(WithFacts):
    word: str
    kind: Literal["not_an_instant"] = "not_an_instant"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotADay(WithFacts):
    word: str
    kind: Literal["not_a_day"] = "not_a_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideYears(WithFacts):
    word: str
    first_year: int
    last_year: int
    kind: Literal["outside_years"] = "outside_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetMissing(WithFacts):
    word: str
    kind: Literal["offset_missing"] = "offset_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeToAnotherDay(WithFacts):
    """`BEFORE`, as exports of other systems say where they leave out before what."""

    word: str
    kind: Literal["relative_to_another_day"] = "relative_to_another_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndsBeforeItBegins(WithFacts):
    word: str
    kind: Literal["ends_before_it_begins"] = "ends_before_it_begins"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotABirthday(WithFacts):
    word: str
    kind: Literal["not_a_birthday"] = "not_a_birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class BornLater(WithFacts):
    today: str
    kind: Literal["born_later"] = "born_later"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiesInFuture(WithFacts):
    now: str
    may_be_booked: bool = False
    kind: Literal["lies_in_future"] = "lies_in_future"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotATime(WithFacts):
    word: str
    kind: Literal["not_a_time"] = "not_a_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSkipped(WithFacts):
    word: str
    zone: str
    kind: Literal["time_skipped"] = "time_skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTwice(WithFacts):
    word: str
    zone: str
    kind: Literal["time_twice"] = "time_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstantNeeded(WithFacts):
    word: str
    kind: Literal["instant_needed"] = "instant_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumedTimeNeeded(WithFacts):
    word: str
    kind: Literal["assumed_time_needed"] = "assumed_time_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeTimeNeeded(WithFacts):
    word: str
    kind: Literal["snooze_time_needed"] = "snooze_time_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnEnd(WithFacts):
    word: str
    kind: Literal["not_an_end"] = "not_an_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWithoutOffset(WithFacts):
    word: str
    kind: Literal["end_without_offset"] = "end_without_offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndGone(WithFacts):
    word: str
    kind: Literal["end_gone"] = "end_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRelative(WithFacts):
    word: str
    kind: Literal["not_relative"] = "not_relative"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeTooLong(WithFacts):
    days: int
    kind: Literal["snooze_too_long"] = "snooze_too_long"
