"""A new database gets the tables that our migrations made once in this run, not made again.

Thirty migrations cost a third of a second, and some thousand tests begin with a new database.
What is made here is what they made: the same statements, the same rows. Only a new SQLite
database is set up so; one that holds anything is upgraded by the migrations themselves.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from secrets import token_hex
from typing import Any

from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

Upgrade = Callable[[Config, str], None]


def made_once(by_migrations: Upgrade) -> Upgrade:
    """`alembic.command.upgrade`, quicker for a SQLite database without tables."""

    @cache
    def statements(scripts: str) -> Sequence[str]:
        return _statements(by_migrations, scripts)

    def upgrade(config: Config, revision: str) -> None:
        connection: Connection = config.attributes["connection"]
        if revision != "head" or not _is_new(connection):
            by_migrations(config, revision)
            return
        for statement in statements(str(config.get_main_option("script_location"))):
            connection.exec_driver_sql(statement)
        # each installation draws a word of its own
        connection.exec_driver_sql("UPDATE installation SET word = ?", (token_hex(4),))

    return upgrade


def _is_new(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return False
    return not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").all()


def _statements(by_migrations: Upgrade, scripts: str) -> Sequence[str]:
    """What makes the tables of a database that the migrations set up."""
    opened: Any = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: opened, poolclass=StaticPool)
    config = Config()
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        by_migrations(config, "head")
    said: Sequence[str] = list(opened.iterdump())
    opened.close()
    return [line for line in said if line not in {"BEGIN TRANSACTION;", "COMMIT;"}]
