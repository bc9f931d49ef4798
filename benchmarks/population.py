"""Many synthetic subjects: the demo's stories, recorded and passed over, then copied in bulk.

Each copy has its story's facts, footprint and standing. One copy in ten has the story's alerts too:
most subjects of a trial are on track.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from rich.progress import track
from sqlalchemy import Connection, Engine, Table, insert, select
from sqlmodel import SQLModel

from dayzero.demo.charts import demo_charts
from models.protocol import load_protocol
from models.records.store import (
    import_charts,
    open_engine,
    publish_pass,
    published_entries,
    read_for_pass,
    subjects_due,
    upgrade,
)
from tasks.passes.one_pass import Recorded, plan_path, work_out

COPIED: Final = ("subject", "fact", "footprint", "standing", "alert")
WITH_ALERTS: Final = 10
_ROWS_AT_ONCE = 5_000

Row = dict[str, Any]


def populate(url: str, subjects: int, now: datetime) -> None:
    """Set up a database with so many subjects, each passed over at a moment."""
    engine = open_engine(url)
    upgrade(engine)
    protocol = load_protocol()
    import_charts(engine, demo_charts(now, protocol), now=now, by="benchmark")
    for subject in subjects_due(engine, now):
        pass_over(engine, subject, now)
    _copy(engine, subjects)
    engine.dispose()


def pass_over(engine: Engine, subject: str, now: datetime) -> None:
    """One pass, without Prefect."""
    recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
    publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))


def _copy(engine: Engine, subjects: int) -> None:
    with engine.begin() as connection:
        templates = {name: list(_rows_of(connection, name)) for name in COPIED}
    numbers = [row["number"] for row in templates["subject"]]
    copies = range(1, -(-subjects // len(numbers)))
    wanted = subjects - len(numbers)
    for copy in track(copies, description=f"{subjects:,} subjects", disable=not copies):
        names = {old: f"{old}-{copy:05}" for old in islice(numbers, wanted)}
        wanted -= len(names)
        with engine.execution_options(writes=True).begin() as connection:
            for name in COPIED:
                if name != "alert" or copy % WITH_ALERTS == 0:
                    _insert(connection, name, _renamed(templates[name], names))


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def _rows_of(connection: Connection, name: str) -> Iterator[Row]:
    for row in connection.execute(select(_table(name))).mappings():
        yield {column: value for column, value in row.items() if column != "id"}


def _renamed(rows: list[Row], names: Mapping[str, str]) -> list[Row]:
    """The rows of some subjects, as those of others."""
    key = "number" if rows and "number" in rows[0] else "subject"
    return [{**row, key: names[row[key]]} for row in rows if row[key] in names]


def _insert(connection: Connection, name: str, rows: list[Row]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        connection.execute(insert(_table(name)), rows[start : start + _ROWS_AT_ONCE])
