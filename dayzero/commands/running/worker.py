"""`dayzero worker`: scheduled runs, and a pass at once for whoever recorded something."""

import os
from importlib import import_module
from typing import Annotated

import typer

from dayzero.caldav_settings import is_pushed_to, read_target
from dayzero.database import open_database
from dayzero.logs import log_ours
from dayzero.running.ports import LOOPBACK, require_free
from dayzero.running.prefect_environment import tell_environment
from dayzero.settings import read_settings
from dayzero.today_file.folder import Folder

PORT, HOST = "PREFECT_WORKER_WEBSERVER_PORT", "PREFECT_WORKER_WEBSERVER_HOST"


def worker(
    health_port: Annotated[
        int | None,
        typer.Option(help="Port of GET /health; none by default.", envvar=PORT, min=1, max=65535),
    ] = None,
    health_host: Annotated[
        str, typer.Option(help="Address on which that answers.", envvar=HOST)
    ] = LOOPBACK,
) -> None:
    """Stay, run what Prefect schedules, and pass over each subject once a fact is recorded.

    Every minute it looks whether a sweep or a delivery is due. Safe to run on several machines
    side by side. SIGTERM and Ctrl-C let begun runs end. Where DAYZERO_CALDAV_URL names a calendar
    of the hospital's, what is published is pushed into it at once; where DAYZERO_TODAY_FOLDER names
    a folder, each site's Today is written into it every morning.
    """
    engine = open_database()
    settings = read_settings()
    target = read_target(settings.language) if is_pushed_to() else None
    place = settings.today_folder
    folder = None if place is None else Folder(place.absolute(), settings.language)
    log_ours(settings.logs)
    if health_port is not None:
        os.environ[PORT] = str(require_free("--health-port", health_port))
        os.environ[HOST] = health_host
    tell_environment()  # Prefect reads its environment when it is imported
    warm_worker = import_module("dayzero.prefect_side.warm_worker")
    warm_worker.work(engine, target, folder, tells_health=health_port is not None)
