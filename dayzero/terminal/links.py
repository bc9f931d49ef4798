"""Calendar links as a table; never their tokens."""

from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.desk.link_options import shown
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


def _whose(right: FeedRight) -> str:
    kind, value = right.scope.kind, right.scope.value
    return value if kind == "subject" else f"{kind} {value}"


def _said(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")
