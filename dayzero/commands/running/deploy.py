"""`dayzero deploy`: the work pools and deployments, made known to Prefect's server."""

from importlib import import_module

import typer

from dayzero.running.prefect_environment import tell_environment


def deploy() -> None:
    """Make the work pools and register the deployments of prefect.yaml; safe to repeat."""
    tell_environment()  # Prefect reads its environment when it is imported
    for line in import_module("dayzero.prefect_side.deploying").deploy():
        typer.echo(line)
