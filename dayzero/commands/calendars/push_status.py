"""`dayzero push status`: which events the hospital's calendar server did not take, and why."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import typer

from dayzero.clock import now
from dayzero.commands.options import AsJson
from dayzero.database import open_database
from dayzero.settings import read_settings
from models.records.store import RefusedEvents, refused_events
from wording.language import Language
from wording.refusals import say_refusal


def status(*, as_json: AsJson = False) -> None:
    """Name each event that the calendar server did not take, and when it is tried again.

    What the worker pushes is meant; `dayzero push caldav` says by itself what was refused. The
    register of deliveries shows the same.
    """
    language, found = read_settings().language, refused_events(open_database(), now=now())
    if as_json:
        lines = [_document(one, language) for one in found]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo(f"{one.subject} since {_at(one.since)}, tried again by {_at(one.try_again_at)}")
        for said in said_of(one, language):
            typer.echo(f"  {said}")
    if not found:
        typer.echo("no event was refused")


def said_of(refused: RefusedEvents, language: Language) -> tuple[str, ...]:
    """What is wrong with each event, in a sentence."""
    return tuple(one if isinstance(one, str) else say_refusal(one, language) for one in refused.why)


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M UTC}"


def _document(one: RefusedEvents, language: Language) -> Mapping[str, Any]:
    return {
        "subject": one.subject,
        "since": one.since.isoformat(),
        "try_again_at": one.try_again_at.isoformat(),
        "refused": said_of(one, language),
    }
