"""The chart's JSON, before it means anything: bytes to a mapping, or what is wrong with them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NoReturn

from models.chart.field_faults import below
from models.errors import Fault, InputRefused
from models.reasons.refusals.documents import (
    ChartTooLarge,
    DocumentFlaw,
    JsonFlaw,
    NotAnObject,
    NotJson,
    NotUtf8,
)
from models.reasons.refusals.refusal import FaultReason

LARGEST_CHART_BYTES = 5_000_000
_DIGITS = 20  # of a whole number: no field takes one, so only its being a number matters
_PLAINLY = {
    "Expecting property name enclosed in double quotes": JsonFlaw.NAME_DUE,
    "Expecting ',' delimiter": JsonFlaw.COMMA_MISSING,
    "Expecting ':' delimiter": JsonFlaw.COLON_MISSING,
    "Expecting value": JsonFlaw.VALUE_MISSING,
    "Unterminated string starting at": JsonFlaw.QUOTE_MISSING,
    "Invalid control character at": JsonFlaw.LINE_END_IN_TEXT,
    "Extra data": JsonFlaw.MORE_AFTER_THE_END,
    "Illegal trailing comma before end of object": JsonFlaw.COMMA_TOO_MANY,
    "Illegal trailing comma before end of array": JsonFlaw.COMMA_TOO_MANY,
}


class _Repeating(dict[str, object]):
    """An object of the JSON in which a field was given twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs)
        self.repeated = [name for name, times in counted.items() if times > 1]


def read_document(raw: bytes) -> dict[str, object]:
    """Read UTF-8 JSON into a mapping, keys in recorded order.

    Raises:
        InputRefused: if it is too large, not UTF-8, not JSON, not an object, or names
            a field twice.
    """
    if len(raw) > LARGEST_CHART_BYTES:
        megabytes = LARGEST_CHART_BYTES // 1_000_000
        _refuse(ChartTooLarge(megabytes=megabytes))
    repeating: list[_Repeating] = []
    document = _parsed(_decoded(raw), repeating)
    if not isinstance(document, dict):
        _refuse(NotAnObject(start="{"))
    if repeating:
        raise InputRefused(Fault(path, DocumentFlaw.GIVEN_TWICE) for path in _given_twice(document))
    return document


def _refuse(reason: FaultReason) -> NoReturn:
    raise InputRefused([Fault("chart", reason)])


def _decoded(raw: bytes) -> str:
    if b"\0" in raw:
        _refuse(DocumentFlaw.ZERO_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(NotUtf8(line=raw.count(b"\n", 0, error.start) + 1))


def _parsed(text: str, repeating: list[_Repeating]) -> object:
    def read_object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) == len(pairs):
            return fields
        repeating.append(_Repeating(pairs))
        return repeating[-1]

    if not text.strip():
        _refuse(DocumentFlaw.EMPTY)
    try:
        return json.loads(text, object_pairs_hook=read_object, parse_int=_whole)
    except json.JSONDecodeError as error:
        why = _PLAINLY.get(error.msg, JsonFlaw.BACKSLASH)
        _refuse(NotJson(line=error.lineno, column=error.colno, why=why))
    except RecursionError:
        _refuse(DocumentFlaw.NESTED_TOO_DEEPLY)


def _whole(digits: str) -> int:
    """Read a whole number as far as it takes: thousands of digits take Python too long."""
    return int(digits[:_DIGITS])


def _given_twice(document: object) -> Iterator[str]:
    """The path of each field that is given twice, in order; objects may be nested deeply."""
    left: list[tuple[str, object]] = [("", document)]
    while left:
        path, value = left.pop()
        if isinstance(value, _Repeating):
            yield from (below(path, name) for name in value.repeated)
        if isinstance(value, dict):
            left.extend((below(path, name), inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            inside = [(below(path, place), inner) for place, inner in enumerate(value)]
            left.extend(reversed(inside))
