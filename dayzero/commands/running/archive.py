"""`dayzero archive`: close a trial, and write its records for the trial master file."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from dayzero import clock
from dayzero.commands.options import By, InLanguage
from dayzero.database import open_database
from dayzero.desk.archiving.bundle import bundle
from dayzero.desk.chart_files import write_file
from dayzero.terminal.language import words_in
from models.records.store import close_trial, closed_trial, whole_trial

FOUND = 1


def archive(
    trial: Annotated[str, typer.Argument(help="The trial, such as NCT04684147.")],
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to.")],
    *,
    close: Annotated[
        bool,
        typer.Option("--close", help="First close the trial for good: nothing more is recorded."),
    ] = False,
    language: InLanguage = None,
    by: By,
) -> None:
    """Write all records of a trial into one file that is checked and read without Day Zero.

    With --close nothing more is recorded of the trial's subjects, no pass is made and nobody is
    told; reading goes on. That is never undone. Exit code 1: the file is written, and the
    records are not as they were written; verify.json in it says where.
    """
    engine, now, says = open_database(), clock.now(), words_in(language).archive
    if close:
        close_trial(engine, trial, now=now, by=by)
    closed = closed_trial(engine, trial)
    whole = whole_trial(engine, trial)
    content = bundle(engine, trial, whole, now)
    write_file(file, content)
    typer.echo(says.written.format(file=file, bytes=f"{len(content):,}"))
    typer.echo(says.sum.format(sum=sha256(content).hexdigest()))
    if closed is None:
        typer.echo(says.still_open.format(trial=trial))
    else:
        typer.echo(says.closed.format(trial=trial, at=closed.at.isoformat(), by=closed.by))
    if whole.verified.findings:
        typer.echo(says.touched)
        raise typer.Exit(FOUND)
