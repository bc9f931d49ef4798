"""`dayzero up`: everything that one machine needs, with one Ctrl-C."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero.database import set_up_database
from dayzero.health.channels import say_unaddressed
from dayzero.running.leaving import good_end
from dayzero.running.place import Place
from dayzero.running.ports import LOOPBACK, require_free
from dayzero.running.processes import Children, children
from dayzero.running.servers import apply_automations, start_prefect, start_web, start_worker
from dayzero.running.supervision import Supervision
from dayzero.settings import read_settings
from models.records.store import where
from tasks.telling.alert_routing import routing


def up(
    *,
    host: Annotated[
        str, typer.Option(help="Address on which calendars are served; loopback by default.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port of the calendars.", min=1, max=65535)] = 8000,
    prefect_port: Annotated[
        int, typer.Option(help="Port of Prefect's server, on loopback.", min=1, max=65535)
    ] = 4200,
) -> None:
    """Run it all on this machine: Prefect's server, the deployments, a worker, the web.

    Ctrl-C or SIGTERM ends everything, with exit code 0. A part that dies is started anew.
    """
    home = (read_settings().home or Path()).absolute()
    place = Place(
        home, require_free("--prefect-port", prefect_port), require_free("--port", port), host
    )
    told = routing()  # a routing that cannot be read is refused before anything is started
    typer.echo(f"the database {where(set_up_database(typer.echo))} is ready")
    for sentence in say_unaddressed(told):
        typer.echo(sentence)
    with children(place.environment(), place.logs) as family, good_end(typer.echo):
        _run(place, family)


def _run(place: Place, family: Children) -> None:
    prefect = start_prefect(place, family, typer.echo)
    apply_automations(place, family, typer.echo)
    worker = start_worker(place, family)
    servers = [prefect, worker, start_web(place, family)]
    typer.echo(f"who needs attention       {place.prefect_url}/artifacts/key/who-needs-attention")
    typer.echo(f"each subject's path       {place.runs_with('patient-path')}")
    typer.echo(f"runs that failed by fault {place.runs_with('our-fault')}")
    typer.echo(f"all runs                  {place.prefect_url}/runs")
    typer.echo(f"pages and calendars       {place.web_url}")
    if worker.health is not None:
        typer.echo(f"the worker's health       http://{LOOPBACK}:{worker.health.port}/health")
    typer.echo(f"logs                      {place.logs}")
    typer.echo(f"for dayzero's commands    {place.for_commands()}")
    typer.echo("ready; Ctrl-C ends all of it")
    Supervision(family, typer.echo).stay(servers)
