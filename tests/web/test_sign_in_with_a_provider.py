"""People sign in with the hospital's own provider; who may, our records say."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dayzero.health.provider import provider_findings
from dayzero.openid.settings import read_openid_settings
from dayzero.passwords import hash_password
from dayzero.settings import Settings, SettingsRefused
from dayzero.web.application import create_app
from dayzero.web.feeds.limiting import Limiter, Rates
from models.records.store import (
    Rights,
    Role,
    add_person,
    begin_set_up,
    change_person,
    confirm_set_up,
    disable_person,
    name_at_provider,
    open_engine,
    start_session,
    upgrade,
)
from models.records.tables import AuditLine
from tests.web.pages import NOW, PASSWORD, post, token_in, try_to_sign_in, words
from tests.web.provider import CLIENT, SECRET, SmallProvider
from wording.refusals import say_refusal

HERE = "http://testserver"


@pytest.fixture(scope="module")
def kept() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def engine(tmp_path: Path, kept: str) -> Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    for name in ("nurse", "other"):
        add_person(
            engine,
            name,
            role=Role.COORDINATOR,
            sites=frozenset({"CN01"}),
            password_hash=kept,
            now=NOW,
            by="test",
        )
    name_at_provider(engine, "nurse", "u-4711", now=NOW, by="test")
    return engine


@pytest.fixture
def provider(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SmallProvider:
    running = SmallProvider(httpserver, int(NOW.timestamp()))
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    monkeypatch.setenv("DAYZERO_OIDC_ISSUER", running.issuer)
    monkeypatch.setenv("DAYZERO_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("DAYZERO_OIDC_CLIENT_SECRET_FILE", str(secret))
    monkeypatch.setenv("DAYZERO_OIDC_ALLOW_HTTP", "true")
    return running


@pytest.fixture
def browser(engine: Engine, provider: SmallProvider) -> Iterator[TestClient]:
    del provider  # the environment names it
    with TestClient(create_app(engine, Settings(base_url=HERE))) as client:
        yield client


def to_provider(browser: httpx.Client, back: str = "/subjects") -> str:
    """Where the provider sends the browser back to."""
    gone = browser.get("/sign-in/provider", params={"next": back}, follow_redirects=False)
    answer = httpx.get(gone.headers["location"], follow_redirects=False)
    return str(answer.headers["location"])


def come_back(browser: httpx.Client, back: str = "/subjects") -> httpx.Response:
    return browser.get(to_provider(browser, back))


def deeds(engine: Engine) -> list[tuple[str, str]]:
    with Session(engine) as session:
        lines = session.exec(select(AuditLine).order_by(col(AuditLine.id)))
        return [(line.who, line.what) for line in lines]


def test_who_has_a_name_at_the_provider_comes_in_as_the_person_of_our_records(
    browser: TestClient, engine: Engine
) -> None:
    assert 'href="/sign-in/provider?next=/subjects"' in browser.get("/sign-in?next=/subjects").text
    page = come_back(browser, "/account/sign-in")

    assert page.url.path == "/account/sign-in"
    assert "Signed in as nurse, coordinator" in words(page)
    assert deeds(engine)[-1] == ("nurse", "signed in at the hospital's own sign-in")


@pytest.mark.parametrize(
    ("twisted", "says"),
    [
        ({"nonce": "of another sign-in"}, "does not belong to this sign-in"),
        ({"iss": "https://evil.example"}, "calls itself otherwise than"),
        ({"discovered": "https://evil.example"}, "calls itself otherwise than"),
        ({"aud": "another program"}, "meant for another program"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "meant for another program"),
        ({"exp": int(NOW.timestamp()) - 31}, "has run out"),
        ({"sub": ""}, "does not say who you are"),
        ({"sub": "u-0000"}, "nobody may sign in here under the name"),
    ],
)
def test_an_answer_that_is_not_for_this_sign_in_lets_nobody_in(
    browser: TestClient, provider: SmallProvider, twisted: dict[str, object], says: str
) -> None:
    provider.twisted = twisted
    is_found_at_once = "discovered" in twisted
    refused = browser.get("/sign-in/provider") if is_found_at_once else come_back(browser)

    assert refused.url.path == "/sign-in"
    assert says in words(refused)
    assert refused.text.count('role="alert"') == 1
    assert browser.get("/subjects").url.path == "/sign-in"


@pytest.fixture
def by_number(
    engine: Engine, provider: SmallProvider, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """A browser at a server that knows people by a claim of which the ID token says nothing."""
    del provider  # the environment names it
    monkeypatch.setenv("DAYZERO_OIDC_CLAIM", "staff_number")
    name_at_provider(engine, "other", "s-0815", now=NOW, by="test")
    with TestClient(create_app(engine, Settings(base_url=HERE))) as client:
        yield client


def test_a_claim_that_the_token_lacks_is_read_where_the_provider_tells_more(
    by_number: TestClient, provider: SmallProvider
) -> None:
    provider.tells = {"sub": "u-4711", "staff_number": "s-0815"}

    assert "Signed in as other, coordinator" in words(come_back(by_number, "/account/sign-in"))


def test_a_claim_that_the_token_has_counts_whatever_is_told_beside_it(
    by_number: TestClient, provider: SmallProvider
) -> None:
    provider.twisted = {"staff_number": "s-0815"}
    provider.tells = {"sub": "u-4711", "staff_number": "s-0000"}

    assert "Signed in as other, coordinator" in words(come_back(by_number, "/account/sign-in"))


@pytest.mark.parametrize(
    ("tells", "says"),
    [
        ({"sub": "u-4712", "staff_number": "s-0815"}, "told of somebody else than it had signed"),
        ({"staff_number": "s-0815"}, "told of somebody else than it had signed in"),
        ({"sub": "u-4711"}, "does not say who you are"),
        ({"sub": "u-4711", "staff_number": ["s-0815"]}, "does not say who you are"),
        ({"sub": "u-4711", "staff_number": "s-0000"}, "nobody may sign in here under the name"),
        (None, "does not say who you are"),
    ],
)
def test_what_is_told_of_somebody_else_or_nowhere_lets_nobody_in(
    by_number: TestClient, provider: SmallProvider, tells: dict[str, object] | None, says: str
) -> None:
    provider.tells = tells

    assert says in words(come_back(by_number))
    assert by_number.get("/subjects").url.path == "/sign-in"


def test_a_provider_that_answers_there_with_an_error_lets_nobody_in(
    by_number: TestClient, provider: SmallProvider
) -> None:
    provider.tells, provider.hushed = {"sub": "u-4711", "staff_number": "s-0815"}, True

    assert "cannot be reached at the moment" in words(come_back(by_number))
    assert by_number.get("/subjects").url.path == "/sign-in"


def test_an_answer_that_another_key_signed_or_that_says_no_lets_nobody_in(
    browser: TestClient, provider: SmallProvider
) -> None:
    provider.stranger = True
    assert "not signed by it" in words(come_back(browser))
    provider.stranger, provider.says_no = False, True
    assert "did not sign you in" in words(come_back(browser))
    assert browser.get("/subjects").url.path == "/sign-in"


def test_a_state_is_taken_once_and_in_the_browser_that_began(
    browser: TestClient, engine: Engine
) -> None:
    address = to_provider(browser)
    mine = browser.cookies["dayzero-provider"]
    browser.cookies.clear()
    elsewhere = browser.get(address)
    browser.cookies.set("dayzero-provider", mine)
    again = browser.get(address)
    browser.cookies.clear()
    made_up = browser.get("/sign-in/provider/back?code=code-0&state=made-up")
    named = browser.get(to_provider(browser).replace("iss=", "iss=evil"))
    assert "calls itself otherwise than" in words(named)
    for refused in (elsewhere, again, made_up):
        assert "was begun in another browser, too long ago" in words(refused)
    right = to_provider(browser)

    assert browser.get(right).url.path == "/subjects"
    browser.cookies.delete("dayzero")
    assert "was begun in another browser" in words(browser.get(right))
    assert [what for _, what in deeds(engine)].count("signed in at the hospital's own sign-in") == 1


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/sign-out", "/\\e"])
def test_nobody_is_sent_elsewhere_after_the_provider(browser: TestClient, back: str) -> None:
    gone = browser.get("/sign-in/provider", params={"next": back}, follow_redirects=False)
    answer = httpx.get(gone.headers["location"], follow_redirects=False)
    home = browser.get(answer.headers["location"], follow_redirects=False)

    assert answer.headers["location"].startswith(f"{HERE}/sign-in/provider/back?")
    assert home.headers["location"] == "/today"


def test_who_manages_people_says_on_the_page_what_the_provider_calls_somebody(
    browser: TestClient, engine: Engine, provider: SmallProvider
) -> None:
    rights = Rights(role=Role.COORDINATOR, sites=frozenset({"CN01"}), manages_people=True)
    change_person(engine, "other", rights, now=NOW, by="test")
    browser.cookies.set("dayzero", start_session(engine, "other", now=NOW))
    taken = post(browser, "/people/nurse", "/people/nurse/provider", provider_name="x" * 256)
    named = post(browser, "/people/nurse", "/people/nurse/provider", provider_name="u-0815")
    own = browser.post("/people/other/provider", data={"form_token": token_in(named)})
    browser.cookies.clear()
    unknown = come_back(browser)
    provider.person = "u-0815"

    assert "must be 1 to 255 characters" in words(taken)
    assert "let nurse sign in with the provider as u-0815" in words(named)
    assert own.status_code == 404
    assert "nobody may sign in here under the name" in words(unknown)
    assert "Signed in as nurse" in words(come_back(browser))


def test_nobody_begins_any_number_of_sign_ins(browser: TestClient) -> None:
    browser.app.state.ways_to_provider = Limiter(Rates(per_link=0, per_address=1))  # type: ignore[attr-defined]  # our application
    assert come_back(browser).url.path == "/subjects"
    browser.cookies.clear()

    assert "Too many sign-ins were begun from here" in words(browser.get("/sign-in/provider"))
    assert browser.get("/sign-in/provider/back?code=a&state=b").url.path == "/sign-in"


def test_who_is_switched_off_is_as_unknown_as_anybody(browser: TestClient, engine: Engine) -> None:
    disable_person(engine, "nurse", now=NOW, by="test")

    assert "nobody may sign in here under the name" in words(come_back(browser))
    assert ("(nobody)", "was refused at sign-in") in deeds(engine)


def test_our_second_factor_is_asked_for_unless_a_setting_says_that_the_provider_does_it(
    browser: TestClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_set_up(engine, "nurse", "00" * 20, now=NOW)
    confirm_set_up(engine, "nurse", "00" * 20, 1, [], now=NOW)
    asked = come_back(browser)
    monkeypatch.setenv("DAYZERO_OIDC_SECOND_FACTOR", "true")
    with TestClient(create_app(engine, Settings(base_url=HERE))) as trusting:
        let_in = come_back(trusting)

    assert asked.url.path == "/sign-in/code"
    assert browser.get("/subjects").url.path == "/sign-in"
    assert let_in.url.path == "/subjects"


def test_while_the_provider_is_down_that_is_said_and_local_accounts_go_on(
    browser: TestClient, provider: SmallProvider
) -> None:
    on_its_way = to_provider(browser)
    provider.server.clear()  # answers everything with an error
    broken = browser.get(on_its_way)
    down = browser.get("/sign-in/provider")
    (failed,) = provider_findings()

    for refused in (down, broken):
        assert "cannot be reached at the moment" in words(refused)
    assert "cannot be reached" in failed.said
    assert try_to_sign_in(browser, "other").url.path == "/subjects"


def test_doctor_says_whether_the_provider_describes_itself(provider: SmallProvider) -> None:
    (fine,) = provider_findings()
    provider.twisted = {"discovered": "https://evil.example"}
    (wrong,) = provider_findings()

    assert (fine.level.value, fine.said) == ("ok", f"{provider.issuer} describes itself")
    assert (wrong.level.value, wrong.do) == (
        "fail",
        "write DAYZERO_OIDC_ISSUER exactly as the provider calls itself",
    )


def test_without_a_provider_there_is_no_such_way(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    with TestClient(create_app(engine, Settings())) as client:
        assert client.get("/sign-in/provider").status_code == 404
        assert client.get("/sign-in/provider/back?code=a&state=b").status_code == 404
        assert "/sign-in/provider" not in client.get("/sign-in").text
    assert list(provider_findings()) == []


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("ALLOW_HTTP", "false", "ISSUER: is not encrypted; use https://, or set DAYZERO_OIDC"),
        ("CLIENT_ID", "", "CLIENT_ID: is not set, though DAYZERO_OIDC_ISSUER is"),
        ("CLIENT_SECRET_FILE", "/no/such", "CLIENT_SECRET_FILE: names a file that cannot be read"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused_in_one_sentence(
    provider: SmallProvider, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    del provider
    monkeypatch.setenv(f"DAYZERO_OIDC_{variable}", value)

    with pytest.raises(SettingsRefused) as refused:
        read_openid_settings()
    assert says in say_refusal(refused.value, "en")
