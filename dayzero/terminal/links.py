"""Calendar links as a table; never their tokens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.desk.calendar_links.copies import what_moved
from dayzero.desk.calendar_links.options import shown
from models.records.store import FeedRight, UnseenMove, worst_of
from wording.language import Language
from wording.pages import page_words
from wording.terminal import TerminalWords


def feeds_table(
    rights: list[FeedRight],
    unseen: Mapping[int, Sequence[UnseenMove]],
    moment: datetime,
    words: TerminalWords,
) -> Table:
    """One row for each link, the oldest first; below its last reading what has moved since."""
    says = words.links
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
            Text("\n".join(_read(right, unseen.get(right.id, ()), words.language))),
            says.ended if right.ended(moment) else _said(right.expires_at),
        )
    return table


def _read(right: FeedRight, moves: Sequence[UnseenMove], language: Language) -> Iterator[str]:
    says = page_words(language).copies
    yield _said(right.last_fetched_at) or says.never
    if right.last_user_agent:
        yield right.last_user_agent
    if moves:
        worst = worst_of(moves)
        what, at = what_moved(worst, language), datetime.fromtimestamp(worst.moved * 60, UTC)
        yield says.older.format(what=what, subject=worst.subject, moment=_said(at))


def _whose(right: FeedRight) -> str:
    kind, value = right.scope.kind, right.scope.value
    return value if kind == "subject" else f"{kind} {value}"


def _said(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M")
