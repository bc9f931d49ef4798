"""What the calendar server did not take is told on a page, at the terminal and by the doctor."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from typer.testing import CliRunner

from dayzero.commands.calendars.push import push
from dayzero.health.pushes import push_findings
from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.reasons.refusals.settings import EventNotTaken, EventRefused, PushBroke
from models.records.store import (
    Role,
    add_person,
    calendars_to_push,
    end_push,
    open_engine,
    refused_events,
    start_session,
    take_push,
)
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart
from tests.web.pages import pass_over, words

MINUTE = timedelta(minutes=1)
UID = f"{SUBJECT}.infusion@dayzero"
FULL = EventRefused(uid=UID, status=507, said="no room")
BROKE = PushBroke(subject=SUBJECT, error="KeyError")


@pytest.fixture
def engine(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'dayzero.db')}"
    monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    engine = open_engine(url)
    bring_in(engine, chart(SCREENING))
    pass_over(engine, SUBJECT)
    yield engine
    engine.dispose()


def nurse_of(engine: Engine, *sites: str) -> httpx.Client:
    name = f"nurse_of_{sites[0]}".lower()
    role = Role.COORDINATOR
    add_person(
        engine, name, role=role, sites=frozenset(sites), password_hash="", now=NOW, by="test"
    )
    cookies = {"dayzero": start_session(engine, name, now=NOW)}
    return TestClient(create_app(engine, Settings()), cookies=cookies)


def pushed(engine: Engine, *refused: EventNotTaken, after: timedelta) -> None:
    """A push of the subject's calendar that ended so."""
    [one] = calendars_to_push(engine, "ward")
    assert take_push(engine, SUBJECT, "ward", now=NOW + after)
    end_push(engine, one, uids=None, refused=refused, whole=not refused, now=NOW + after)


def test_a_refused_event_is_shown_until_the_server_takes_it(engine: Engine) -> None:
    pushed(engine, FULL, after=-30 * MINUTE)
    pushed(engine, FULL, BROKE, after=-MINUTE)
    said = f"{UID} was refused: 507 no room"
    fault = f"the events of {SUBJECT} were not written, by a fault of Day Zero itself (KeyError)"

    nurse = nurse_of(engine, "CN01")
    page = words(nurse.get("/deliveries"))
    assert said in page
    assert fault in page
    assert "07:30" in page  # since when, on the site's clock
    in_chinese = words(nurse.get("/deliveries", headers={"Accept-Language": "zh"}))
    assert f"{UID} 被拒绝：507 no room" in in_chinese
    assert UID not in words(nurse_of(engine, "CN02").get("/deliveries"))

    [finding] = push_findings(refused_events(engine, now=NOW), NOW)
    assert finding.said == "2 events of 1 subject not taken, the longest for 30 min"
    assert CliRunner().invoke(push, ["status"]).output.splitlines() == [
        f"{SUBJECT} since 2026-03-09 23:30 UTC, tried again by 2026-03-10 00:01 UTC",
        f"  {said}",
        f"  {fault}",
    ]

    pushed(engine, after=2 * MINUTE)
    assert CliRunner().invoke(push, ["status"]).output == "no event was refused\n"
    assert said not in words(nurse.get("/deliveries"))


def test_where_nobody_pushes_any_more_nothing_is_said_to_be_tried_again(engine: Engine) -> None:
    pushed(engine, FULL, after=-timedelta(days=2))

    assert refused_events(engine, now=NOW) == []
