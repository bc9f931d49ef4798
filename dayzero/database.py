"""The records' database as the settings say it."""

from pathlib import Path

from sqlalchemy import Engine

from dayzero.settings import read_settings
from models.faults_found import system_reason
from models.reasons.refusals.records import NoFolder, StoreFlaw
from models.records.store import (
    StoreNotReady,
    StoreUnreachable,
    is_current,
    open_engine,
    upgrade,
    where,
)


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
    return engine


def set_up_database() -> Engine:
    """Open the database, creating or upgrading it; safe to repeat.

    Raises:
        SettingsRefused: if the settings cannot be read.
        StoreTrouble: if the database cannot be used.
    """
    engine = open_engine(read_settings().database_url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        _make_folder(engine, Path(engine.url.database).parent)
    upgrade(engine)
    return engine


def _make_folder(engine: Engine, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreachable(where(engine), NoFolder(why=system_reason(error))) from error
