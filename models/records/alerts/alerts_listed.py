"""Open alerts of many subjects at once, as lists read them: columns, no objects of the session."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Select, select
from sqlmodel import SQLModel

from models.records.alerts.alert_rows import OpenAlert, open_alert
from models.records.database.engine import reading
from models.records.people.sight import EVERYTHING, Sight
from models.records.subjects.charts import own_zone
from models.records.tables import AlertOpening, StandingRow, Subject

_alert = SQLModel.metadata.tables[AlertOpening.__tablename__]
_subject = SQLModel.metadata.tables[Subject.__tablename__]
_standing = SQLModel.metadata.tables[StandingRow.__tablename__]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAlert:
    """One open alert, with what is needed to say it.

    Attributes:
        zone: of the subject's days; None where its site's counts, and no pass has kept it.
    """

    opened: OpenAlert
    site: str
    protocol: str
    zone: ZoneInfo | None


def alerts_at(engine: Engine, sight: Sight = EVERYTHING) -> list[ListedAlert]:
    """Every open alert of the subjects who may be seen.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    return _read(engine, _open().where(*sight.of(_subject.c.site, _subject.c.protocol)))


def alerts_of(engine: Engine, subjects: Collection[str]) -> list[ListedAlert]:
    """Every open alert of some subjects: as many as stand on one page.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    return _read(engine, _open().where(_alert.c.subject.in_(subjects)))


def _open() -> Select[Any]:
    others = _subject.c.site, _subject.c.protocol, _subject.c.header, _standing.c.zone
    joined = _alert.join(_subject, _subject.c.number == _alert.c.subject).outerjoin(
        _standing, _standing.c.subject == _alert.c.subject
    )
    return select(*_alert.c, *others).select_from(joined).where(_alert.c.closed_at.is_(None))


def _read(engine: Engine, query: Select[Any]) -> list[ListedAlert]:
    with reading(engine) as session:
        rows = session.connection().execute(query).all()
    return [
        ListedAlert(
            opened=open_alert(cast("AlertOpening", row)),  # its columns under the same names
            site=row.site,
            protocol=row.protocol,
            zone=ZoneInfo(row.zone) if row.zone else own_zone(row.header),
        )
        for row in rows
    ]
