"""Browsers in which people have signed in: wrong passwords typed elsewhere never hold them up."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.signing_in.tokens import new_token, token_hash
from models.records.tables import KnownBrowser

REMEMBERED = timedelta(days=90)  # site default: a quarter without a sign-in there


def knows_browser(engine: Engine, name: str, token: str, *, now: datetime) -> bool:
    """Whether a person has signed in there before, and not too long ago."""
    with reading(engine) as session:
        row = session.get(KnownBrowser, (token_hash(token), name))
        return row is not None and row.used_at > now - REMEMBERED


@tried_again
def remember_browser(engine: Engine, name: str, token: str | None, *, now: datetime) -> str:
    """Know from now on that a person signs in there.

    Args:
        token: what the browser sent; None where it has nothing yet.

    Returns:
        What the browser is to keep: the same, if anybody has signed in there before. What no
        browser was given is never taken, so nobody chooses another's secret.
    """
    with writing(engine) as session:
        old = col(KnownBrowser.used_at) <= now - REMEMBERED
        session.exec(delete(KnownBrowser).where(old))
        kept = token if token is not None and _is_given(session, token) else new_token()
        session.merge(KnownBrowser(token_hash=token_hash(kept), person=name, used_at=now))
    return kept


def _is_given(session: Session, token: str) -> bool:
    query = select(KnownBrowser.person).where(KnownBrowser.token_hash == token_hash(token))
    return session.exec(query.limit(1)).first() is not None
