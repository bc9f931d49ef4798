"""What a demo ends with, in a screen of 25 lines: what is shown, four links, a story to try."""

import json
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPConnection

from rich.console import Console
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.passwords import hash_password, make_password
from dayzero.running.ports import LOOPBACK
from models.protocol import every_site
from models.records.store import (
    PersonUnknown,
    Role,
    Scope,
    add_person,
    all_subjects,
    new_feed,
    set_password,
)
from models.versions.known import known_protocol
from tasks.prefect_pages.attention import read_attention
from tasks.prefect_pages.attention_list import say_waiting
from wording.alerts.first_line import first_line
from wording.language import ENGLISH
from wording.voice import Voice

SHOWN = "CN10-001"  # dasatinib stopped an hour too late for the booked infusion
WHO = "demo"
AS_JSON = {"Content-Type": "application/json"}
STORY = f"""\
[bold]Try this.[/bold] Dasatinib of {SHOWN} ended an hour too late for its infusion.
  1. Sign in and open {SHOWN}: what to do, by when, and which rule asks.
     {{asked}}
  2. Under "Book a step, or record it", try that time: you see what would move.
  3. Record it: the alert closes, and the calendar follows."""
MORE = """\
[bold]The long tables are commands[/bold], for a second terminal:
  . {commands}
  .venv/bin/dayzero alerts         (or: show {shown}, or: subjects)
Messages that people would be told are written to {messages}"""


def show_result(stage: Stage, engine: Engine, now: datetime, console: Console) -> None:
    """Print it all; the calendar link is a new one, as old ones are shown only once.

    Args:
        now: later than the alerts were opened, or they would seem to be told in the future.
    """
    token = new_feed(engine, Scope("subject", SHOWN), now=now, by=WHO)
    sites, subjects = len(every_site()), sum(1 for _ in all_subjects(engine))
    console.rule("Day Zero, on made-up data: nobody real is told anything")
    console.print(f"{sites} sites, {subjects} synthetic subjects, planned around infusion, Day 0.")
    console.print(say_waiting(read_attention(engine)))
    console.print()
    for what, address in _links(stage, f"{stage.web_url}/calendar/{token}.ics").items():
        console.print(f"  {what:28}{address}", soft_wrap=True, highlight=False)
    console.print(f"  {'sign in as':28}{WHO}, with the password {let_in(engine, now)}\n")
    console.print(STORY.format(asked=_asked(engine, now)), highlight=False)
    console.print()
    stage.commands.write_text(f"{stage.for_commands()}\n", encoding="utf-8")
    said = MORE.format(
        commands=stage.named(stage.commands), shown=SHOWN, messages=stage.named(stage.messages)
    )
    console.print(said, soft_wrap=True, highlight=False)


def let_in(engine: Engine, now: datetime) -> str:
    """Let somebody sign in to the pages, with a new password each time; the password."""
    password = make_password()
    kept = hash_password(password)
    try:
        set_password(engine, WHO, password_hash=kept, now=now, by=WHO)
    except PersonUnknown:
        add_person(
            engine, WHO, role=Role.COORDINATOR, sites=None, password_hash=kept, now=now, by=WHO
        )
    return password


def _asked(engine: Engine, now: datetime) -> str:
    """What the most urgent alert of the story's subject asks for, in one line."""
    one = read_attention(engine, SHOWN)[0]
    today = now.astimezone(one.zone).date()
    voice = Voice(language=ENGLISH, zone=one.zone, protocol=known_protocol(one.trial), dates=today)
    return first_line(one.alert, voice)


def _links(stage: Stage, calendar: str) -> Mapping[str, str]:
    return {
        "today": f"{stage.web_url}/today",
        "who needs attention": artifact_page(stage, "who-needs-attention"),
        "every path, as Prefect runs": stage.runs_with("patient-path"),
        f"calendar of {SHOWN}": f"webcal://{calendar.partition('://')[2]}",
    }


def artifact_page(stage: Stage, key: str) -> str:
    """The page of an artifact's newest version; the page of its key only lists versions."""
    wanted = json.dumps({"artifacts": {"key": {"any_": [key]}}})
    connection = HTTPConnection(LOOPBACK, stage.prefect_port)
    connection.request("POST", "/api/artifacts/latest/filter", wanted, AS_JSON)
    (newest,) = json.load(connection.getresponse())
    connection.close()
    return f"{stage.prefect_url}/artifacts/artifact/{newest['latest_id']}"
