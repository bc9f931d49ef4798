"""`dayzero deliver`: everybody who must be told now, once; for a schedule of every minute."""

from importlib import import_module
from typing import Annotated

import typer

from dayzero import clock
from dayzero.commands.options import By
from dayzero.database import open_database
from dayzero.running.prefect_environment import tell_environment
from models.errors import DayZeroError
from models.records.store import revive_dead


class NobodyReached(DayZeroError):
    """Somebody could not be told by any channel; the route goes on beside it."""

    exit_code = 6
    kind = "nobody_reached"

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


def deliver(
    *,
    without_prefect: Annotated[
        bool,
        typer.Option("--without-prefect", help="In this process alone, as when Prefect is down."),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Give dead letters all their tries again first.")
    ] = False,
    by: By,
) -> None:
    """Tell everybody who must be told now, each message once; safe to repeat."""
    engine = open_database()
    if again:
        revived = revive_dead(engine, now=clock.now(), by=by)
        typer.echo(f"{revived} dead letters get new tries")
    tell_environment()  # Prefect reads its environment when it is imported
    runner = import_module("dayzero.prefect_side.run_deliveries")
    delivered = runner.deliver_plainly() if without_prefect else runner.deliver_by_flow()
    if not delivered.reached_all:
        raise NobodyReached(delivered.said)
    typer.echo(delivered.said)
