"""Rights to read a calendar: handed out as tokens that only their holder knows."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.protocol import every_site, installed_trials
from models.reasons.refusals.keeping.records import ScopeKind
from models.records.database.engine import reading, tried_again, writing
from models.records.database.errors import FeedEnded, FeedUnknown, ScopeUnknown
from models.records.database.json_text import as_text
from models.records.people.audit import note
from models.records.subjects.charts import subject_row
from models.records.tables import CoordinatorSubject, Feed
from models.subscriptions import FeedOptions

TOKEN_BYTES = 32  # 256 random bits; 128 are asked for
LONGEST_USER_AGENT = 200
SCOPES = ("subject", "site", "coordinator", "study")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose calendar a feed is: `Scope("subject", "CN01-007")`, `Scope("site", "CN01")`."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRight:
    """One right to read, without the token.

    Attributes:
        expires_at, revoked_at: None where it does not end, or was not taken back.
        read_up_to: how far the published history had come when it was last read; None where
            that is not known.
        secret: from the token; nobody who reads the calendar can guess it.
    """

    id: int
    scope: Scope
    options: FeedOptions
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    last_fetched_at: datetime | None
    last_user_agent: str | None
    options_changed_at: datetime | None = None
    read_up_to: int | None = None
    secret: str = field(default="", repr=False)

    def ended(self, now: datetime) -> bool:
        """Whether it was taken back or has run out at `now`."""
        run_out = self.expires_at is not None and self.expires_at <= now
        return self.revoked_at is not None or run_out


def new_feed(
    engine: Engine,
    scope: Scope,
    *,
    now: datetime,
    by: str,
    options: FeedOptions | None = None,
    expires_at: datetime | None = None,
) -> str:
    """Hand out a right to read one calendar.

    Returns:
        The token. It is shown this once: only its hash is kept.

    Raises:
        SubjectUnknown: if the scope is a subject whom nobody has enrolled.
        ScopeUnknown: if it is a site, study or coordinator that there is not.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with writing(engine) as session:
        _check(session, scope)
        row = Feed(
            token_hash=_hash(token),
            scope_kind=scope.kind,
            scope_value=scope.value,
            options=_text(options or FeedOptions()),
            created_at=now,
            created_by=by,
            expires_at=expires_at,
        )
        session.add(row)
        session.flush()
        _note(session, row, "handed out", now=now, by=by)
    return token


def find_feed(engine: Engine, token: str) -> FeedRight | None:
    """The right behind a token, ended ones included; None if there never was one.

    The look-up is by hash, so its duration says nothing about tokens that exist.
    """
    with reading(engine) as session:
        return right_behind(session, token)


def right_behind(session: Session, token: str) -> FeedRight | None:
    """The same, in a transaction that reads more."""
    row = session.exec(select(Feed).where(Feed.token_hash == _hash(token))).one_or_none()
    return None if row is None else _right(row)


def list_feeds(engine: Engine, scope: Scope | None = None) -> list[FeedRight]:
    """All rights that were handed out, or those for one calendar, oldest first."""
    query = select(Feed).order_by(col(Feed.id))
    if scope is not None:
        query = query.where(Feed.scope_kind == scope.kind, Feed.scope_value == scope.value)
    with reading(engine) as session:
        return [_right(row) for row in session.exec(query)]


@tried_again
def revoke_feed(engine: Engine, feed: int, *, now: datetime, by: str) -> None:
    """Take a right back; one that was taken back before stays as it is.

    Raises:
        FeedUnknown: if there is no feed of that id.
    """
    with writing(engine) as session:
        row = _row(session, feed)
        if row.revoked_at is None:
            row.revoked_at = now
            _note(session, row, "revoked", now=now, by=by)


