"""`dayzero backup` and `dayzero restore`: all records in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero import clock
from dayzero.commands.options import By
from dayzero.database import open_database
from dayzero.keeping import backup_recipients, place_for
from dayzero.settings import read_settings
from models.records.store import Kept, back_up, open_engine, where
from models.records.store import restore as restore_records

Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")]


def backup(
    file: Copy,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of an older copy of this name.")
    ] = False,
) -> None:
    """Copy all records into one file as they stand now; nobody who writes meanwhile waits.

    The copy is checked before it gets its name. On PostgreSQL it is a dump of `pg_dump`. It is
    encrypted for the public keys in the file that DAYZERO_BACKUP_RECIPIENTS names.
    """
    engine, recipients = open_database(), backup_recipients()
    back_up(engine, file, replace=replace, recipients=recipients)
    typer.echo(f"{file} holds what {where(engine)} held, checked: {file.stat().st_size:,} bytes")
    if recipients:
        typer.echo(f"it is encrypted for {len(recipients)} of age's keys")


def restore(
    file: Copy,
    *,
    identity: Annotated[
        Path | None, typer.Option(help="The file with the secret key of an encrypted copy (age).")
    ] = None,
    by: By,
) -> None:
    """Put a copy in the place of the records. Stop `dayzero up` before, and start it after.

    Whoever follows a calendar goes on from here: each entry is a newer revision than any that
    was published. What the records were before is kept beside the other copies.
    """
    engine = open_engine(read_settings().database_url)
    keep = Kept(file=place_for("before-restore"), recipients=backup_recipients())
    done = restore_records(engine, file, keep=keep, now=clock.now(), by=by, identity=identity)
    typer.echo(f"{where(engine)} holds what {file} held; calendars go on at {done.sequence:,}")
    if done.replaced is not None:
        typer.echo(f"what it held before is in {done.replaced}")
    typer.echo("see who may sign in and which links stand: what was ended since is as it was")
