"""Reading what `installation` judges: the held clock, zone data, room on the disk."""

import os
import shutil
import zoneinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dayzero import clock
from dayzero.health.installation import Machine
from dayzero.settings import Settings

STAMPS = ("+VERSION", "tzdata.zi")  # as macOS and as most Linux systems say it


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
        zones=_zones(),
        free_bytes={str(folder): shutil.disk_usage(folder).free for folder in sorted(folders)},
    )


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _zones() -> dict[str, str]:
    """The system's data comes first, as in Python's own search; the package is its reserve."""
    for place in zoneinfo.TZPATH:
        stamps = (_stamp(Path(place) / name) for name in STAMPS)
        if stamped := next(filter(None, stamps), None):
            return {place: stamped}
    try:
        return {"the package tzdata": version("tzdata")}
    except PackageNotFoundError:
        return {}


def _stamp(file: Path) -> str | None:
    """`2026a`, from `# version 2026a` or the bare word."""
    try:
        with file.open(encoding="ascii") as opened:
            return opened.readline().removeprefix("# version").strip() or None
    except (OSError, UnicodeDecodeError):
        return None
