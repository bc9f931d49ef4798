"""`dayzero deviations`: the register of protocol deviations, and the reasons for them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dayzero.chart_files import write_file
from dayzero.clock import now
from dayzero.commands.options import By
from dayzero.commands.reasons import Why
from dayzero.database import open_database
from dayzero.deviation_csv import register_csv
from models.records.store import (
    RegisteredDeviation,
    explain_deviation,
    registered_deviations,
)
from models.timeline.words import say_length

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
) -> None:
    """List every step that was done against a rule, and the reason that was given."""
    if context.invoked_subcommand is not None:
        return
    found = registered_deviations(open_database(), subject)
    if csv is not None:
        write_file(csv, register_csv(found))
        typer.echo(f"{len(found)} deviations written to {csv}")
    elif found:
        Console().print(deviations_table(found))
    else:
        typer.echo("no deviation")


@deviations.command("explain")
def explain_(
    number: Annotated[int, typer.Argument(help="The deviation's number.", min=1)],
    *,
    why: Why,
    by: By,
) -> None:
    """Give the reason for a deviation; an earlier reason stays on record."""
    explain_deviation(open_database(), number, why=why, now=now(), by=by)
    typer.echo(f"deviation {number} is explained by {by}")


def deviations_table(found: Iterable[RegisteredDeviation]) -> Table:
    """One row for each deviation, lifted ones dimmed; how to give a reason below."""
    table = Table("no.", "subject", "rule", "outside by", "what", "reason", box=box.SIMPLE)
    table.caption = "give a reason: dayzero deviations explain NUMBER --why …"
    table.caption_justify = "left"
    for one in found:
        table.add_row(
            str(one.number),
            f"{one.subject}\nat {one.site}",
            f"{one.rule}\n{one.step.replace('_', ' ')}",
            "" if one.margin_minutes is None else say_length(one.margin_minutes),
            Text(one.text),
            Text(_reason(one), "" if one.why or not one.stands else "bold yellow"),
            style=None if one.stands else "dim",
        )
    return table


def _reason(one: RegisteredDeviation) -> str:
    if one.why is not None:
        return f"{one.why} ({one.explained_by})"
    recorder = f" from {one.recorded_by}, who recorded the step" if one.recorded_by else ""
    return f"wanted{recorder}" if one.stands else "no longer follows from the facts"
