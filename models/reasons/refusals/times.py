"""Days, instants and stretches of time that were written and cannot be meant."""

from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class SnoozeFlaw(Plain):
    NOT_AHEAD = "snooze.not_ahead"
    AFTER_THE_DEADLINE = "snooze.after_the_deadline"


class NotADate(WithFacts):
    word: str
    kind: Literal["not_a_date"] = "not_a_date"


class NotAnInstant(WithFacts):
    word: str
    kind: Literal["not_an_instant"] = "not_an_instant"


class NotADay(WithFacts):
    word: str
    kind: Literal["not_a_day"] = "not_a_day"


class OutsideYears(WithFacts):
    word: str
    first_year: int
    last_year: int
    kind: Literal["outside_years"] = "outside_years"


class OffsetMissing(WithFacts):
    word: str
    kind: Literal["offset_missing"] = "offset_missing"


class RelativeToAnotherDay(WithFacts):
    """`BEFORE`, as exports of other systems say where they leave out before what."""

    word: str
    kind: Literal["relative_to_another_day"] = "relative_to_another_day"


class EndsBeforeItBegins(WithFacts):
    word: str
    kind: Literal["ends_before_it_begins"] = "ends_before_it_begins"


class NotABirthday(WithFacts):
    word: str
    kind: Literal["not_a_birthday"] = "not_a_birthday"


class BornLater(WithFacts):
    today: str
    kind: Literal["born_later"] = "born_later"


class LiesInFuture(WithFacts):
    now: str
    may_be_booked: bool = False
    kind: Literal["lies_in_future"] = "lies_in_future"


class NotATime(WithFacts):
    word: str
    kind: Literal["not_a_time"] = "not_a_time"


class TimeSkipped(WithFacts):
    word: str
    zone: str
    kind: Literal["time_skipped"] = "time_skipped"


class TimeTwice(WithFacts):
    word: str
    zone: str
    kind: Literal["time_twice"] = "time_twice"


class InstantNeeded(WithFacts):
    word: str
    kind: Literal["instant_needed"] = "instant_needed"


class AssumedTimeNeeded(WithFacts):
    word: str
    kind: Literal["assumed_time_needed"] = "assumed_time_needed"


class SnoozeTimeNeeded(WithFacts):
    word: str
    kind: Literal["snooze_time_needed"] = "snooze_time_needed"


class NotAnEnd(WithFacts):
    word: str
    kind: Literal["not_an_end"] = "not_an_end"


class EndWithoutOffset(WithFacts):
    word: str
    kind: Literal["end_without_offset"] = "end_without_offset"


class EndGone(WithFacts):
    word: str
    kind: Literal["end_gone"] = "end_gone"


class NotRelative(WithFacts):
    word: str
    kind: Literal["not_relative"] = "not_relative"


class SnoozeTooLong(WithFacts):
    days: int
    kind: Literal["snooze_too_long"] = "snooze_too_long"
