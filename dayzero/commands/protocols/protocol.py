"""`dayzero protocol …`: a trial's data, and its amendments."""

import typer

from dayzero.commands.protocols.check import check
from dayzero.commands.protocols.new import new
from dayzero.commands.protocols.preview import preview
from dayzero.commands.protocols.show import show

protocol = typer.Typer(no_args_is_help=True, help="A trial's data, and its amendments.")
protocol.command("check")(check)
protocol.command("new")(new)
protocol.command("preview")(preview)
protocol.command("show")(show)


@protocol.callback()
def _several() -> None:
    """A trial's data, and its amendments."""
