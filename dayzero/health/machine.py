"""Reading what `installation` judges: the held clock, zone data, room on the disk."""

import os
import shutil
from pathlib import Path

from dayzero import clock
from dayzero.health.installation import Machine
from dayzero.private_files import database_files, is_open
from dayzero.settings import Settings
from models.zone_data import zone_data_version


def read_machine(settings: Settings, database: str | None) -> Machine:
    """Read it.

    Args:
        database: the file of the records; None where a server keeps them.

    Raises:
        ClockRefused: if the environment holds the clock at something that is no instant.
    """
    folders = {_nearest((settings.home or Path()).absolute())}
    if database is not None:
        folders.add(_nearest(Path(database).absolute().parent))
    return Machine(
        held_at=clock.now() if os.environ.get(clock.HELD) else None,
        zones=zone_data_version(),
        open_to_others=[str(path) for path in _ours(settings, database) if is_open(path)],
        free_bytes={str(folder): shutil.disk_usage(folder).free for folder in sorted(folders)},
    )


def _ours(settings: Settings, database: str | None) -> list[Path]:
    own = [settings.home] if settings.home else []
    files = database_files(Path(database).absolute()) if database else []
    return [*own, *files]


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())
