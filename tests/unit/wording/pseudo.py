"""A language that nobody speaks: English with every text of a catalogue in ⟦brackets⟧.

What a screen says outside of them did not come from a catalogue.
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

from models.protocol import Protocol
from models.timeline.results import Plan
from wording.language import CATALOGUES, ENGLISH

PSEUDO = "qq"
OWN = {"own_name": "⟦Pseudo⟧", "lists_as_in": "en_GB"}

STILL_FROM_THE_TIMELINE = ("steps", "verdicts", "earlier", "closed")
"""Parts of a plan whose sentences are made in models/timeline: to be emptied as they are not."""

_WRAPPED = re.compile(r"⟦[^⟦⟧]*⟧")
_RUN = re.compile(r"[A-Za-z][A-Za-z'’]+(?: [A-Za-z][A-Za-z'’]+)+")


def write_pseudo(folder: Path) -> None:
    """Compile the language into a folder of languages."""
    place = folder / PSEUDO / "LC_MESSAGES"
    place.mkdir(parents=True)
    for source in sorted((CATALOGUES / ENGLISH / "LC_MESSAGES").glob("*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text)
        _wrap(catalogue)
        written = BytesIO()
        write_mo(written, catalogue)
        (place / f"{source.stem}.mo").write_bytes(written.getvalue())


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


def sentences_of(plan: Plan) -> set[str]:
    """What the timeline still says by itself."""
    parts = (getattr(plan, part) for part in STILL_FROM_THE_TIMELINE)
    return {one for part in parts for one in _strings(part)}


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
