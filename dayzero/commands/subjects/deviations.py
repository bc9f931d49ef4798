"""`dayzero deviations`: the register of protocol deviations, and the reasons for them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dayzero.clock import now
from dayzero.commands.options import By, InLanguage
from dayzero.commands.planning.reasons import Why
from dayzero.database import open_database
from dayzero.desk.chart_files import write_file
from dayzero.desk.exporting.files import exported_file
from dayzero.desk.exporting.gathering import Asked, gather
from dayzero.terminal.deviations import deviations_table
from dayzero.terminal.language import words_in
from models.records.store import explain_deviation, registered_deviations

deviations = typer.Typer(
    invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False
)


@deviations.callback()
def list_(
    context: typer.Context,
    subject: Annotated[str | None, typer.Option(help="Only this subject's.")] = None,
    csv: Annotated[
        Path | None, typer.Option(help="Write the register to this file, for a spreadsheet.")
    ] = None,
    *,
    language: InLanguage = None,
    by: By,
) -> None:
    """List every step that was done against a rule, and the reason that was given."""
    if context.invoked_subcommand is not None:
        return
    engine, words = open_database(), words_in(language)
    found = registered_deviations(engine, subject)
    if csv is not None:
        everybody = gather(engine, Asked(subject=subject, now=now(), by=by))
        write_file(csv, exported_file("deviations", "csv", everybody, words.language).content)
        typer.echo(words.answers.written.of(len(found), file=csv))
    elif found:
        Console().print(deviations_table(found, words))
    else:
        typer.echo(words.answers.no_deviation)


@deviations.command("explain")
def explain_(
    number: Annotated[int, typer.Argument(help="The deviation's number.", min=1)],
    *,
    why: Why,
    language: InLanguage = None,
    by: By,
) -> None:
    """Give the reason for a deviation; an earlier reason stays on record."""
    explain_deviation(open_database(), number, why=why, now=now(), by=by)
    said = words_in(language).answers.said_explained
    typer.echo(said.format(number=number, name=by))