@tried_again
def rotate_feed(engine: Engine, feed: int, *, now: datetime, by: str) -> str:
    """Take a right back and hand out another to the same calendar, with the same options.

    Returns:
        The new token, shown this once.

    Raises:
        FeedUnknown: if there is no feed of that id.
        FeedEnded: if it has ended: who may read again is a decision, not a rotation.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with writing(engine) as session:
        old = _valid_feed(session, feed, now)
        old.revoked_at = now
        kept = old.model_dump(
            include={"scope_kind", "scope_value", "options", "expires_at", "options_changed_at"}
        )
        row = Feed(**kept, token_hash=_hash(token), created_at=now, created_by=by)
        session.add(row)
        session.flush()
        _note(session, row, f"rotated feed {feed} into", now=now, by=by)
    return token


@tried_again
def expire_feed(
    engine: Engine, feed: int, expires_at: datetime | None, *, now: datetime, by: str
) -> None:
    """Set when a right ends by itself; None for never.

    Raises:
        FeedUnknown: if there is no feed of that id.
        FeedEnded: if it was taken back.
    """
    with writing(engine) as session:
        row = _valid_feed(session, feed, now, revoked_only=True)
        row.expires_at = expires_at
        _note(session, row, "set the end of", now=now, by=by)


@tried_again
def change_options(
    engine: Engine,
    feed: int,
    change: Callable[[FeedOptions], FeedOptions],
    *,
    now: datetime,
    by: str,
) -> FeedOptions:
    """Change how one reader wants the calendar; no revision of anything published changes.

    Raises:
        FeedUnknown: if there is no feed of that id.
        FeedEnded: if it has ended.
    """
    with writing(engine) as session:
        row = _valid_feed(session, feed, now)
        before = FeedOptions.model_validate_json(row.options)
        after = change(before)
        if after != before:
            row.options = _text(after)
            row.options_changed_at = now.replace(microsecond=0)
            _note(session, row, "changed the options of", now=now, by=by)
        return after


@tried_again
def note_fetch(
    engine: Engine, feed: int, *, now: datetime, user_agent: str | None, read_up_to: int
) -> None:
    """Remember when a feed was last read, by which program, and how far the history had come."""
    agent = "".join(filter(str.isprintable, user_agent or ""))[:LONGEST_USER_AGENT] or None
    with writing(engine) as session:
        session.exec(
            update(Feed)
            .where(col(Feed.id) == feed)
            .values(last_fetched_at=now, last_user_agent=agent, read_up_to=read_up_to)
        )


def _kind_of(scope: Scope) -> ScopeKind:
    return ScopeKind(scope.kind) if scope.kind in SCOPES else ScopeKind.OTHER


def _check(session: Session, scope: Scope) -> None:
    match scope.kind:
        case "subject":
            subject_row(session, scope.value)
        case "site" if scope.value in every_site():
            pass
        case "study" if scope.value in {trial.id for trial in installed_trials()}:
            pass
        case "coordinator" if _ever_assigned(session, scope.value):
            pass
        case _:
            raise ScopeUnknown(_kind_of(scope), scope.value)


def _ever_assigned(session: Session, coordinator: str) -> bool:
    query = select(CoordinatorSubject.id).where(CoordinatorSubject.coordinator == coordinator)
    return session.exec(query.limit(1)).first() is not None


def _row(session: Session, feed: int) -> Feed:
    row = session.get(Feed, feed)
    if row is None:
        raise FeedUnknown(feed)
    return row


def _valid_feed(session: Session, feed: int, now: datetime, *, revoked_only: bool = False) -> Feed:
    row = _row(session, feed)
    over = row.revoked_at is not None if revoked_only else _right(row).ended(now)
    if over:
        raise FeedEnded(feed)
    return row


def _note(session: Session, row: Feed, deed: str, *, now: datetime, by: str) -> None:
    subject = row.scope_value if row.scope_kind == "subject" else None
    note(session, f"{deed} feed {row.id}", by=by, at=now, subject=subject)


def _text(options: FeedOptions) -> str:
    return as_text(options.model_dump(mode="json", exclude_defaults=True))


def _hash(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def _right(row: Feed) -> FeedRight:
    return FeedRight(
        id=row.id or 0,
        scope=Scope(row.scope_kind, row.scope_value),
        options=FeedOptions.model_validate(json.loads(row.options)),
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_fetched_at=row.last_fetched_at,
        last_user_agent=row.last_user_agent,
        options_changed_at=row.options_changed_at,
        read_up_to=row.read_up_to,
        secret=sha256(f"busy {row.token_hash}".encode()).hexdigest(),
    )
