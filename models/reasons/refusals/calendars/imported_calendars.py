"""Why somebody else's calendar is not read, or not fetched."""

from datetime import date
from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class Often(StrEnum):
    SECOND = "second"
    MINUTE = "minute"


class ImportedFlaw(Plain):
    CUT_OFF = "imported.cut_off"
    OUTSIDE = "imported.outside"
    TOO_OFTEN = "imported.too_often"
    BROKEN = "imported.broken"
    EXRULE = "imported.exrule"
    NO_LINE = "imported.no_line"
    NO_START = "imported.no_start"
    NEGATIVE_DURATION = "imported.negative_duration"
    DAY_TO_TIME = "imported.day_to_time"
    ENDS_FIRST = "imported.ends_first"
    ZONE_RULE = "imported.zone_rule"
    NEVER_ENDS = "imported.never_ends"
    TOO_LARGE = "imported.too_large"
    EMPTY = "imported.empty"
    NOT_A_CALENDAR = "imported.not_a_calendar"
    WEB_PAGE = "imported.web_page"
    LOGIN_PAGE = "imported.login_page"
    UTF16 = "imported.utf16"
    GBK = "imported.gbk"
    ANOTHER_ENCODING = "imported.another_encoding"
    TAKES_TOO_LONG = "imported.takes_too_long"
    TOO_MUCH_MEMORY = "imported.too_much_memory"


class DownloadFlaw(Plain):
    NO_ANSWER = "download.no_answer"
    NO_ADDRESS = "download.no_address"
    NOT_HTTP = "download.not_http"
    LEAVES_ENCRYPTION = "download.leaves_encryption"
    NO_HOST = "download.no_host"
    INSIDE_THIS_NETWORK = "download.inside_this_network"
    REDIRECTS_TO_NOTHING = "download.redirects_to_nothing"
    COMPRESSED = "download.compressed"
    LOGIN = "download.login"
    NOT_THERE = "download.not_there"
    GONE = "download.gone"
    CERTIFICATE = "download.certificate"
    UNREACHABLE = "download.unreachable"
    BREAKS_OFF = "download.breaks_off"


class TooManyEntries(WithFacts):
    most: int
    kind: Literal["too_many_entries"] = "too_many_entries"


class StandsOutside(WithFacts):
    name: str
    kind: Literal["stands_outside"] = "stands_outside"


class NestedTooDeeply(WithFacts):
    most: int
    kind: Literal["nested_too_deeply"] = "nested_too_deeply"


class WrongEnd(WithFacts):
    name: str
    due: str | None = None
    kind: Literal["wrong_end"] = "wrong_end"


class TooManyEvents(WithFacts):
    most: int
    first: date
    last: date
    kind: Literal["too_many_events"] = "too_many_events"


class PropertyUnreadable(WithFacts):
    name: str
    kind: Literal["property_unreadable"] = "property_unreadable"


class PropertyTwice(WithFacts):
    name: str
    kind: Literal["property_twice"] = "property_twice"


class ZoneNotDescribed(WithFacts):
    zone: str
    kind: Literal["zone_not_described"] = "zone_not_described"


class EventOutsideYears(WithFacts):
    first_year: int
    last_year: int
    kind: Literal["event_outside_years"] = "event_outside_years"


class RepeatsEvery(WithFacts):
    often: Often
    kind: Literal["repeats_every"] = "repeats_every"


class NotARepetition(WithFacts):
    word: str
    kind: Literal["not_a_repetition"] = "not_a_repetition"


class AnswersWithError(WithFacts):
    status: int
    kind: Literal["answers_with_error"] = "answers_with_error"


class RedirectsTooOften(WithFacts):
    most: int
    kind: Literal["redirects_too_often"] = "redirects_too_often"
