"""Where copies lie: where Python keeps its own of our modules, and only where it may."""

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

COPIES: Final = Path(cache_from_source(__file__)).parent
"""Closed to everybody who may not write the program itself."""

_MOST = 16


def write_copy(file: Path, content: bytes) -> None:
    """Put a copy there as a whole, or leave what is there; the oldest beyond sixteen go.

    Nothing is written where Python is told to write none of its own.
    """
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):  # a full disk, another's program: each process reads the data itself
        _replace(file, content)
        copies = sorted(file.parent.glob("*.kept"), key=lambda each: each.stat().st_mtime)
        for old in copies[:-_MOST]:
            old.unlink(missing_ok=True)


def _replace(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as written:
        unfinished = Path(written.name)
        try:
            written.write(content)
            written.close()
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
