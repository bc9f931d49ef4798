"""Files for nobody but the account that runs Day Zero: charts, password hashes, logs.

A mask keeps what is written from now on; what an older program or another mask left open is
closed where it is found.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OTHERS = 0o077
FOLDER = 0o700
BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")


@contextmanager
def for_nobody_else() -> Iterator[None]:
    """Whatever this process or a child of it writes is 0600, and folders 0700."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def make_folder(folder: Path) -> None:
    """Make a folder of the installation's own, and close it to others.

    Raises:
        OSError: if it cannot be made.
    """
    folder.mkdir(FOLDER, parents=True, exist_ok=True)
    close_to_others(folder)


def database_files(file: Path) -> list[Path]:
    """A database's file, and those that SQLite keeps beside it at times."""
    return [Path(f"{file}{end}") for end in BESIDE_SQLITE]


def close_database(file: Path) -> None:
    """Close it, and what SQLite keeps beside it."""
    for each in database_files(file):
        close_to_others(each)


def close_to_others(path: Path) -> None:
    """Take away what others may do with what is ours; leave what is not.

    A folder that everybody shares, as `/tmp`, has the sticky bit and stays as it is.
    """
    with suppress(FileNotFoundError):  # a journal of the database goes as its last user leaves
        if is_open(path) and _is_ours(path):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def is_open(path: Path) -> bool:
    """Whether anybody but its owner may do anything with it; what is not there is not open."""
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
    except FileNotFoundError:
        return False


def _is_ours(path: Path) -> bool:
    found = path.stat()
    shared = path.is_dir() and found.st_mode & stat.S_ISVTX
    return found.st_uid == os.geteuid() and not shared
