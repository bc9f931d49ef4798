"""Closing a trial: nothing more is recorded, and nobody is told any more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import TrialUnknown
from models.records.people.audit import note
from models.records.tables import ClosedTrial, Subject


@dataclass(frozen=True, slots=True)
class Closed:
    """When a trial was closed, and by whom."""

    at: datetime
    by: str


@tried_again
def close_trial(engine: Engine, trial: str, *, now: datetime, by: str) -> Closed:
    """Close a trial for good; one that is closed already stays closed as it was.

    Raises:
        TrialUnknown: if nobody was enrolled in it.
        StoreTrouble: if the database cannot be used.
    """
    with writing(engine) as session:
        _check(session, trial)
        known = closed_row(session, trial)
        if known is None:
            known = ClosedTrial(protocol=trial, at=now, by=by)
            session.add(known)
            note(session, f"closed the trial {trial}", by=by, at=now)
            ours = col(Subject.protocol) == trial
            session.execute(update(Subject).where(ours).values(pass_due_at=None, called_at=None))
        return Closed(known.at, known.by)


def closed_trial(engine: Engine, trial: str) -> Closed | None:
    """When a trial was closed; None while it is open.

    Raises:
        TrialUnknown: if nobody was enrolled in it.
    """
    with reading(engine) as session:
        _check(session, trial)
        row = closed_row(session, trial)
        return None if row is None else Closed(row.at, row.by)


def closed_trials(engine: Engine) -> dict[str, Closed]:
    """Every trial that is closed, by its protocol's id."""
    with reading(engine) as session:
        rows = session.exec(select(ClosedTrial).order_by(col(ClosedTrial.protocol)))
        return {row.protocol: Closed(row.at, row.by) for row in rows}


def closed_row(session: Session, trial: str) -> ClosedTrial | None:
    """The same in a transaction."""
    return session.exec(select(ClosedTrial).where(ClosedTrial.protocol == trial)).first()


def _check(session: Session, trial: str) -> None:
    known = sorted(session.exec(select(Subject.protocol).distinct()))
    if trial not in known:
        raise TrialUnknown(trial, tuple(known))
