"""What a list of another system does not say clearly, and what of it a chart has no place for."""

from dataclasses import dataclass
from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class ListFlaw(Plain):
    """What is wrong with a list, or with one of its rows."""

    EMPTY = "list.empty"
    TOO_LARGE = "list.too_large"
    TOO_MUCH = "list.too_much"
    NO_FILE = "list.no_file"
    IS_NO_LIST = "list.is_no_list"
    ENCODING = "list.encoding"
    QUOTES = "list.quotes"
    SPREADSHEET = "list.spreadsheet"
    NO_HEADINGS = "list.no_headings"
    COLUMNS_GUESSED = "list.columns_guessed"
    BESIDE_CHARTS = "list.beside_charts"
    WHOSE = "list.whose"
    SUBJECT_UNKNOWN = "list.subject_unknown"
    DONE_OR_BOOKED = "list.done_or_booked"
    NOT_DONE = "list.not_done"
    NAMES_NOTHING = "list.names_nothing"
    DATASET = "list.dataset"
    BUNDLE = "list.bundle"
    ONLY_ORDERED = "list.only_ordered"
    NO_LAST_DAY = "list.no_last_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsToChoose(WithFacts):
    known: tuple[str, ...]
    kind: Literal["sheets_to_choose"] = "sheets_to_choose"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingUnknown(WithFacts):
    word: str
    kind: Literal["heading_unknown"] = "heading_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["field_unknown"] = "field_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairUnread(WithFacts):
    word: str
    kind: Literal["pair_unread"] = "pair_unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOrMonth(WithFacts):
    word: str
    kind: Literal["day_or_month"] = "day_or_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOrComma(WithFacts):
    word: str
    kind: Literal["point_or_comma"] = "point_or_comma"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlace(WithFacts):
    """Left out: nothing that a chart keeps is called so."""

    word: str
    kind: Literal["no_place"] = "no_place"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExact(WithFacts):
    """Left out: a value that is only bounded."""

    word: str
    kind: Literal["not_exact"] = "not_exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftUnsaid(WithFacts):
    """Of a row that is read otherwise, a word that says nothing which a chart knows."""

    word: str
    kind: Literal["left_unsaid"] = "left_unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesTwoDrugs(WithFacts):
    word: str
    other: str
    kind: Literal["names_two_drugs"] = "names_two_drugs"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSays(WithFacts):
    """Left out: by its own status it says nothing that holds."""

    word: str
    kind: Literal["status_says"] = "status_says"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSound(WithFacts):
    word: str
    kind: Literal["not_sound"] = "not_sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs(WithFacts):
    """A row that says other things than the record of the same thing, and nobody decided."""

    fact: str
    spot: str
    kind: Literal["differs"] = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchRow(WithFacts):
    word: str
    kind: Literal["no_such_row"] = "no_such_row"
