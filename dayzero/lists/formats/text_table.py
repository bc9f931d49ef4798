"""CSV as programs write it: by commas, semicolons, tabs or strokes, in UTF-8, UTF-16 or GBK."""

import codecs
import csv
from collections.abc import Iterator
from typing import Final

from dayzero.lists.cells import Table
from dayzero.lists.formats.under_headings import table_under
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw

_PARTED_BY: Final = ",;\t|"
_LOOKED_AT: Final = 20
_MARKED: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text_table(name: str, raw: bytes, asked: frozenset[str]) -> Table:
    """The table of one file.

    Args:
        asked: headings that somebody named, by which the row of headings is known.

    Raises:
        InputRefused: if its encoding, its quotes or its headings cannot be told.
    """
    text = _decoded(name, raw)
    mark = _parting(text)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True))
    except csv.Error as error:
        raise InputRefused([Fault(name, ListFlaw.QUOTES)]) from error
    return table_under(name, rows, asked, european=mark == ";")


def _decoded(name: str, raw: bytes) -> str:
    encodings = [encoding for mark, encoding in _MARKED.items() if raw.startswith(mark)]
    for encoding in (*encodings, "utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputRefused([Fault(name, ListFlaw.ENCODING)])


def _parting(text: str) -> str:
    """The sign that most of the first lines agree on; a comma where none is in them."""
    lines = [line for line in text.splitlines() if line.strip()][:_LOOKED_AT]

    def cells(mark: str) -> tuple[int, int]:
        counts = list(_counted(lines, mark))
        usual = max(set(counts), key=lambda count: (counts.count(count) * (count > 1), count))
        return counts.count(usual) if usual > 1 else 0, usual

    return max(_PARTED_BY, key=cells) if lines else ","


def _counted(lines: list[str], mark: str) -> Iterator[int]:
    return (len(row) for row in csv.reader(lines, delimiter=mark))
