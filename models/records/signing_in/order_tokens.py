"""Tokens of systems that ask at order-sign: each taken once, and so many in a minute.

Both are kept here, since several processes answer at one address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete
from sqlmodel import Session, col, select

from models.records.database.engine import tried_again, writing
from models.records.tables import Installation, OrderToken

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenUsed:
    """It was taken before, by this process or another."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """Its system asks too often: this one was not taken, and may come again after `wait`."""

    wait: timedelta


@tried_again
def take_token(
    engine: Engine, issuer: str, name: str, *, until: datetime, now: datetime, per_minute: int
) -> TokenUsed | TooMany | None:
    """Take a token, if it is a new one and its system has asked less often than it may.

    Args:
        until: when the token ends by itself; from then on it need not be known.
        per_minute: how many of one issuer are taken in any sixty seconds.

    Returns:
        Why it was not taken; None where it was.
    """
    digest = sha256(name.encode(errors="replace")).hexdigest()
    with writing(engine) as session:
        session.get(Installation, 1, with_for_update=True)  # two at once are counted in turn
        session.exec(delete(OrderToken).where(col(OrderToken.ends_at) < now))
        if session.get(OrderToken, (issuer, digest)) is not None:
            return TokenUsed()
        wait = _wait(session, issuer, now, per_minute)
        if wait is not None:
            return TooMany(wait)
        ends = max(until, now + A_MINUTE)  # it counts for a minute, however soon it ends
        session.add(OrderToken(issuer=issuer, name=digest, taken_at=now, ends_at=ends))
        return None


def _wait(session: Session, issuer: str, now: datetime, per_minute: int) -> timedelta | None:
    """Until the oldest of the last ones is a minute old; None where there is room."""
    query = (
        select(OrderToken.taken_at)
        .where(OrderToken.issuer == issuer, col(OrderToken.taken_at) > now - A_MINUTE)
        .order_by(col(OrderToken.taken_at).desc())
    )
    taken = session.exec(query.limit(per_minute)).all()
    return None if len(taken) < per_minute else taken[-1] + A_MINUTE - now
