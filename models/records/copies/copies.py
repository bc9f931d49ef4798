"""Copies of all records: one file each, checked, and encrypted where recipients are named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy import Engine

from models.records.copies.encrypted import encrypt
from models.records.copies.postgresql_copies import copy_postgresql
from models.records.copies.sqlite_copies import copy_sqlite, file_of, require_another
from models.records.copies.whole_files import scratch_beside, usable, written_whole


def back_up(
    engine: Engine, file: Path, *, replace: bool = False, recipients: Sequence[str] = ()
) -> None:
    """Copy all records into one file, as they stand at one moment, and check the copy.

    Nobody who writes meanwhile waits. The file is whole, or not there under its name.

    Args:
        recipients: the public keys it is encrypted for; in clear where there are none.

    Raises:
        CopyRefused: if the name is taken, or the copy cannot be made or is not sound.
    """
    if engine.dialect.name == "sqlite":
        require_another(file_of(engine), file)
    with written_whole(file, replace=replace) as part:
        if recipients:
            _copy_encrypted(engine, part, recipients, file)
        else:
            _copy(engine, part, file)


@contextmanager
def clear_scratch(engine: Engine) -> Iterator[Path]:
    """A file for a copy in clear: beside the records, which are so too; gone after the block.

    A server's records are elsewhere; then it is in the system's folder for such files.
    """
    of_a_file = engine.dialect.name == "sqlite"
    beside = file_of(engine) if of_a_file else Path(gettempdir()) / "dayzero"
    with usable(beside), scratch_beside(beside) as clear:
        yield clear


def _copy(engine: Engine, part: Path, named: Path) -> None:
    if engine.dialect.name == "sqlite":
        copy_sqlite(file_of(engine), part, named)
    else:
        copy_postgresql(engine, part, named)


def _copy_encrypted(engine: Engine, part: Path, recipients: Sequence[str], named: Path) -> None:
    with clear_scratch(engine) as clear:
        _copy(engine, clear, named)
        encrypt(clear, part, recipients, named)
