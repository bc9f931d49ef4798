"""A file that appears under its name whole, or not at all, and that only its owner reads."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from models.faults_found import system_reason
from models.reasons.refusals.keeping.copies import CopyFlaw, CopyUnusable
from models.records.copies.refused import CopyRefused

PART: Final = ".part"
"""How the name of a file ends that is being written; one that is left over may be deleted."""


LOGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of their names."""


@contextmanager
def written_whole(file: Path, *, replace: bool) -> Iterator[Path]:
    """A new file beside `file`, which takes its name once the block has ended well.

    Raises:
        CopyRefused: if the name is taken and is not to be, or the file cannot be written.
    """
    if not replace and file.exists():
        raise CopyRefused(file, CopyFlaw.THERE_ALREADY)
    with usable(file), scratch_beside(file) as part:
        yield part
        _take_the_name(part, file, replace=replace)


@contextmanager
def usable(file: Path) -> Iterator[None]:
    """Turn what the system says of a file, or of its folder, into a refusal of it."""
    try:
        yield
    except OSError as error:
        raise CopyRefused(file, CopyUnusable(why=system_reason(error))) from error


@contextmanager
def scratch_beside(file: Path) -> Iterator[Path]:
    """An empty file that only its owner reads, in the same folder; gone after the block."""
    handle, name = mkstemp(prefix=f"{file.name}.", suffix=PART, dir=file.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for left in (name, *(f"{name}{log}" for log in LOGS)):
            with suppress(OSError):
                Path(left).unlink()


def _take_the_name(part: Path, file: Path, *, replace: bool) -> None:
    keep_on_disk(part)
    if not replace and file.exists():  # made meanwhile
        raise CopyRefused(file, CopyFlaw.THERE_ALREADY)
    part.replace(file)
    keep_on_disk(file.parent)


def keep_on_disk(place: Path) -> None:
    """Wait until a file, or the names in a folder, would survive a power cut."""
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
