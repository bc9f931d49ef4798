"""Calendar links as a table and as JSON; never their tokens."""

from datetime import datetime
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.desk.link_options import document, shown
from models.records.store import FeedRight
from wording.terminal.links import LinkWords


def feeds_table(rights: list[FeedRight], moment: datetime, says: LinkWords) -> Table:
    """One row for each link, the oldest first."""
    link, calendar, options, *moments = says.columns
    table = Table(link, calendar, options, box=box.SIMPLE_HEAD, caption=says.clock)
    for name in moments:
        table.add_column(name, no_wrap=True)
    for right in rights:
        table.add_row(
            str(right.id),
            _whose(right),
            shown(right.options),
            Text(f"{right.created_at:%Y-%m-%d}\n{right.created_by}"),
            # Text: a program's name is not markup
            Text(f"{_said(right.last_fetched_at)}\n{right.last_user_agent or ''}".strip()),
            says.ended if right.ended(moment) else _said(right.expires_at),
        )
    return table


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


def _whose(right: FeedRight) -> str:
    kind, value = right.scope.kind, right.scope.value
    return value if kind == "subject" else f"{kind} {value}"


def _said(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
