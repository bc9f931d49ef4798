"""Invitations by mail, asked for on the page behind the own name."""

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, select

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import (
    Role,
    add_person,
    list_invited,
    open_engine,
    start_session,
)
from models.records.tables import AuditLine
from tests.web.pages import NOW, post, words

ACCOUNT, ASK = "/account/sign-in", "/account/sign-in/invitations"
MAIL = "mailto://127.0.0.1:25?from=dayzero@example.org&to=crc@example.org"


@pytest.fixture
def engine(empty_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'dayzero.db')}")
    yield engine
    engine.dispose()


def signed_in(engine: Engine, name: str, monkeypatch: pytest.MonkeyPatch) -> httpx.Client:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    monkeypatch.setenv("DAYZERO_CHANNEL_COORDINATOR_MAIL", MAIL)
    role = Role.COORDINATOR
    add_person(engine, name, role=role, sites=None, password_hash="", now=NOW, by="test")
    cookies = {"dayzero": start_session(engine, name, now=NOW)}
    return TestClient(create_app(engine, Settings()), cookies=cookies)


def test_a_coordinator_gets_invitations_until_they_want_none(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(engine, "coordinator", monkeypatch)

    asked = words(post(browser, ACCOUNT, ASK, wanted="yes"))
    assert "You get them. You look after nobody yet, so none is sent." in asked
    assert [(one.coordinator, one.by) for one in list_invited(engine)] == [
        ("coordinator", "coordinator")
    ]

    ended = words(post(browser, ACCOUNT, ASK, wanted="no"))
    assert "Send me invitations" in ended
    assert list_invited(engine) == []
    with Session(engine) as session:
        noted = [(line.what, line.who) for line in session.exec(select(AuditLine))]
    assert noted[-2:] == [
        ("calendar invitations to coordinator: on", "coordinator"),
        ("calendar invitations to coordinator: off", "coordinator"),
    ]


def test_who_is_no_recipient_of_the_routing_is_told_so_and_refused(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(engine, "li_na", monkeypatch)
    page = words(browser.get(ACCOUNT))
    refused = post(browser, ACCOUNT, ASK, wanted="yes")

    assert "Messages are sent to nobody called “li_na”" in page
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“li_na” is no recipient of the routing; there are coordinator" in words(refused)
    assert list_invited(engine) == []
