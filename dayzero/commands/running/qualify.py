"""`dayzero qualify`: the installation check that a hospital signs."""

from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer

from dayzero import clock
from dayzero.commands.options import By, InLanguage
from dayzero.desk.chart_files import write_file
from dayzero.health.checkup import check_up
from dayzero.qualifying.examples import checked_examples
from dayzero.qualifying.installed import what_is_installed
from dayzero.qualifying.record import installation_record
from dayzero.settings import read_settings
from dayzero.terminal.language import words_in

DIFFERS = 1


def qualify(
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.md", help="Where to; else standard output.")
    ] = None,
    language: InLanguage = None,
    by: By,
) -> None:
    """Write what is installed here, what was checked and what examples give, with lines to sign.

    Exit code 1: an example does not give what was worked out by hand; see the record.
    """
    words = words_in(language)
    says, now = words.qualify, clock.now()
    checked = checked_examples(words.language)
    made = says.made.format(moment=f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC", name=by)
    record = installation_record(
        what_is_installed(read_settings()), check_up(), checked, says, made=made
    )
    if out is None:
        typer.echo(record)
    else:
        write_file(out, record.encode())
        typer.echo(says.written.format(file=out))
    raise typer.Exit(0 if all(one.fits for one in checked) else DIFFERS)
