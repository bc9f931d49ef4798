"""What a demo ends with: one subject's timeline, the alerts, and what to open."""

import json
from datetime import datetime
from http.client import HTTPConnection

from rich.console import Console
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.desk.planning import plan_of
from dayzero.passwords import hash_password, make_password
from dayzero.running.ports import LOOPBACK
from dayzero.terminal.alerts import alerts_table
from dayzero.terminal.language import words_in
from dayzero.terminal.plans.plan import print_plan
from models.protocol import load_protocol
from models.records.store import (
    PersonUnknown,
    Role,
    Scope,
    add_person,
    all_site_calendars,
    chart_document,
    new_feed,
    set_password,
)
from tasks.prefect_pages.attention import read_attention

SHOWN = "CN10-001"  # dasatinib stopped an hour too late for the booked infusion
MOST_URGENT = 8
WHO = "demo"
AS_JSON = {"Content-Type": "application/json"}


def show_result(stage: Stage, engine: Engine, now: datetime, console: Console) -> None:
    """Print it all; the calendar link is a new one, as old ones are shown only once."""
    console.rule(f"{SHOWN}, from dayzero show {SHOWN}")
    words = words_in(None)
    made = plan_of(chart_document(engine, SHOWN), now, all_site_calendars(engine))
    print_plan(made, load_protocol(made.protocol_id), console, words)
    waiting = read_attention(engine)
    console.rule(
        f"the {MOST_URGENT} most urgent of {len(waiting)} open alerts, from dayzero alerts"
    )
    console.print(alerts_table(waiting[:MOST_URGENT], words, now))
    token = new_feed(engine, Scope("subject", SHOWN), now=now, by=WHO)
    console.rule("open")
    password = let_in(engine, now)
    console.print(f"{'to sign in to the pages':30}{WHO}, with the password {password}")
    for what, address in _addresses(stage, f"{stage.web_url}/calendar/{token}.ics").items():
        console.print(f"{what:30}{address}", soft_wrap=True, highlight=False)


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


def _addresses(stage: Stage, calendar: str) -> dict[str, str]:
    return {
        "the subjects, to sign in to": f"{stage.web_url}/subjects",
        f"the page of {SHOWN}": f"{stage.web_url}/subjects/{SHOWN}",
        "who needs attention": artifact_page(stage, "who-needs-attention"),
        f"the path of {SHOWN}": artifact_page(stage, f"timeline-{SHOWN.lower()}"),
        "every path, as Prefect runs": f"{stage.prefect_url}/runs",
        f"calendar of {SHOWN}": calendar,
        "the same, to subscribe to": f"webcal://{calendar.partition('://')[2]}",
        "what people are told": str(stage.messages),
        "for dayzero's commands": stage.for_commands(),
    }


def artifact_page(stage: Stage, key: str) -> str:
    """The page of an artifact's newest version; the page of its key only lists versions."""
    wanted = json.dumps({"artifacts": {"key": {"any_": [key]}}})
    connection = HTTPConnection(LOOPBACK, stage.prefect_port)
    connection.request("POST", "/api/artifacts/latest/filter", wanted, AS_JSON)
    (newest,) = json.load(connection.getresponse())
    connection.close()
    return f"{stage.prefect_url}/artifacts/artifact/{newest['latest_id']}"
