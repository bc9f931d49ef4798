"""`dayzero automations`: what Prefect tells an operations team of by itself."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from dayzero.running.prefect_environment import tell_environment

automations = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
SHIPPED = Path(__file__).parents[3] / "automations" / "dayzero.yaml"


@automations.callback()
def group() -> None:
    """Automations of Prefect: on a violation, a failed run, a sweep that did not come."""


@automations.command()
def apply(
    file: Annotated[
        Path, typer.Argument(help="A file like the shipped one.", exists=True, dir_okay=False)
    ] = SHIPPED,
) -> None:
    """Make or change each automation of a file, by its name; safe to repeat.

    DAYZERO_OPS_WEBHOOK, if set, is kept as Prefect's block webhook/dayzero-ops, which the
    shipped automations call.
    """
    tell_environment()  # Prefect reads its environment when it is imported
    for line in import_module("dayzero.prefect_side.automating").apply(file):
        typer.echo(line)
