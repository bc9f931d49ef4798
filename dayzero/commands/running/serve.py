"""`dayzero serve`: the pages and the calendars over HTTP."""

from typing import Annotated

import typer

from dayzero.database import open_database
from dayzero.web.server import run_server

LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; loopback only by default.")] = (
        LOOPBACK
    ),
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    *,
    access_log: Annotated[
        bool,
        typer.Option(help="A line for each request; a proxy in front may have its own already."),
    ] = True,
) -> None:
    """Serve the pages and the subscribed calendars until stopped with Ctrl-C."""
    run_server(open_database(), host=host, port=port, access_log=access_log)
