"""`dayzero alerts`: what a coordinator must know, most urgent first, and the answers to it."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from dayzero.clock import now
from dayzero.commands.options import AsJson, By, InLanguage
from dayzero.commands.planning.reasons import Why
from dayzero.database import open_database
from dayzero.desk.alert_document import alert_document
from dayzero.desk.typed_facts import with_offset
from dayzero.terminal.alerts import alerts_table
from dayzero.terminal.language import words_in
from models.alerting.tellings import AlertState
from models.errors import Fault, InputRefused
from models.moments import to_minute
from models.reasons.refusals.refusal import shown
from models.reasons.refusals.times import SnoozeTimeNeeded
from models.records.store import AlertUnknown, acknowledge, snooze
from pictures.dates import say_minute
from tasks.prefect_pages.attention import Attention, read_attention
from wording.language import ENGLISH

alerts = typer.Typer(
    invoke_without_command=True, add_completion=False, pretty_exceptions_enable=False
)

Which = Annotated[str, typer.Argument(metavar="NUMBER", help="The alert's number, or its key.")]


@alerts.callback()
def list_(
    context: typer.Context,
    subject: Annotated[str | None, typer.Option(help="Only this subject's.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site's, such as CN01.")] = None,
    *,
    language: InLanguage = None,
    as_json: AsJson = False,
) -> None:
    """List open alerts, most urgent first, each saying what to do and by when.

    What is only to be known comes last.
    """
    if context.invoked_subcommand is not None:
        return
    moment = now()
    found = read_attention(open_database(), subject)
    wanted = [one for one in found if site is None or one.site == site]
    wanted.sort(key=lambda one: (one.alert.asks_nothing, _is_answered(one, moment)))
    if as_json:
        documents = [alert_document(one, moment, ENGLISH) for one in wanted]
        typer.echo(json.dumps(documents, ensure_ascii=False, indent=1))
    elif wanted:
        Console().print(alerts_table(wanted, words_in(language), moment))
    else:
        typer.echo(words_in(language).answers.no_alert)


@alerts.command("ack")
def acknowledge_(which: Which, *, why: Why, language: InLanguage = None, by: By) -> None:
    """Answer an alert: you have taken it over, and nobody else is called.

    It stays open until a fact resolves it. If it gets more severe, or its deadline moves,
    it is told anew.
    """
    answered = acknowledge(open_database(), which, why=why, now=now(), by=by)
    said_ = words_in(language).answers.said_acknowledged
    typer.echo(said_.format(number=answered.number, name=answered.acknowledged_by))


@alerts.command("snooze")
def snooze_(
    which: Which,
    *,
    until: Annotated[
        str,
        typer.Option(
            metavar="INSTANT",
            help="When it is told anew, such as 2026-03-10T14:00; without offset, on the site's"
            " clock. Before its deadline.",
        ),
    ],
    why: Why,
    language: InLanguage = None,
    by: By,
) -> None:
    """Put an alert off until a time; nobody is called before."""
    engine, moment = open_database(), now()
    zone = _find(read_attention(engine), which).zone
    instant = _instant(with_offset("--until", until, zone))
    put_off = snooze(engine, which, until=instant, why=why, now=moment, by=by)
    when = say_minute(to_minute(instant), zone)
    typer.echo(words_in(language).answers.said_snoozed.format(number=put_off.number, when=when))


def _is_answered(one: Attention, moment: datetime) -> bool:
    return one.opened.state(moment) is not AlertState.OPEN


def _find(found: Iterable[Attention], which: str) -> Attention:
    for one in found:
        if which in {str(one.opened.number), one.alert.key}:
            return one
    raise AlertUnknown(which)


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise InputRefused([Fault("--until", SnoozeTimeNeeded(word=shown(text)))])
    return instant.astimezone(UTC)
