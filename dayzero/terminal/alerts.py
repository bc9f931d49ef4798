"""Open alerts as a table for a terminal: what to do first."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text

from dayzero.terminal.prose import Prose
from dayzero.terminal.subjects import STYLES
from models.alerting.deadlines import is_over
from models.alerting.tellings import AlertState
from models.moments import to_minute
from models.versions.known import known_protocol
from tasks.prefect_pages.attention import Attention
from wording.alerts.first_line import first_line
from wording.terminal import TerminalWords
from wording.voice import Voice


def alerts_table(found: Iterable[Attention], words: TerminalWords, moment: datetime) -> Table:
    """One row for each alert, in the given order: what to do and shortly why.

    Deadlines are on the site's clock.

    Args:
        moment: as of which deadlines and answers are told.
    """
    says = words.answers
    table = Table(*says.alerts, box=box.SIMPLE)
    table.caption = Prose(says.answer)
    table.caption_justify = "left"
    for one in found:
        alert, today = one.alert, moment.astimezone(one.zone).date()
        protocol = known_protocol(one.trial)
        voice = Voice(language=words.language, zone=one.zone, protocol=protocol, dates=today)
        table.add_row(
            str(one.opened.number),
            Text(words.plan.severities[alert.severity], STYLES[alert.severity]),
            Prose("\n".join(_whose(one, moment, words, voice))),
            _by(one, moment, words, voice),
            Prose(first_line(alert, voice)),
        )
    return table


def _by(one: Attention, moment: datetime, words: TerminalWords, voice: Voice) -> Prose:
    """The deadline, and that it has passed once it has; empty where there is none."""
    deadline = one.alert.deadline
    if deadline is None:
        return Prose("")
    if is_over(deadline, one.zone, moment):
        return Prose(words.answers.since.format(when=voice.minute(deadline)))
    return Prose(voice.by(deadline))


def _whose(one: Attention, moment: datetime, words: TerminalWords, voice: Voice) -> Iterator[str]:
    """The subject and its site, and what somebody has answered."""
    says, opened = words.answers, one.opened
    yield one.subject
    yield says.at_site.format(site=one.site)
    match opened.state(moment):
        case AlertState.ACKNOWLEDGED:
            yield says.acknowledged.format(name=opened.acknowledged_by)
        case AlertState.SNOOZED:
            yield says.snoozed.format(when=voice.minute(to_minute(opened.tell_from)))
