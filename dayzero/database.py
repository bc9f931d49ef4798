"""The records' database as the settings say it."""

from pathlib import Path

from sqlalchemy import Engine

from dayzero.keeping import Say, copy_before_upgrade
from dayzero.private_files import close_database, make_folder
from dayzero.settings import read_settings
from models.faults_found import system_reason
from models.reasons.refusals.keeping.records import NoFolder, StoreFlaw
from models.records.store import (
    StoreNotReady,
    StoreUnreachable,
    is_current,
    learn_versions,
    open_engine,
    upgrade,
    where,
)


def _silently(_sentence: str) -> None:
    """Nobody is there to be told."""


def open_database() -> Engine:
    """Open the database, which must be set up.

    Raises:
        StoreNotReady: if it is not, with what to run.
        SettingsRefused: if the settings cannot be read.
        StoreTrouble: if the database cannot be used.
    """
    engine = open_engine(read_settings().database_url)
    if not is_current(engine):
        raise StoreNotReady(where(engine), StoreFlaw.NOT_FOR_THIS_PROGRAM)
    learn_versions(engine)
    return engine


def set_up_database(say: Say = _silently) -> Engine:
    """Open the database, creating or upgrading it, for nobody else to read; safe to repeat.

    Records of an older version are copied before they are upgraded.

    Raises:
        CopyRefused: if they cannot be copied.
        SettingsRefused: if the settings cannot be read.
        StoreTrouble: if the database cannot be used.
    """
    settings = read_settings()
    engine = open_engine(settings.database_url)
    if settings.home is not None:
        _make_folder(engine, settings.home)
    if engine.dialect.name == "sqlite" and engine.url.database:
        _set_up_file(engine, Path(engine.url.database))
    copy_before_upgrade(engine, say)
    upgrade(engine)
    return engine


def _set_up_file(engine: Engine, file: Path) -> None:
    """A folder that was there may be shared with others; the database's own files are not."""
    if not file.parent.exists():
        _make_folder(engine, file.parent)
    close_database(file)


def _make_folder(engine: Engine, folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise StoreUnreachable(where(engine), NoFolder(why=system_reason(error))) from error
