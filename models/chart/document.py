"""The chart's JSON, before it means anything: bytes to a mapping, or one clear sentence."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NoReturn

from models.chart.wording import below
from models.errors import Fault, InputRefused

LARGEST_CHART_BYTES = 5_000_000
_DIGITS = 20  # of a whole number: no field takes one, so only its being a number matters
_PLAINLY = {
    "Expecting property name enclosed in double quotes": "a field's name in double quotes is due",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing after a field's name",
    "Expecting value": "a value is missing, or a text lacks its double quotes",
    "Unterminated string starting at": "a text lacks its closing quote",
    "Invalid control character at": "a text runs over a line end, or holds a control character",
    "Extra data": "something follows the chart's closing bracket",
    "Illegal trailing comma before end of object": "a comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before a closing bracket",
}
_BACKSLASH = "a text holds a backslash that escapes nothing; write it twice"


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
        refuse("chart", f"is larger than {megabytes} MB; a chart holds one subject")
    repeating: list[_Repeating] = []
    document = _parsed(_decoded(raw), repeating)
    if not isinstance(document, dict):
        refuse("chart", "is not a JSON object; a chart starts with “{”")
    if repeating:
        raise InputRefused(
            Fault(path, "is given twice; keep one") for path in _given_twice(document)
        )
    return document


def refuse(path: str, sentence: str) -> NoReturn:
    """Refuse an input for one fault."""
    raise InputRefused([Fault(path, sentence)])


def _decoded(raw: bytes) -> str:
    if b"\0" in raw:
        refuse("chart", "is not UTF-8 text: it holds zero bytes, as UTF-16 does; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse("chart", f"is not UTF-8 at line {line}; save it as UTF-8")


def _parsed(text: str, repeating: list[_Repeating]) -> object:
    def read_object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) == len(pairs):
            return fields
        repeating.append(_Repeating(pairs))
        return repeating[-1]

    if not text.strip():
        refuse("chart", "is not JSON: it is empty")
    try:
        return json.loads(text, object_pairs_hook=read_object, parse_int=_whole)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        refuse("chart", f"is not JSON at {where}: {_PLAINLY.get(error.msg, _BACKSLASH)}")
    except RecursionError:
        refuse("chart", "is not a chart: its brackets are nested too deeply")


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
