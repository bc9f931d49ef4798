"""`dayzero pass` and `dayzero sweep`: the flows, run here and now."""

from importlib import import_module
from types import ModuleType
from typing import Annotated

import typer

from dayzero import clock
from dayzero.database import open_database
from dayzero.running.prefect_environment import tell_environment
from models.records.store import chart_document


def pass_(
    subjects: Annotated[list[str], typer.Argument(metavar="SUBJECT...", help="Study numbers.")],
) -> None:
    """Plan subjects anew and publish what moved, each as a flow run of its own."""
    engine = open_database()
    for subject in subjects:
        chart_document(engine, subject)  # a number that nobody has must not name a run
    for line in _flows().pass_over(subjects, clock.now()):
        typer.echo(line)


def sweep() -> None:
    """Plan everyone whose pass is due, publish what moved, and say who needs attention."""
    open_database()
    typer.echo(_flows().sweep_once(clock.now()))


def _flows() -> ModuleType:
    """The flows, imported once Prefect's environment is told: it reads it only then."""
    tell_environment()
    return import_module("dayzero.prefect_side.run_flows")
