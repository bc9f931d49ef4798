"""Who showed a moment ago, at the hospital's own provider, who they are: for one signature."""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.records.database.engine import tried_again, writing
from models.records.people.audit import note
from models.records.signing_in.tokens import token_hash
from models.records.tables import WebSession

CONFIRMED_FOR = timedelta(minutes=5)


@tried_again
def confirm(engine: Engine, token: str, *, now: datetime, by: str) -> None:
    """Remember that whoever has this session showed who they are; for `CONFIRMED_FOR`."""
    with writing(engine) as session:
        row = session.exec(_of(token).with_for_update()).one()
        row.confirmed_at = now
        note(session, "confirmed at the hospital's own sign-in who signs", by=by, at=now)


@tried_again
def take_confirmation(engine: Engine, token: str, *, now: datetime) -> bool:
    """Use it up for one signature; False where there is none, or it is too old."""
    with writing(engine) as session:
        row = session.exec(_of(token).with_for_update()).one()
        confirmed_at, row.confirmed_at = row.confirmed_at, None
        return confirmed_at is not None and now <= confirmed_at + CONFIRMED_FOR


def _of(token: str) -> SelectOfScalar[WebSession]:
    return select(WebSession).where(col(WebSession.token_hash) == token_hash(token))
