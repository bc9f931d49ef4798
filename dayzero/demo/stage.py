"""Where a demo plays: a folder of the day, two free ports, and what its processes are told."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dayzero.private_files import make_folder
from dayzero.running.place import Place
from dayzero.running.ports import free_port
from dayzero.running.prefect_environment import PREFECT_SETTINGS, QUIET

PREFECT_PORT, WEB_PORT = 4200, 8000  # wished for; any free ones do
NOT_INHERITED = ("PREFECT_", "DAYZERO_CHANNEL_", "DAYZERO_ROUTING", "DAYZERO_CALDAV_")
"""How settings begin by which made-up subjects would reach real people, or a real Prefect."""


@dataclass(frozen=True, slots=True)
class Stage(Place):
    """One demo's place."""

    @property
    def database_url(self) -> str:
        """Its own database."""
        return f"sqlite:///{self.folder / 'dayzero.db'}"

    @property
    def messages(self) -> Path:
        """What coordinators and investigators would have been told."""
        return self.folder / "messages.txt"

    @property
    def commands(self) -> Path:
        """A file that another shell reads, so that commands there mean this demo."""
        return self.folder / "commands.sh"

    def named(self, file: Path) -> str:
        """A file of the demo's as it is typed: from where the demo was started, if it is there."""
        here = Path.cwd()
        return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)

    def environment(self) -> Mapping[str, str]:
        """What its processes are told; nobody real is told anything by them."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)
        }
        return {**inherited, **PREFECT_SETTINGS, **QUIET, **self.its_own()}

    def its_own(self) -> Mapping[str, str]:
        """What no setting of the person or the machine may change."""
        return {
            **Place.its_own(self),
            "DAYZERO_DATABASE_URL": self.database_url,
            "DAYZERO_BASE_URL": self.web_url,
        }


def set_stage(folder: Path, today: date) -> Stage:
    """Make the day's folder; the dates of another day's demo have gone stale."""
    place = folder.absolute() / today.isoformat()
    make_folder(place)
    prefect_port = free_port(PREFECT_PORT)
    return Stage(place, prefect_port, free_port(WEB_PORT))
