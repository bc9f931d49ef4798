"""Records that are put back from a copy; every calendar goes forward from there."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.reasons.refusals.keeping.copies import CopyFlaw, CopyUnusable
from models.reasons.refusals.validation import SystemFlaw
from models.records.copies.copies import back_up, clear_scratch
from models.records.copies.encrypted import decrypt, encrypt, is_encrypted
from models.records.copies.going_forward import go_forward
from models.records.copies.postgresql_copies import fill_postgresql
from models.records.copies.refused import CopyRefused
from models.records.copies.sqlite_copies import check, file_of, make_one_file, pour, troubles_of
from models.records.copies.whole_files import LOGS, scratch_beside, usable, written_whole
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the records go that a copy replaces.

    Attributes:
        recipients: the public keys they are encrypted for; in clear where there are none.
    """

    file: Path
    recipients: Sequence[str] = ()


def restore(
    engine: Engine, file: Path, *, keep: Kept, now: datetime, by: str, identity: Path | None = None
) -> Restored:
    """Put a copy in the place of the records.

    On SQLite the records that were there are kept as `keep` says. PostgreSQL's programs fill a
    database that must be empty, so the old one stays as it is.

    Args:
        identity: the file with the secret key of an encrypted copy.

    Raises:
        CopyRefused: if the file is no sound copy, is of a newer program, or is encrypted and
            not for that key.
        InputRefused: if `identity` cannot be read, or holds no key.
        StoreTrouble: if the database cannot be used.
    """
    if not file.is_file():
        raise CopyRefused(file, CopyUnusable(why=SystemFlaw.ENOENT))
    if engine.dialect.name == "sqlite":
        return _restore_sqlite(engine, file, identity, keep=keep, now=now, by=by)
    with _in_clear(engine, file, identity) as clear:
        fill_postgresql(engine, clear, file)
    return Restored(replaced=None, sequence=_made_ready(engine, file, now=now, by=by))


@contextmanager
def _in_clear(engine: Engine, file: Path, identity: Path | None) -> Iterator[Path]:
    """A copy as the database reads it: the file itself, or for a moment what the key opens."""
    with usable(file):
        encrypted = is_encrypted(file)
    if not encrypted:
        yield file
        return
    if identity is None:
        raise CopyRefused(file, CopyFlaw.ENCRYPTED)
    with clear_scratch(engine) as clear:
        decrypt(file, identity, clear)
        yield clear


def _restore_sqlite(
    engine: Engine, file: Path, identity: Path | None, *, keep: Kept, now: datetime, by: str
) -> Restored:
    """All is done to a second copy, which then takes the records' place in one transaction."""
    records = file_of(engine)
    with usable(records):
        records.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with usable(records), scratch_beside(records) as part:
        with _in_clear(engine, file, identity) as clear, troubles_of(file):
            check(clear, file)
            pour(clear, part)
        sequence = _made_ready_aside(part, file, now=now, by=by)
        replaced = _set_aside(engine, records, keep)
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


def _set_aside(engine: Engine, records: Path, keep: Kept) -> Path | None:
    """Keep what is there: as a copy, or the file itself where nothing can be read of it."""
    if not records.exists():
        return None
    keep.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        back_up(engine, keep.file, recipients=keep.recipients)
    except CopyRefused as refused:
        if refused.cause not in {CopyFlaw.NO_COPY, CopyFlaw.UNSOUND}:
            raise
        _move_away(records, keep)
    return keep.file


def _move_away(records: Path, keep: Kept) -> None:
    if keep.recipients:
        with written_whole(keep.file, replace=False) as part:
            encrypt(records, part, keep.recipients, keep.file)
        records.unlink()
    else:
        records.replace(keep.file)
    for log in LOGS:
        records.with_name(records.name + log).unlink(missing_ok=True)
