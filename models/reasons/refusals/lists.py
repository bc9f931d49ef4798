"""What a list of another system does not say clearly, and what of it a chart has no place for."""

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


class SheetsToChoose(WithFacts):
    known: tuple[str, ...]
    kind: Literal["sheets_to_choose"] = "sheets_to_choose"


class HeadingUnknown(WithFacts):
    word: str
    kind: Literal["heading_unknown"] = "heading_unknown"


class FieldUnknown(WithFacts):
    word: str
    known: tuple[str, ...]
    kind: Literal["field_unknown"] = "field_unknown"


class PairUnread(WithFacts):
    word: str
    kind: Literal["pair_unread"] = "pair_unread"


class DayOrMonth(WithFacts):
    word: str
    kind: Literal["day_or_month"] = "day_or_month"


class PointOrComma(WithFacts):
    word: str
    kind: Literal["point_or_comma"] = "point_or_comma"


class NoPlace(WithFacts):
    """Left out: nothing that a chart keeps is called so."""

    word: str
    kind: Literal["no_place"] = "no_place"


class NotExact(WithFacts):
    """Left out: a value that is only bounded."""

    word: str
    kind: Literal["not_exact"] = "not_exact"


class LeftUnsaid(WithFacts):
    """Of a row that is read otherwise, a word that says nothing which a chart knows."""

    word: str
    kind: Literal["left_unsaid"] = "left_unsaid"


class NamesTwoDrugs(WithFacts):
    word: str
    other: str
    kind: Literal["names_two_drugs"] = "names_two_drugs"


class StatusSays(WithFacts):
    """Left out: by its own status it says nothing that holds."""

    word: str
    kind: Literal["status_says"] = "status_says"


class NotSound(WithFacts):
    word: str
    kind: Literal["not_sound"] = "not_sound"


class Differs(WithFacts):
    """A row that says other things than the record of the same thing, and nobody decided."""

    fact: str
    spot: str
    kind: Literal["differs"] = "differs"


class NoSuchRow(WithFacts):
    word: str
    kind: Literal["no_such_row"] = "no_such_row"
