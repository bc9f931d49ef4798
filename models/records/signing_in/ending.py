"""Sign-ins of a person that end with what the person was allowed."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col

from models.records.tables import HalfSignIn, WebSession


def end_sign_ins(session: Session, name: str, now: datetime) -> int:
    """Sign a person out everywhere, and end what was half done; in somebody else's transaction.

    Returns:
        How many sessions that ended.
    """
    session.exec(delete(HalfSignIn).where(col(HalfSignIn.person) == name))
    ended = session.exec(
        update(WebSession)
        .where(
            col(WebSession.person) == name,
            col(WebSession.ended_at).is_(None),
            col(WebSession.expires_at) > now,
        )
        .values(ended_at=now)
    )
    return ended.rowcount
