"""The file between a preview and its commit: the page carries it, and no server keeps it."""

import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from dayzero.web.signing_in.uploads import Upload
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw

LARGEST_FILE: Final = 5_000_000
"""Bytes; a command takes larger ones."""
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class HeldFile:
    """One list, by the name that the browser told."""

    name: str
    content: bytes

    @property
    def carried(self) -> str:
        """The file as the text of a field."""
        return b64encode(zlib.compress(self.content)).decode()


def held_in(upload: Upload) -> HeldFile:
    """The file that was chosen, else the one that the page carried.

    Raises:
        InputRefused: if there is none, it is too large, or what was carried is none.
    """
    if upload.name:
        file = HeldFile(_plain(upload.name), upload.content)
    elif upload.fields.get("held"):
        name = _plain(upload.fields.get("held_name", ""))
        file = HeldFile(name, _unpacked(name, upload.fields["held"]))
    else:
        raise InputRefused([Fault("", ListFlaw.NO_FILE)])
    if len(file.content) > LARGEST_FILE:
        raise InputRefused([Fault(file.name, ListFlaw.TOO_LARGE)])
    return file


def _unpacked(name: str, carried: str) -> bytes:
    """Never more than is allowed, however little it is unpacked from, and never a part of it."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(b64decode(carried), LARGEST_FILE + 1)
    except (ValueError, zlib.error) as error:
        raise InputRefused([Fault(name, ListFlaw.IS_NO_LIST)]) from error
    if not unpacking.eof and len(content) <= LARGEST_FILE:
        raise InputRefused([Fault(name, ListFlaw.IS_NO_LIST)])
    return content


def _plain(name: str) -> str:
    """Without folders and signs that nobody sees; its end tells what it is, and stays."""
    shown = "".join(each for each in PurePath(name.replace("\\", "/")).name if each.isprintable())
    return shown[-_LONGEST_NAME:] or "list"
