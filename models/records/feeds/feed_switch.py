"""A study's own switch: whether any calendar of its subjects may leave the house at all."""

from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import select

from models.protocol import installed_trials
from models.reasons.refusals.keeping.records import ScopeKind
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import ScopeUnknown
from models.records.people.audit import note
from models.records.tables import StudyFeeds


@tried_again
def switch_feeds_off(engine: Engine, study: str, *, now: datetime, by: str, why: str) -> None:
    """Let nobody read a study's calendars; links stay and work again once it is on.

    Raises:
        ScopeUnknown: if there is no such study.
    """
    _check(study)
    with writing(engine) as session:
        if session.get(StudyFeeds, study) is None:
            session.add(StudyFeeds(study=study, off_since=now, off_by=by, why=why))
            note(session, f"switched the calendars of {study} off", by=by, at=now, why=why)


@tried_again
def switch_feeds_on(engine: Engine, study: str, *, now: datetime, by: str) -> None:
    """Let a study's links work again.

    Raises:
        ScopeUnknown: if there is no such study.
    """
    _check(study)
    with writing(engine) as session:
        row = session.get(StudyFeeds, study)
        if row is not None:
            session.delete(row)
            note(session, f"switched the calendars of {study} on", by=by, at=now)


def studies_switched_off(engine: Engine) -> dict[str, str]:
    """Studies whose calendars nobody may read now, each with the reason that was given."""
    with reading(engine) as session:
        return {row.study: row.why for row in session.exec(select(StudyFeeds))}


def _check(study: str) -> None:
    if study not in {trial.id for trial in installed_trials()}:
        raise ScopeUnknown(ScopeKind.STUDY, study)
