"""Where copies of an installation's records are kept that nobody asked for by name."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from dayzero import clock
from dayzero.settings import read_settings
from models.faults_found import system_reason
from models.reasons.refusals.keeping.copies import CopyUnusable
from models.records.store import CopyRefused, back_up, read_recipients, version_behind
from wording.language import ENGLISH
from wording.refusals import say_refusal

Say = Callable[[str], object]
FOLDER = "backups"


def place_for(why: str) -> Path:
    """A new name in the folder of copies: why it was made, and when in UTC.

    Raises:
        CopyRefused: if there is no such folder and none can be made.
    """
    folder = ((read_settings().home or Path()) / FOLDER).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CopyRefused(folder, CopyUnusable(why=system_reason(error))) from error
    name = f"dayzero-{why}-{clock.now():%Y%m%dT%H%M%SZ}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1_000)))
    return next(folder / free for free in names if not (folder / free).exists())


def backup_recipients() -> tuple[str, ...]:
    """The public keys that each copy is encrypted for; none where copies are in clear.

    Raises:
        InputRefused: if a file is named for them that is none.
    """
    file = read_settings().backup_recipients
    return () if file is None else read_recipients(file)


def copy_before_upgrade(engine: Engine, say: Say) -> None:
    """Copy records of an older version before this program changes their tables.

    Raises:
        CopyRefused: if a copy of SQLite's file cannot be made: nothing is upgraded without.
            A server's keeper has copies of their own; there it is only said.
        InputRefused: if the file of recipients is none.
    """
    version = version_behind(engine)
    if version is None:
        return
    recipients = backup_recipients()
    file = place_for(f"before-upgrade-from-{version}")
    try:
        # replaced: the copy of whoever upgrades at the same moment
        back_up(engine, file, replace=True, recipients=recipients)
    except CopyRefused as refused:
        if engine.dialect.name == "sqlite":
            raise
        say(f"upgraded without a copy: {say_refusal(refused, ENGLISH)}")
    else:
        say(f"before the upgrade the records were copied to {file}")
