"""A calendar link as JSON, for programs; never its token."""

from datetime import datetime
from typing import Any

from dayzero.desk.link_options import document
from models.records.store import FeedRight


def link_document(right: FeedRight, moment: datetime) -> dict[str, Any]:
    """One link for programs."""
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
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
