"""A person's own password, changed on the page behind the own name."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dayzero.passwords import hash_password
from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import Role, add_person, open_engine, start_session, upgrade
from models.records.tables import AuditLine
from tests.web.pages import NOW, PASSWORD, post, try_to_sign_in, words

NAME, NEW = "monitor", "rain over five hills"
ACCOUNT, CHANGE = "/account/sign-in", "/account/sign-in/password"


@pytest.fixture(scope="module")
def kept() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def engine(tmp_path: Path, kept: str) -> Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    reader = Role.READER
    add_person(engine, NAME, role=reader, sites=None, password_hash=kept, now=NOW, by="test")
    return engine


@pytest.fixture
def browser(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    with TestClient(create_app(engine, Settings())) as client:
        client.cookies.set("dayzero", start_session(engine, NAME, now=NOW))
        yield client


def change(browser: httpx.Client, old: str, new: str, again: str) -> httpx.Response:
    return post(browser, ACCOUNT, CHANGE, old=old, new=new, again=again)


def test_a_new_password_ends_every_session_and_is_the_only_one_from_then_on(
    browser: httpx.Client, engine: Engine
) -> None:
    elsewhere = start_session(engine, NAME, now=NOW)
    changed = change(browser, PASSWORD, NEW, NEW)
    browser.cookies.set("dayzero", elsewhere)

    assert changed.url.path == "/sign-in"
    assert browser.get("/subjects").url.path == "/sign-in"
    browser.cookies.clear()
    assert try_to_sign_in(browser, NAME, PASSWORD).status_code == HTTPStatus.UNAUTHORIZED
    assert try_to_sign_in(browser, NAME, NEW).url.path == "/subjects"
    with Session(engine) as session:
        said = [
            (one.who, one.what)
            for one in session.exec(select(AuditLine).order_by(col(AuditLine.id)))
        ]
    assert (NAME, f"set a new password for {NAME}") in said


@pytest.mark.parametrize(
    ("typed", "status", "refusal"),
    [
        (("guessed it", NEW, NEW), HTTPStatus.FORBIDDEN, "The password is wrong."),
        (
            (PASSWORD, "short", "short"),
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "password: is shorter than 12 characters; take a few words",
        ),
        (
            (PASSWORD, NEW, "rain over six hills"),
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "The new password was not typed the same twice. Nothing was changed.",
        ),
    ],
)
def test_what_is_refused_changes_nothing_and_signs_nobody_out(
    browser: httpx.Client, typed: tuple[str, str, str], status: HTTPStatus, refusal: str
) -> None:
    refused = change(browser, *typed)

    assert refused.status_code == status
    assert refusal in words(refused)
    assert refused.text.count('aria-invalid="true"') == 1
    assert browser.get("/subjects").url.path == "/subjects"
    browser.cookies.clear()
    assert try_to_sign_in(browser, NAME).url.path == "/subjects"
