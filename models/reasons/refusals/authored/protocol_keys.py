"""One key of a protocol's file that does not hold what its author meant."""

from enum import StrEnum
from typing import Literal

from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts


class Remedy(StrEnum):
    """What else a key asks for."""

    SOURCE = "source"
    BASIS = "basis"
    ACTS = "acts"


class Shape(StrEnum):
    """What a key holds."""

    TEXT = "text"
    YES_OR_NO = "yes_or_no"
    WHOLE_NUMBER = "whole_number"
    DAY = "day"
    LIST = "list"
    TABLE = "table"
    DOSES = "doses"
    FILLED = "filled"


class UnreadFlaw(Plain):
    FILE = "unread.file"
    ROUTING_FILE = "unread.routing_file"
    NOT_UTF8 = "unread.not_utf8"


class TomlFlaw(Plain):
    TEXT_WITHOUT_QUOTE = "toml.text_without_quote"
    UNPRINTABLE = "toml.unprintable"
    TEXT_WITHOUT_QUOTES = "toml.text_without_quotes"
    LIST_OPEN = "toml.list_open"
    TABLE_OPEN = "toml.table_open"
    NO_EQUALS = "toml.no_equals"
    MORE_ON_THE_LINE = "toml.more_on_the_line"
    FILE_ENDS = "toml.file_ends"
    VALUE_MISSING = "toml.value_missing"
    NO_STATEMENT = "toml.no_statement"
    KEY_TWICE = "toml.key_twice"
    TABLE_TWICE = "toml.table_twice"


class FileUnread(WithFacts):
    why: FaultReason
    kind: Literal["file_unread"] = "file_unread"


class NotToml(WithFacts):
    why: FaultReason
    kind: Literal["not_toml"] = "not_toml"


class KeyMissing(WithFacts):
    key: str
    remedy: Remedy | None = None
    kind: Literal["key_missing"] = "key_missing"


class KeyEmpty(WithFacts):
    key: str
    remedy: Remedy | None = None
    kind: Literal["key_empty"] = "key_empty"


class KeyUnknown(WithFacts):
    key: str
    near: str | None = None
    kind: Literal["key_unknown"] = "key_unknown"


class KeyRefused(WithFacts):
    key: str
    why: FaultReason
    kind: Literal["key_refused"] = "key_refused"


class KeyNotAllowed(WithFacts):
    key: str
    word: str
    allowed: tuple[str, ...]
    kind: Literal["key_not_allowed"] = "key_not_allowed"


class KeyOfShape(WithFacts):
    key: str
    shape: Shape
    kind: Literal["key_of_shape"] = "key_of_shape"


class KeyUnreadable(WithFacts):
    key: str
    told: str
    kind: Literal["key_unreadable"] = "key_unreadable"


class NotAnAmount(WithFacts):
    word: str
    kind: Literal["not_an_amount"] = "not_an_amount"


class UnitsMixed(WithFacts):
    word: str
    kind: Literal["units_mixed"] = "units_mixed"


class AmountTooLong(WithFacts):
    word: str
    kind: Literal["amount_too_long"] = "amount_too_long"


class NotADose(WithFacts):
    word: str
    kind: Literal["not_a_dose"] = "not_a_dose"


class NotALifetimeDose(WithFacts):
    word: str
    kind: Literal["not_a_lifetime_dose"] = "not_a_lifetime_dose"


class NamesNoCriterion(WithFacts):
    word: str
    entry: str
    kind: Literal["names_no_criterion"] = "names_no_criterion"


class NotStated(WithFacts):
    word: str
    kind: Literal["not_stated"] = "not_stated"
