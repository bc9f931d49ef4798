"""What was asked of a calendar link or its picture, and cannot be done."""

from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class PictureFlaw(Plain):
    KIND = "picture.kind"
    THERE_ALREADY = "picture.there_already"
    NO_FOLDER = "picture.no_folder"


class NotDaysOfAFeed(WithFacts):
    word: str
    every: str
    kind: Literal["not_days_of_a_feed"] = "not_days_of_a_feed"


class AlarmStepUnknown(WithFacts):
    word: str
    kind: Literal["alarm_step_unknown"] = "alarm_step_unknown"


class NotALead(WithFacts):
    word: str
    kind: Literal["not_a_lead"] = "not_a_lead"


class LeadTooLong(WithFacts):
    word: str
    days: int
    kind: Literal["lead_too_long"] = "lead_too_long"


class PictureUnwritable(WithFacts):
    why: FaultReason
    kind: Literal["picture_unwritable"] = "picture_unwritable"
