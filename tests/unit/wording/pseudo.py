"""A language that nobody speaks: English with every text of a catalogue in ⟦brackets⟧.

What a screen says outside of them did not come from a catalogue.

The command line offers the languages that there are when it is first loaded. It is loaded here,
so that this one is never among them for the tests that come after.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pydantic import BaseModel

import dayzero.commands.options  # noqa: F401
from models.protocol import Protocol
from models.protocol.loading.data_folder import SHIPPED
from wording.language import CATALOGUES, ENGLISH

PSEUDO = "qq"
OWN = {"own_name": "⟦Pseudo⟧", "lists_as_in": "en_GB"}

_WRAPPED = re.compile(r"⟦[^⟦⟧]*⟧")
_RUN = re.compile(r"[A-Za-z][A-Za-z'’]+(?: [A-Za-z][A-Za-z'’]+)+")


def write_pseudo(folder: Path, **otherwise: str) -> None:
    """Compile the language into a folder of languages, some messages by id otherwise."""
    place = folder / PSEUDO / "LC_MESSAGES"
    place.mkdir(parents=True)
    for source in sorted((CATALOGUES / ENGLISH / "LC_MESSAGES").glob("*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text)
        _wrap(catalogue)
        for message in catalogue:
            message.string = otherwise.get(str(message.id), message.string)
        written = BytesIO()
        write_mo(written, catalogue)
        (place / f"{source.stem}.mo").write_bytes(written.getvalue())


def write_pseudo_data(folder: Path) -> None:
    """The shipped data, with its titles in that language as well: `title_qq = "⟦回输⟧"`.

    A drug is called by one of its names, and none of them is of that language.
    """
    for source in SHIPPED.glob("*.toml"):
        text = source.read_text()
        keys = r"(?!name)\w+" if source.name == "drugs.toml" else r"\w+"
        said = rf'\b({keys})_zh = "([^"]*)"'
        for place, between in ((rf"{said}(?= }}|, )", ", "), (rf"{said}$", "\n")):
            again = rf'\g<0>{between}\1_{PSEUDO} = "⟦\2⟧"'
            text = re.sub(place, again, text, flags=re.MULTILINE)
        (folder / source.name).write_text(text)


def _wrap(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        if message.id in OWN:
            message.string = OWN[str(message.id)]
        elif isinstance(message.string, str):
            message.string = wrapped(message.string)
        else:
            message.string = tuple(wrapped(form) for form in message.string or ())


def wrapped(text: str) -> str:
    """Each stretch between blanks in brackets, so that what fills a blank stands outside them."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(text):
        parts.append(f"⟦{literal}⟧" if literal.strip() else literal)
        parts.append("" if name is None else f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
    return "".join(parts)


def not_translated(screen: str, known: Iterable[str]) -> list[str]:
    """Two or more English words side by side that are in no bracket and are not known."""
    left = " ".join(screen.split())
    for text in sorted({" ".join(one.split()) for one in known if one}, key=len, reverse=True):
        left = left.replace(text, "#").replace(text[:1].upper() + text[1:], "#")
    while _WRAPPED.search(left):
        left = _WRAPPED.sub("#", left)
    return _RUN.findall(left)


def titles_of(protocol: Protocol) -> set[str]:
    """All that the protocol's data calls something: steps, rules, sites, measures, findings."""
    return set(_strings(protocol))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, BaseModel):
        yield from _strings(dict(value))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _strings(each)
