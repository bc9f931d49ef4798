"""Where a TOML statement stands in its file, so that an authoring error names its line.

tomllib reads values and forgets their lines. They are found again by scanning for headers
and keys; a candidate inside a text or list of several lines is told apart because what
comes before it does not parse on its own.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.errors import ProtocolRefused
from models.protocol.loading.series import place_in_file
from models.reasons.refusals.authored.protocol_keys import NotToml, TomlFlaw, UnreadFlaw
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.validation import ToldByLibrary

HEADER = re.compile(r"\s*\[\[?\s*([\w.\"' -]+?)\s*\]\]?\s*(#.*)?")
LINE_OF_SYNTAX_ERROR = re.compile(r"\(at line (\d+), column \d+\)")

_PLAINLY = (
    ("Illegal character '\\n'", TomlFlaw.TEXT_WITHOUT_QUOTE),
    ("Illegal character", TomlFlaw.UNPRINTABLE),
    ("Unterminated string", TomlFlaw.TEXT_WITHOUT_QUOTES),
    ("Unclosed array", TomlFlaw.LIST_OPEN),
    ("Expected ']", TomlFlaw.TABLE_OPEN),
    ("Expected '='", TomlFlaw.NO_EQUALS),
    ("Expected newline", TomlFlaw.MORE_ON_THE_LINE),
    ("Invalid value (at end", TomlFlaw.FILE_ENDS),
    ("Invalid value", TomlFlaw.VALUE_MISSING),
    ("Invalid statement", TomlFlaw.NO_STATEMENT),
    ("Cannot overwrite a value", TomlFlaw.KEY_TWICE),
    ("Cannot declare", TomlFlaw.TABLE_TWICE),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table header and the lines under it; the unnamed one holds what precedes all.

    Attributes:
        name: dotted, without brackets; "" for the keys above the first header.
        first, end: lines counted from 0, the header included, `end` excluded.
    """

    name: str
    first: int
    end: int


def read_toml(raw: bytes, source: str) -> dict[str, Any]:
    """Parse a file that a protocol author wrote.

    Raises:
        ProtocolRefused: with the line at fault, if it is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(raw.decode())
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProtocolRefused(source, line, UnreadFlaw.NOT_UTF8) from error
    except tomllib.TOMLDecodeError as error:
        line = _line_of_syntax_error(str(error), raw)
        said = LINE_OF_SYNTAX_ERROR.sub("", str(error)).strip()
        raise ProtocolRefused(source, line, NotToml(why=_plainly(said))) from error


def _plainly(said: str) -> FaultReason:
    """What tomllib says, for somebody who writes a protocol."""
    known = (ours for start, ours in _PLAINLY if said.startswith(start))
    return next(known, ToldByLibrary(told=said))


def _line_of_syntax_error(message: str, raw: bytes) -> int:
    place = LINE_OF_SYNTAX_ERROR.search(message)
    return int(place[1]) if place else max(1, len(raw.splitlines()))


def line_of(text: str, table: str, index: int | None = None, key: str | None = None) -> int | None:
    """Find the line, counted from 1, on which a table or one of its keys is written.

    Args:
        text: a whole file that parses.
        table: as its header has it: "step" for `[[step]]`; "" for keys above all headers.
        index: counted from 0 among the entries of that name, each written out for every
            number that it stands for; None means the first.
        key: looked for in that table alone, as `key = …`, `key.… = …` or `[table.key]`.

    Returns:
        The header's line where the table lacks the key; None where the table is not there.
    """
    sections = _sections(text)
    at = [place for place, section in enumerate(sections) if section.name == table]
    place = place_in_file(text, table, index or 0)
    if len(at) <= place:
        return None
    found = at[place]
    if key is None:
        return sections[found].first + 1
    return _line_of_key(_lines(text), sections[found:], key)


def _line_of_key(lines: list[str], sections: tuple[Section, ...], key: str) -> int:
    section = sections[0]
    assignment = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.].*""")
    for number in range(section.first, section.end):
        if assignment.fullmatch(lines[number]) and _parses(lines[section.first : number]):
            return number + 1
    for inner in sections[1:]:
        if not section.name or not inner.name.startswith(f"{section.name}."):
            break
        if inner.name == f"{section.name}.{key}":
            return inner.first + 1
    return section.first + 1


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")  # TOML's line ends, fewer than splitlines'


@lru_cache(maxsize=8)
def _sections(text: str) -> tuple[Section, ...]:
    return tuple(_cut(_lines(text)))


def _cut(lines: list[str]) -> Iterator[Section]:
    name, first = "", 0
    for number, line in enumerate(lines):
        header = HEADER.fullmatch(line)
        if header and _parses(lines[first:number]):
            yield Section(name, first, number)
            name, first = re.sub(r"[\s\"']", "", header[1]), number
    yield Section(name, first, len(lines))


def _parses(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True
