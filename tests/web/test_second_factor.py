"""A code of an app after the password: set up, asked for once each, and taken away."""

import re
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dayzero.passwords import hash_password
from dayzero.second_factor import new_secret, step_of_code
from dayzero.settings import Settings, SettingsRefused
from dayzero.web.application import create_app
from models.records.store import (
    Role,
    add_person,
    drop_second_factor,
    open_engine,
    second_factor_of,
    set_password,
    set_up_of,
    start_session,
    upgrade,
)
from models.records.tables import AuditLine, RecoveryCode
from tests.refusals import refuses
from tests.web.pages import NOW, PASSWORD, post, try_to_sign_in, words

OBLIGED, FREE = "nurse", "monitor"
KEPT = hash_password(PASSWORD)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    for name, role in ((OBLIGED, Role.COORDINATOR), (FREE, Role.READER)):
        add_person(engine, name, role=role, sites=None, password_hash=KEPT, now=NOW, by="test")
    return engine


@pytest.fixture
def browser(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    with TestClient(create_app(engine, Settings(second_factor="coordinator"))) as client:
        yield client


def code(engine: Engine, name: str, steps: int = 0) -> str:
    """What the app shows so many half minutes from now."""
    factor = second_factor_of(engine, name) or set_up_of(engine, name, now=NOW)
    assert factor
    totp = TOTP(bytes.fromhex(factor.secret), 6, SHA1(), 30)  # noqa: S303  as the standard has it
    return totp.generate(int(NOW.timestamp()) + 30 * steps).decode()


def set_up(browser: httpx.Client, engine: Engine, name: str) -> list[str]:
    """Through the set-up of who is signed in; the recovery codes."""
    browser.cookies.set("dayzero", start_session(engine, name, now=NOW))
    post(browser, "/account/sign-in", "/account/sign-in/set-up", password=PASSWORD)
    done = post(
        browser, "/account/second-factor", "/account/second-factor", code=code(engine, name)
    )
    post(browser, "/account/sign-in", "/sign-out")
    return re.findall(r"<li><code>([^<]+)</code>", done.text)


def show(browser: httpx.Client, typed: str) -> httpx.Response:
    return post(browser, "/sign-in/code", "/sign-in/code", code=typed, next="/subjects")


def ways_of(engine: Engine) -> list[str]:
    """By which way people came in, as the audit has it."""
    with Session(engine) as session:
        lines = session.exec(select(AuditLine.what).order_by(col(AuditLine.id)))
        return [what for what in lines if what.startswith("signed in")]


def test_a_role_that_must_have_one_is_led_through_its_set_up_before_it_sees_a_page(
    browser: httpx.Client, engine: Engine
) -> None:
    page = try_to_sign_in(browser, OBLIGED)
    inside = browser.get("/subjects")
    wrong = post(browser, "/sign-in/second-factor", "/sign-in/second-factor", code="000000")
    right = {"code": code(engine, OBLIGED), "next": "/subjects"}
    done = post(browser, "/sign-in/second-factor", "/sign-in/second-factor", **right)

    assert page.url.path == "/sign-in/second-factor"
    assert 'src="data:image/svg+xml' in page.text
    assert inside.url.path == "/sign-in"
    assert wrong.status_code == HTTPStatus.UNAUTHORIZED
    assert "That is not the code of this picture." in words(wrong)
    assert len(re.findall(r"<li><code>", done.text)) == 8
    assert browser.get("/subjects").url.path == "/subjects"


def test_who_has_one_comes_in_with_a_code_and_nobody_with_the_same_code_again(
    browser: httpx.Client, engine: Engine
) -> None:
    set_up(browser, engine, FREE)
    asked = try_to_sign_in(browser, FREE)
    of_set_up, next_one = show(browser, code(engine, FREE)), show(browser, code(engine, FREE, 1))
    post(browser, "/subjects", "/sign-out")
    try_to_sign_in(browser, FREE)
    again = show(browser, code(engine, FREE, 1))

    assert asked.url.path == "/sign-in/code"
    assert of_set_up.status_code == HTTPStatus.UNAUTHORIZED  # shown at the set-up
    assert "That code is wrong, or was used before." in words(of_set_up)
    assert next_one.url.path == "/subjects"
    assert again.status_code == HTTPStatus.UNAUTHORIZED
    assert browser.get("/subjects").url.path == "/sign-in"
    assert ways_of(engine)[-1] == "signed in with a code"


def test_the_audit_says_that_a_password_alone_let_somebody_in(
    browser: httpx.Client, engine: Engine
) -> None:
    assert try_to_sign_in(browser, FREE).url.path == "/subjects"
    assert ways_of(engine) == ["signed in with a password"]


def test_a_recovery_code_stands_for_the_phone_once_and_is_kept_as_a_hash(
    browser: httpx.Client, engine: Engine
) -> None:
    codes = set_up(browser, engine, FREE)
    try_to_sign_in(browser, FREE)
    first = show(browser, f" {codes[0].upper()} ")
    account = browser.get("/account/sign-in")
    post(browser, "/account/sign-in", "/sign-out")
    try_to_sign_in(browser, FREE)
    with Session(engine) as session:
        kept = [row.code_hash for row in session.exec(select(RecoveryCode))]

    assert first.url.path == "/subjects"
    assert "7 recovery codes are left" in words(account)
    assert show(browser, codes[0]).status_code == HTTPStatus.UNAUTHORIZED
    assert not set(codes) & set(kept)


def test_after_a_few_wrong_codes_one_must_wait(browser: httpx.Client, engine: Engine) -> None:
    set_up(browser, engine, FREE)
    try_to_sign_in(browser, FREE)
    answers = [show(browser, "000000") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_new_password_ends_what_was_begun_with_the_old_one(
    browser: httpx.Client, engine: Engine
) -> None:
    page = try_to_sign_in(browser, OBLIGED)
    set_password(engine, OBLIGED, password_hash=KEPT, now=NOW, by="admin")

    assert page.url.path == "/sign-in/second-factor"
    assert browser.get(page.url.path).url.path == "/sign-in"


def test_without_a_right_password_no_code_is_asked_for(browser: httpx.Client) -> None:
    for path in ("/sign-in/code", "/sign-in/second-factor"):
        assert browser.get(path).url.path == "/sign-in"
        assert browser.post(path, data={"code": "123456"}).url.path == "/sign-in"


def test_a_browser_that_was_left_open_sets_nothing_up_without_the_password(
    browser: httpx.Client, engine: Engine
) -> None:
    browser.cookies.set("dayzero", start_session(engine, FREE, now=NOW))
    refused = post(browser, "/account/sign-in", "/account/sign-in/set-up", password="guessed it")  # noqa: S106
    page = browser.get("/account/second-factor")

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert "The password is wrong. Nothing was changed." in words(refused)
    assert page.url.path == "/account/sign-in"


def test_a_code_takes_it_away_and_the_administrator_does_for_who_has_lost_the_phone(
    browser: httpx.Client, engine: Engine
) -> None:
    set_up(browser, engine, FREE)
    browser.cookies.set("dayzero", start_session(engine, FREE, now=NOW))
    kept = post(browser, "/account/sign-in", "/account/sign-in/take-away", code="000000")
    gone = post(
        browser, "/account/sign-in", "/account/sign-in/take-away", code=code(engine, FREE, 1)
    )
    assert kept.status_code == HTTPStatus.FORBIDDEN
    assert gone.url.path == "/sign-in"
    assert try_to_sign_in(browser, FREE).url.path == "/subjects"

    set_up(browser, engine, FREE)
    start_session(engine, FREE, now=NOW)
    ended = drop_second_factor(engine, FREE, now=NOW, by="admin")
    assert ended >= 1
    assert try_to_sign_in(browser, FREE).url.path == "/subjects"


def test_who_is_signed_in_elsewhere_sees_it_and_ends_it(
    browser: httpx.Client, engine: Engine
) -> None:
    other = start_session(engine, FREE, now=NOW)
    browser.cookies.set("dayzero", start_session(engine, FREE, now=NOW))
    before = words(browser.get("/account/sign-in"))
    after = words(post(browser, "/account/sign-in", "/account/sign-in/end-others"))
    browser.cookies.set("dayzero", other)

    assert "In one other browser as well." in before
    assert "Only in this browser." in after
    assert browser.get("/subjects").url.path == "/sign-in"


def test_a_code_is_good_for_half_a_minute_before_and_after_and_as_people_type_it() -> None:
    secret = new_secret()
    totp = TOTP(bytes.fromhex(secret), 6, SHA1(), 30)  # noqa: S303  as the standard has it
    shown = totp.generate(int(NOW.timestamp())).decode()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in shown)
    off = {minutes: NOW + timedelta(minutes=minutes) for minutes in (-1, -0.5, 0, 0.5, 1)}
    found = {by: step_of_code(secret, shown, at) is not None for by, at in off.items()}

    assert found == {-1: False, -0.5: True, 0: True, 0.5: True, 1: False}
    assert step_of_code(secret, f"{wide[:3]} {wide[3:]}", NOW) is not None
    assert step_of_code(secret, "", NOW) is None


def test_a_role_that_is_none_is_refused_when_the_server_starts(engine: Engine) -> None:
    with refuses(SettingsRefused, match="DAYZERO_SECOND_FACTOR: must be roles with a comma"):
        create_app(engine, Settings(second_factor="coordinator, boss"))
