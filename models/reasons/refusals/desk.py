"""What was typed at a desk, a command line or a form, and cannot be done."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class Deed(StrEnum):
    """What a file would have been."""

    READ = "read"
    WRITTEN = "written"


class TypedFlaw(Plain):
    ONLY_SLOTS_HAVE_A_STEP = "typed.only_slots_have_a_step"
    NO_SITES = "typed.no_sites"
    NOTHING_TO_RECORD = "typed.nothing_to_record"
    WHOLE_FACT_ALREADY = "typed.whole_fact_already"
    LAST_DAY_NEEDED = "typed.last_day_needed"
    TIME_WITHOUT_ITS_DAY = "typed.time_without_its_day"
    RETRACTION_CORRECTED = "typed.retraction_corrected"
    WHY_NEEDED = "typed.why_needed"
    UNTIL_NEEDED = "typed.until_needed"
    BUSY_NAMES_NO_STEP = "typed.busy_names_no_step"
    ALARM_TWICE = "typed.alarm_twice"
    NOTE_NEEDED = "typed.note_needed"
    SITE_NEEDED = "typed.site_needed"
    DAY_NEEDED = "typed.day_needed"
    DOES_NOT_PRINT = "typed.does_not_print"
    REPORT_TO_NOBODY = "typed.report_to_nobody"
    SUBJECT_ON_RECORD = "typed.subject_on_record"
    RIGHT_SUBJECT_UNKNOWN = "typed.right_subject_unknown"


class NotASite(WithFacts):
    word: str
    first: str
    last: str
    kind: Literal["not_a_site"] = "not_a_site"


class SiteOfPersonUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    near: str | None = None
    kind: Literal["site_of_person_unknown"] = "site_of_person_unknown"


class NotBooked(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["not_booked"] = "not_booked"


class CalendarNameTooLong(WithFacts):
    most: int
    kind: Literal["calendar_name_too_long"] = "calendar_name_too_long"


class NotALoginName(WithFacts):
    word: str
    kind: Literal["not_a_login_name"] = "not_a_login_name"


class FileUnreadable(WithFacts):
    why: FaultReason
    kind: Literal["file_unreadable"] = "file_unreadable"


class CalendarUnreadable(WithFacts):
    why: FaultReason
    kind: Literal["calendar_unreadable"] = "calendar_unreadable"


class CalendarTooLarge(WithFacts):
    megabytes: int
    kind: Literal["calendar_too_large"] = "calendar_too_large"


class NothingCorrected(WithFacts):
    fact: str
    kind: Literal["nothing_corrected"] = "nothing_corrected"


class WordTooMany(WithFacts):
    names: tuple[str, ...]
    word: str
    kind: Literal["word_too_many"] = "word_too_many"


class NotAnAnswer(WithFacts):
    word: str
    kind: Literal["not_an_answer"] = "not_an_answer"


class DoseUnread(WithFacts):
    word: str
    kind: Literal["dose_unread"] = "dose_unread"


class WhyTooLong(WithFacts):
    most: int
    kind: Literal["why_too_long"] = "why_too_long"
