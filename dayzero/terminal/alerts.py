"""Open alerts as a table for a terminal: what to do first."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.terminal.prose import Prose
from dayzero.terminal.subjects import STYLES
from models.alerting.standing import AlertState
from models.moments import to_minute
from models.protocol import Protocol, load_protocol
from pictures.dates import say_minute
from tasks.prefect_pages.attention import Attention, say_by
from wording.alerts.first_line import first_line
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice


def alerts_table(found: Iterable[Attention], words: TerminalWords, moment: datetime) -> Table:
    """One row for each alert, in the given order: what to do first, then the whole cause.

    Deadlines are on the site's clock.

    Args:
        moment: as of which deadlines and answers are told.
    """
    protocol, says = load_protocol(), words.answers
    table = Table(*says.alerts, box=box.SIMPLE)
    table.caption = Prose(says.answer)
    table.caption_justify = "left"
    for one in found:
        alert = one.alert
        table.add_row(
            str(one.standing.number),
            Text(words.plan.severities[alert.severity], STYLES[alert.severity]),
            Prose("\n".join(_whose(one, moment, words))),
            say_by(one, moment, says.since).replace(" ", "\n"),
            _what_to_do(one, protocol, moment, words),
        )
    return table


def _what_to_do(
    one: Attention, protocol: Protocol, moment: datetime, words: TerminalWords
) -> Prose:
    """Text, so that brackets in a fact are not markup."""
    today = moment.astimezone(one.zone).date()
    voice = Voice(language=words.language, zone=one.zone, protocol=protocol, dates=today)
    first, whole = first_line(one.alert, voice), say(one.alert.cause, voice)
    told = Prose(first, "bold")
    if whole != first:
        told.append(f"\n{whole}", "dim")
    return told


def _whose(one: Attention, moment: datetime, words: TerminalWords) -> Iterator[str]:
    """The subject and its site, and what somebody has answered."""
    says, standing = words.answers, one.standing
    yield one.subject
    yield says.at_site.format(site=one.site)
    match standing.state(moment):
        case AlertState.ACKNOWLEDGED:
            yield says.acknowledged.format(name=standing.acknowledged_by)
        case AlertState.SNOOZED:
            yield says.snoozed.format(when=say_minute(to_minute(standing.tell_from), one.zone))
