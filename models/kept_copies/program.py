"""By what a copy was made: this program's own files, Python, and the libraries that check data."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pydantic
from holidays import version as holidays

_MODELS = Path(__file__).parents[1]


@cache
def program_stamp() -> str:
    """The same for as long as the same data is read to the same end.

    Of our own files, size and time of the last change count, as they do for Python's own copies.
    """
    libraries = (sys.version, pydantic.VERSION, holidays.__version__)
    digest = sha256("\0".join((*libraries, *sorted(_own_files(_MODELS)))).encode())
    return digest.hexdigest()


def _own_files(folder: Path) -> Iterator[str]:
    for within, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".py", ".toml")):
                stat = os.stat(f"{within}/{name}")  # noqa: PTH116  450 paths cost more than this
                yield f"{within}/{name}:{stat.st_size}:{stat.st_mtime_ns}"
