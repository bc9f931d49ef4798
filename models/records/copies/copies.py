"""Copies of all records, and records that are put back from one."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.reasons.refusals.copies import CopyFlaw, CopyUnusable
from models.reasons.refusals.validation import SystemFlaw
from models.records.copies.going_forward import go_forward
from models.records.copies.postgresql_copies import copy_postgresql, fill_postgresql
from models.records.copies.refused import CopyRefused
from models.records.copies.sqlite_copies import (
    check,
    copy_sqlite,
    file_of,
    make_one_file,
    pour,
    troubles_of,
)
from models.records.copies.whole_files import LOGS, scratch_beside, usable
from models.records.database.engine import open_engine, upgrade
from models.records.database.errors import StoreNotReady


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did.

    Attributes:
        replaced: where the records are kept that were there before; None where there were none.
        sequence: the least SEQUENCE that an entry of any calendar has from now on.
    """

    replaced: Path | None
    sequence: int


def back_up(engine: Engine, file: Path, *, replace: bool = False) -> None:
    """Copy all records into one file, as they stand at one moment, and check the copy.

    Nobody who writes meanwhile waits. The file is whole, or not there under its name.

    Raises:
        CopyRefused: if the name is taken, or the copy cannot be made or is not sound.
    """
    if engine.dialect.name == "sqlite":
        copy_sqlite(file_of(engine), file, replace=replace)
    else:
        copy_postgresql(engine, file, replace=replace)


def restore(engine: Engine, file: Path, *, keep: Path, now: datetime, by: str) -> Restored:
    """Put a copy in the place of the records; every calendar goes forward from there.

    On SQLite the records that were there are kept as `keep`. PostgreSQL's programs fill a
    database that must be empty, so the old one stays as it is.

    Raises:
        CopyRefused: if the file is no sound copy, or is of a newer program.
        StoreTrouble: if the database cannot be used.
    """
    if not file.is_file():
        raise CopyRefused(file, CopyUnusable(why=SystemFlaw.ENOENT))
    if engine.dialect.name == "sqlite":
        return _restore_sqlite(engine, file, keep=keep, now=now, by=by)
    fill_postgresql(engine, file)
    return Restored(replaced=None, sequence=_made_ready(engine, file, now=now, by=by))


def _restore_sqlite(engine: Engine, file: Path, *, keep: Path, now: datetime, by: str) -> Restored:
    """All is done to a second copy, which then takes the records' place in one transaction."""
    records = file_of(engine)
    with usable(records):
        records.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with usable(records), scratch_beside(records) as part:
        check(file, file)
        with troubles_of(file):
            pour(file, part)
        sequence = _made_ready_aside(part, file, now=now, by=by)
        replaced = _set_aside(records, keep)
        os.close(os.open(records, os.O_CREAT, 0o600))
        with troubles_of(records):
            pour(part, records)
    return Restored(replaced=replaced, sequence=sequence)


def _made_ready_aside(part: Path, file: Path, *, now: datetime, by: str) -> int:
    engine = open_engine(f"sqlite:///{part}")
    try:
        return _made_ready(engine, file, now=now, by=by)
    finally:
        engine.dispose()
        make_one_file(part)


def _made_ready(engine: Engine, file: Path, *, now: datetime, by: str) -> int:
    try:
        upgrade(engine)
    except StoreNotReady as error:
        raise CopyRefused(file, CopyFlaw.OF_A_NEWER_PROGRAM) from error
    return go_forward(engine, origin=file.name, now=now, by=by)


def _set_aside(records: Path, keep: Path) -> Path | None:
    """Keep what is there: as a copy, or the file itself where nothing can be read of it."""
    if not records.exists():
        return None
    keep.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        copy_sqlite(records, keep)
    except CopyRefused as refused:
        if refused.cause not in {CopyFlaw.NO_COPY, CopyFlaw.UNSOUND}:
            raise
        records.replace(keep)
        for log in LOGS:
            records.with_name(records.name + log).unlink(missing_ok=True)
    return keep
