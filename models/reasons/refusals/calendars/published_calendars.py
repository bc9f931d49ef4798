"""What is wrong with the bytes of a calendar that we publish."""

from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class LineFlaw(Plain):
    NO_LINE_END = "line.no_line_end"
    BARE_LINE_END = "line.bare_line_end"
    EMPTY = "line.empty"
    NOTHING_TO_FOLD = "line.nothing_to_fold"
    FOLDED_INSIDE_A_CHARACTER = "line.folded_inside_a_character"
    NOT_UTF8 = "line.not_utf8"
    CONTROL_CHARACTER = "line.control_character"
    BYTE_ORDER_MARK = "line.byte_order_mark"
    NO_CONTENT_LINE = "line.no_content_line"


class FeedFlaw(Plain):
    NOT_ONE_CALENDAR = "feed.not_one_calendar"
    REQUIRED = "feed.required"
    MORE_THAN_ONCE = "feed.more_than_once"
    NO_SCHEDULING = "feed.no_scheduling"
    WHOLE_FEED_ONE_ITEM = "feed.whole_feed_one_item"
    ZONE_REJECTED = "feed.zone_rejected"
    NAMES_SOMEBODY = "feed.names_somebody"
    SHOWN_AS_BUSY = "feed.shown_as_busy"
    NOT_KNOWN = "feed.not_known"
    TEXT_TWICE = "feed.text_twice"
    NO_EVENT = "feed.no_event"
    WITHOUT_OFFSETS = "feed.without_offsets"
    ENDS_IN_ANOTHER_KIND = "feed.ends_in_another_kind"
    ENDS_TOO_EARLY = "feed.ends_too_early"


class PrivateFlaw(Plain):
    WHAT_NOBODY_MAY_KNOW = "private.what_nobody_may_know"
    MAIL_ADDRESS = "private.mail_address"
    IDENTITY_NUMBER = "private.identity_number"
    TELEPHONE = "private.telephone"
    LABEL = "private.label"


class CalendarValueFlaw(Plain):
    VERSION = "calendar_value.version"
    ANOTHERS_PARAMETERS = "calendar_value.anothers_parameters"
    WHOLE_NUMBER = "calendar_value.whole_number"
    DURATION = "calendar_value.duration"
    TRIGGER = "calendar_value.trigger"
    OFFSET = "calendar_value.offset"
    NOT_ESCAPED = "calendar_value.not_escaped"
    UTC_MOMENT = "calendar_value.utc_moment"
    NO_MOMENT = "calendar_value.no_moment"
    DAY_WITHOUT_VALUE = "calendar_value.day_without_value"
    DAY_WITH_ZONE = "calendar_value.day_with_zone"
    ZONE_OR_Z = "calendar_value.zone_or_z"
    NEITHER = "calendar_value.neither"
    NO_DAY = "calendar_value.no_day"


class LineTooLong(WithFacts):
    octets: int
    most: int
    kind: Literal["line_too_long"] = "line_too_long"


class OutsideComponents(WithFacts):
    name: str
    kind: Literal["outside_components"] = "outside_components"


class NeverEnds(WithFacts):
    name: str
    kind: Literal["never_ends"] = "never_ends"


class EndsNothing(WithFacts):
    name: str
    kind: Literal["ends_nothing"] = "ends_nothing"


class ChoiceNeeded(WithFacts):
    allowed: tuple[str, ...]
    kind: Literal["choice_needed"] = "choice_needed"


class NamesEvents(WithFacts):
    count: int
    kind: Literal["names_events"] = "names_events"


class NamesAlarms(WithFacts):
    count: int
    kind: Literal["names_alarms"] = "names_alarms"


class StandsTimes(WithFacts):
    count: int
    kind: Literal["stands_times"] = "stands_times"


class ZoneUntold(WithFacts):
    zone: str
    kind: Literal["zone_untold"] = "zone_untold"


class ParameterNeeded(WithFacts):
    value: str
    kind: Literal["parameter_needed"] = "parameter_needed"


class MomentAs(WithFacts):
    value: str
    kind: Literal["moment_as"] = "moment_as"
