"""What is installed on this machine: versions, and hashes of what dates are made with."""

import platform
import sys
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

import dayzero
from dayzero.settings import Settings
from models.alerting.routing_file import ROUTING
from models.protocol import installed_trials
from models.records.store import StoreTrouble, open_engine, server_version
from models.zone_data import zone_data_version
from wording.language import ENGLISH
from wording.refusals import say_refusal

ROOMS: Final = (
    "dayzero",
    "flows",
    "tasks",
    "exports",
    "calendars",
    "pictures",
    "wording",
    "models",
)
_COMPILED: Final = "__pycache__"


def what_is_installed(settings: Settings) -> Mapping[str, str]:
    """Each under the name that its line has in the record."""
    trials, routing = installed_trials(), settings.routing or ROUTING
    return {
        "program": version("dayzero"),
        "files": hash_of_program(),
        "python": sys.version.split(maxsplit=1)[0],
        "machine": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "database": _database(settings),
        "protocol": ", ".join(each.id for each in trials),
        "protocol_hash": ", ".join(each.hash for each in trials),
        "routing_hash": sha256(routing.read_bytes()).hexdigest()
        if routing.exists()
        else str(routing),
        "zones": zone_data_version(),
        "holidays": version("holidays"),
        "prefect": version("prefect"),
    }


def hash_of_program(root: Path | None = None) -> str:
    """Of all files of the program by their names, but for what Python compiles by itself."""
    place, whole = root or Path(dayzero.__file__).parents[1], sha256()
    files = (file for room in ROOMS for file in (place / room).rglob("*") if file.is_file())
    for file in sorted(one for one in files if _COMPILED not in one.parts):
        name = file.relative_to(place).as_posix()
        whole.update(f"{sha256(file.read_bytes()).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


def _database(settings: Settings) -> str:
    try:
        return server_version(open_engine(settings.database_url))
    except StoreTrouble as trouble:
        return say_refusal(trouble, ENGLISH)
