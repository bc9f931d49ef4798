"""Copies of a PostgreSQL database by its own programs, `pg_dump` and `pg_restore`."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which
from typing import Final

from sqlalchemy import URL, Engine, inspect

from models.reasons.refusals.keeping.copies import CopyFault, CopyFlaw, ToolMissing
from models.records.copies.refused import CopyRefused
from models.records.database.faults import told_plainly

DUMP: Final = "pg_dump"
RESTORE: Final = "pg_restore"


def copy_postgresql(engine: Engine, part: Path, named: Path) -> None:
    """Dump a database as it stands at one moment, and read the dump's own list once.

    Args:
        named: the copy, as a refusal calls it.

    Raises:
        CopyRefused: if the programs are missing, too old or fail.
    """
    _run(named, [DUMP, "--format=custom", f"--file={part}", _address(engine.url)], engine.url)
    _run(named, [RESTORE, "--list", str(part)], engine.url)


def fill_postgresql(engine: Engine, clear: Path, named: Path) -> None:
    """Put what a dump holds into an empty database: all of it, or nothing.

    Args:
        clear: the dump, which nobody has encrypted.
        named: the copy, as a refusal calls it.

    Raises:
        CopyRefused: if the database has tables already, or the programs are missing or fail.
    """
    with told_plainly(engine):
        if inspect(engine).get_table_names():
            raise CopyRefused(named, CopyFlaw.NOT_EMPTY)
    alone = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    into = f"--dbname={_address(engine.url)}"
    _run(named, [RESTORE, *alone, into, str(clear)], engine.url)


def _address(url: URL) -> str:
    """As PostgreSQL's own programs take it; the password is in no list of processes."""
    return url.set(drivername="postgresql", password=None).render_as_string()


def _secrets(url: URL) -> Mapping[str, str]:
    return {"PGPASSWORD": url.password} if url.password else {}


def _run(file: Path, words: Sequence[str], url: URL) -> None:
    program = which(words[0])
    if program is None:
        raise CopyRefused(file, ToolMissing(program=words[0]))
    ended = subprocess.run(  # noqa: S603  a program of PostgreSQL, no shell
        [program, *words[1:]],
        env={**os.environ, **_secrets(url)},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        told = ended.stderr.strip().splitlines() or [words[0]]
        raise CopyRefused(file, CopyFault(told=told[0]))
