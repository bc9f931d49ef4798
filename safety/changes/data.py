"""One change of the trial's data, as text, put in force in this process.

A block is one entry of a TOML file: `washout EX-03` is the `[[washout]]` whose `rule` (or
`id`, `event`) is EX-03, `age` the table `[age]`. A change replaces one text within a block, or
leaves out the block.
"""

import gc
import os
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from models.chart.catalogue.catalogue import Catalogue
from models.chart.catalogue.drugs import load_catalogue
from models.errors import ProtocolRefused
from models.protocol import Protocol, load_protocol
from models.protocol.loading.data_folder import SHIPPED, VARIABLE
from safety.changes.caches import Caches

HEADER = re.compile(r"^\[\[?([a-z_.]+)\]\]?\s*$", re.MULTILINE)
NAMED_BY = re.compile(r'^(?:rule|id|event|subject|drug) = "([^"]+)"', re.MULTILINE)


class NoSuchText(LookupError):
    """A block or a text that the data does not hold, or holds more than once."""


@dataclass(frozen=True)
class Block:
    """One entry of a file of data: where its text begins and ends, and its first line's number."""

    file: str
    table: str
    name: str | None
    start: int
    end: int
    line: int

    @property
    def title(self) -> str:
        """As a change names it."""
        return self.table if self.name is None else f"{self.table} {self.name}"


@cache
def text_of(file: str) -> str:
    """A file of data as it is shipped."""
    return (SHIPPED / file).read_text(encoding="utf-8")


@cache
def blocks_of(file: str) -> tuple[Block, ...]:
    """Every entry of a file, in its order."""
    text = text_of(file)
    headers = list(HEADER.finditer(text))
    ends = [each.start() for each in headers[1:]] + [len(text)]
    return tuple(_block(file, header, end, text) for header, end in zip(headers, ends, strict=True))


def _block(file: str, header: re.Match[str], end: int, text: str) -> Block:
    named = NAMED_BY.search(text, header.end(), end)
    line = text.count("\n", 0, header.start()) + 1
    name = named.group(1) if named else None
    return Block(file, header.group(1), name, header.start(), end, line)


def changed_text(file: str, block: str, find: str | None, becomes: str) -> str:
    """The file with one text of a block replaced; without `find` the block is left out.

    Raises:
        NoSuchText: unless there is one such block, and one such text in it.
    """
    text = text_of(file)
    start, end = _extent(file, block)
    if find is None:
        return text[:start] + text[end:]
    if text.count(find, start, end) != 1:
        raise NoSuchText(f"{file}: {block}: {find}")
    at = text.index(find, start, end)
    return text[:at] + becomes + text[at + len(find) :]


def _extent(file: str, block: str) -> tuple[int, int]:
    title, _, number = block.partition("#")  # "link PATH-conditioning-end#2" is the second one
    named = [each for each in blocks_of(file) if each.title == title]
    which = int(number or 1) - 1
    if which >= len(named) or (len(named) > 1 and not number):
        raise NoSuchText(f"{file}: {block}")
    return named[which].start, named[which].end


# ---------------------------------------------------------------- in force


def living_data() -> tuple[list[Protocol], list[Catalogue]]:
    """The trial and the catalogue as tests hold them since they were imported."""
    load_catalogue()
    gc.unfreeze()
    objects, hashed = gc.get_objects(), load_protocol().hash
    protocols = [each for each in objects if isinstance(each, Protocol) and each.hash == hashed]
    return protocols, [each for each in objects if isinstance(each, Catalogue)]


def put_in_force(
    changed: dict[str, str], caches: Caches, living: tuple[list[Protocol], list[Catalogue]]
) -> bool:
    """Read the data with these files changed, in place of what everybody holds.

    Returns:
        False where the changed data is refused: no plan can be made with it.
    """
    before = load_protocol()
    os.environ[VARIABLE] = str(_folder_with(changed))
    caches.empty()
    try:
        protocol, catalogue = load_protocol(), load_catalogue()
    except ProtocolRefused:
        return False
    for old in living[0]:
        object.__setattr__(old, "__dict__", _as_changed(old, before, protocol))
    for kept in living[1]:
        object.__setattr__(kept, "__dict__", dict(vars(catalogue)))
    return True


def _as_changed(old: Protocol, before: Protocol, after: Protocol) -> dict[str, object]:
    """What a test changed in its own copy stays as the test has it."""
    fields = type(old).model_fields
    own = {n: getattr(old, n) for n in fields if getattr(old, n) != getattr(before, n)}
    return {**{name: getattr(after, name) for name in fields}, **own}


def _folder_with(changed: dict[str, str]) -> Path:
    folder = Path(mkdtemp(prefix="dayzero-data-"))
    for file in SHIPPED.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    for name, text in changed.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
