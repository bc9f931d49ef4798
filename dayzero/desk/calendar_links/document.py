"""A calendar link as JSON, for programs; never its token."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from dayzero.desk.calendar_links.options import document
from models.moments import iso
from models.records.store import FeedRight, UnseenMove, unseen_moves

Document = dict[str, Any]


def link_documents(engine: Engine, rights: Sequence[FeedRight], now: datetime) -> list[Document]:
    """Links for programs, each with what its reader's copy says wrongly."""
    unseen = unseen_moves(engine, rights, now=now)
    return [_document(right, unseen.get(right.id, ()), now) for right in rights]


def _document(right: FeedRight, moves: Sequence[UnseenMove], moment: datetime) -> Document:
    return {
        "link": right.id,
        "scope": {"kind": right.scope.kind, "value": right.scope.value},
        "options": document(right.options),
        "created_at": right.created_at.isoformat(),
        "created_by": right.created_by,
        "expires_at": _iso(right.expires_at),
        "revoked_at": _iso(right.revoked_at),
        "last_fetched_at": _iso(right.last_fetched_at),
        "last_user_agent": right.last_user_agent,
        "ended": right.ended(moment),
        "unseen_moves": [_move(move) for move in moves],
    }


def _move(move: UnseenMove) -> Document:
    return {
        "subject": move.subject,
        "what": move.step or "washout",
        "moved_at": iso(move.moved, ZoneInfo("UTC")),
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
