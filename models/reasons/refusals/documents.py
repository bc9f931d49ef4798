"""Bytes that are no JSON of a chart."""

from typing import Literal

from models.reasons.refusals.refusal import Plain, WithFacts


class DocumentFlaw(Plain):
    GIVEN_TWICE = "document.given_twice"
    ZERO_BYTES = "document.zero_bytes"
    EMPTY = "document.empty"
    NESTED_TOO_DEEPLY = "document.nested_too_deeply"


class JsonFlaw(Plain):
    NAME_DUE = "json.name_due"
    COMMA_MISSING = "json.comma_missing"
    COLON_MISSING = "json.colon_missing"
    VALUE_MISSING = "json.value_missing"
    QUOTE_MISSING = "json.quote_missing"
    LINE_END_IN_TEXT = "json.line_end_in_text"
    MORE_AFTER_THE_END = "json.more_after_the_end"
    COMMA_TOO_MANY = "json.comma_too_many"
    BACKSLASH = "json.backslash"


class ChartTooLarge(WithFacts):
    megabytes: int
    kind: Literal["chart_too_large"] = "chart_too_large"


class NotAnObject(WithFacts):
    start: str
    kind: Literal["not_an_object"] = "not_an_object"


class NotUtf8(WithFacts):
    line: int
    kind: Literal["not_utf8"] = "not_utf8"


class NotJson(WithFacts):
    line: int
    column: int
    why: JsonFlaw
    kind: Literal["not_json"] = "not_json"
