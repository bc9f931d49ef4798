"""What was asked of a calendar link or its picture, and cannot be done."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class PictureFlaw(Plain):
    KIND = "picture.kind"
    THERE_ALREADY = "picture.there_already"
    NO_FOLDER = "picture.no_folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDaysOfAFeed(WithFacts):
    word: str
    every: str
    kind: Literal["not_days_of_a_feed"] = "not_days_of_a_feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStepUnknown(WithFacts):
    word: str
    kind: Literal["alarm_step_unknown"] = "alarm_step_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotALead(WithFacts):
    word: str
    kind: Literal["not_a_lead"] = "not_a_lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTooLong(WithFacts):
    word: str
    days: int
    kind: Literal["lead_too_long"] = "lead_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureUnwritable(WithFacts):
    why: FaultReason
    kind: Literal["picture_unwritable"] = "picture_unwritable"
