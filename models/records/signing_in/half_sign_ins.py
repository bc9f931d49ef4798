"""Between the password and the second factor: who may show one, for ten minutes."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete
from sqlmodel import col, select

from models.records.database.engine import reading, tried_again, writing
from models.records.signing_in.tokens import new_token, token_hash
from models.records.tables import HalfSignIn, Person

LONGEST_HALF = timedelta(minutes=10)


@tried_again
def begin_half(engine: Engine, name: str, *, now: datetime) -> str:
    """Remember that somebody knew a password.

    Returns:
        The token, for the browser alone. It opens no page.
    """
    token = new_token()
    with writing(engine) as session:
        session.exec(delete(HalfSignIn).where(col(HalfSignIn.expires_at) <= now))
        half = HalfSignIn(token_hash=token_hash(token), person=name, expires_at=now + LONGEST_HALF)
        session.add(half)
    return token


def half_of(engine: Engine, token: str, *, now: datetime) -> str | None:
    """Who is half signed in; None where nobody is any more, or the person is disabled."""
    query = (
        select(HalfSignIn.person)
        .join(Person, col(Person.name) == col(HalfSignIn.person))
        .where(
            HalfSignIn.token_hash == token_hash(token),
            col(HalfSignIn.expires_at) > now,
            col(Person.disabled_at).is_(None),
        )
    )
    with reading(engine) as session:
        return session.exec(query).one_or_none()


@tried_again
def end_half(engine: Engine, token: str) -> bool:
    """End it, whole or given up.

    Returns:
        Whether it was still there: of two requests at once, one goes on.
    """
    with writing(engine) as session:
        ended = session.exec(
            delete(HalfSignIn).where(col(HalfSignIn.token_hash) == token_hash(token))
        )
        return ended.rowcount == 1
