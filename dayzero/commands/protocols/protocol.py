"""`dayzero protocol …`: a trial's data, and its amendments."""

import typer

from dayzero.commands.protocols.approve import approvals, approve, withdraw
from dayzero.commands.protocols.check import check
from dayzero.commands.protocols.new import new
from dayzero.commands.protocols.preview import preview
from dayzero.commands.protocols.show import show
from dayzero.commands.protocols.usdm import export_usdm, import_usdm

protocol = typer.Typer(no_args_is_help=True, help="A trial's data, and its amendments.")
protocol.command("approve")(approve)
protocol.command("approvals")(approvals)
protocol.command("check")(check)
protocol.command("new")(new)
protocol.command("preview")(preview)
protocol.command("show")(show)
protocol.command("withdraw")(withdraw)

bring_in = typer.Typer(no_args_is_help=True, help="Draft a trial from another form.")
bring_in.command("usdm")(import_usdm)
write_out = typer.Typer(no_args_is_help=True, help="Write a trial's schedule in another form.")
write_out.command("usdm")(export_usdm)
protocol.add_typer(bring_in, name="import")
protocol.add_typer(write_out, name="export")


@bring_in.callback()
def _forms_in() -> None:
    """Draft a trial from another form."""


@write_out.callback()
def _forms_out() -> None:
    """Write a trial's schedule in another form."""


@protocol.callback()
def _several() -> None:
    """A trial's data, and its amendments."""
