"""`dayzero deliveries`: what was told to whom, by which channel, and every attempt."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dayzero.commands.options import AsJson, InLanguage
from dayzero.database import open_database
from dayzero.terminal.language import words_in
from dayzero.terminal.prose import Prose
from dayzero.terminal.subjects import STYLES
from models.alerting.tellings import ToldState
from models.reasons.refusals.deliveries import NotSent
from models.records.store import SENT, AttemptLine, DeliveryLine, list_deliveries
from wording.language import ENGLISH, Language
from wording.refusals import say_refusal
from wording.terminal import TerminalWords
from wording.terminal.answers import AnswerWords

STATE_STYLES = {
    ToldState.SENT: "green",
    ToldState.WAITING: "yellow",
    ToldState.DEAD: "bold red",
    ToldState.WITHDRAWN: "dim",
}
MANY_SUBJECTS = 3


def deliveries(
    *,
    dead: Annotated[bool, typer.Option("--dead", help="Only those every channel refused.")] = False,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those on their way.")] = False,
    limit: Annotated[int, typer.Option(help="At most so many, the latest.", min=1)] = 100,
    language: InLanguage = None,
    as_json: AsJson = False,
) -> None:
    """List what was told to whom, the latest first, with every attempt."""
    state = ToldState.DEAD if dead else ToldState.WAITING if waiting else None
    found = list_deliveries(open_database(), state=state, limit=limit)
    if as_json:
        typer.echo(json.dumps([_document(one) for one in found], ensure_ascii=False, indent=1))
    elif found:
        Console().print(deliveries_table(found, words_in(language)))
    else:
        typer.echo(words_in(language).answers.no_delivery)


def deliveries_table(found: Iterable[DeliveryLine], words: TerminalWords) -> Table:
    """One row for each message, one line in it for each attempt; times are UTC.

    Below them, what to do where some reached nobody.
    """
    shown, says = list(found), words.answers
    *short, what = says.deliveries
    table = Table(*short, box=box.SIMPLE)
    if any(one.state is ToldState.DEAD for one in shown):
        table.caption = Prose(says.dead_means)
        table.caption_justify = "left"
    table.add_column(what, overflow="fold")
    for one in shown:
        tried = (_tried(attempt, words) for attempt in one.attempts)
        lines = [*filter(None, [one.title]), *tried]
        table.add_row(
            str(one.number),
            Text(says.told[one.state], STATE_STYLES[one.state]),
            one.recipient,
            Prose(_about(one, says), style=STYLES[one.severity]),
            Prose("\n".join(lines)),
        )
    return table


def _about(one: DeliveryLine, says: AnswerWords) -> str:
    if not one.subjects:
        return says.kinds[one.kind]
    rest = len(one.subjects) - MANY_SUBJECTS
    named = says.subjects.join(one.subjects[:MANY_SUBJECTS])
    return named if rest <= 0 else says.and_more.format(subjects=named, count=rest)


def _tried(attempt: AttemptLine, words: TerminalWords) -> str:
    """What went wrong; of before there were reasons, as it was recorded."""
    says, when = words.answers, _said(attempt.begun_at)
    outcome = _outcome(attempt, words.language) or says.unfinished
    said = says.sent if outcome == SENT else outcome
    return says.tried.format(when=when, channel=attempt.channel, outcome=said)


def _outcome(attempt: AttemptLine, language: Language) -> str | None:
    ended = attempt.outcome
    return say_refusal(ended, language) if isinstance(ended, NotSent) else ended


def _said(moment: datetime) -> str:
    return moment.strftime("%m-%d %H:%M")


def _document(one: DeliveryLine) -> dict[str, Any]:
    return {
        "number": one.number,
        "key": one.key,
        "kind": one.kind.value,
        "recipient": one.recipient,
        "severity": one.severity.value,
        "state": one.state.value,
        "recorded_at": one.recorded_at.isoformat(),
        "try_at": one.try_at.isoformat() if one.state is ToldState.WAITING else None,
        "sent_at": one.sent_at.isoformat() if one.sent_at else None,
        "title": one.title,
        "alerts": list(one.alerts),
        "subjects": list(one.subjects),
        "attempts": [_attempt_document(attempt) for attempt in one.attempts],
    }


def _attempt_document(attempt: AttemptLine) -> dict[str, Any]:
    return {
        "channel": attempt.channel,
        "begun_at": attempt.begun_at.isoformat(),
        "ended_at": attempt.ended_at.isoformat() if attempt.ended_at else None,
        "outcome": _outcome(attempt, ENGLISH),
    }
