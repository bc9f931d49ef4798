"""Who signs in at the hospital's provider signs a record by signing in there again."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import (
    EVERYTHING,
    name_at_provider,
    recorded_facts,
    records_to_sign,
    verify,
)
from tests.unit.records.recorded import SCREENING, SUBJECT, bring_in, chart
from tests.web.filling_forms import hidden, previewed
from tests.web.pages import NOW, words
from tests.web.provider import SmallProvider
from tests.web.test_sign_in_with_a_provider import HERE, come_back, deeds, engine, kept, provider

__all__ = ["engine", "kept", "provider"]  # fixtures

BACK = f"/subjects/{SUBJECT}/record/retraction"
STALE = -60 - 30  # seconds: before the browser left, by more than two clocks may differ


@pytest.fixture
def browser(engine: Engine, provider: SmallProvider) -> Iterator[TestClient]:
    """A coordinator who came in by the provider, where records are signed."""
    del provider  # the environment names it
    bring_in(engine, chart(SCREENING))
    with TestClient(create_app(engine, Settings(base_url=HERE, signatures=True))) as client:
        come_back(client)
        yield client


def there_and_back(browser: httpx.Client) -> httpx.Response:
    """What the button of the form opens, through the provider and back."""
    gone = browser.get("/sign-in/provider/confirm", follow_redirects=False)
    asked = parse_qs(urlsplit(gone.headers["location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    answer = httpx.get(gone.headers["location"], follow_redirects=False)
    return browser.get(answer.headers["location"])


def seen_of(browser: httpx.Client) -> httpx.Response:
    return previewed(browser, f"{BACK}?corrects=f1", reason="not hers", day="2026-03-09")


def send(browser: httpx.Client, seen: httpx.Response) -> httpx.Response:
    return browser.post(BACK, data=hidden(seen.text) | {"action": "commit"})


def test_a_form_asks_for_no_password_and_records_nothing_before_the_sign_in(
    browser: TestClient, engine: Engine
) -> None:
    seen = seen_of(browser)
    refused = send(browser, seen)

    assert 'type="password"' not in seen.text
    assert refused.status_code == 403
    assert "Sign in at your hospital’s sign-in again first" in words(refused)
    assert len(recorded_facts(engine, SUBJECT)) == 1


def test_after_a_fresh_sign_in_the_form_that_waited_is_signed(
    browser: TestClient, engine: Engine
) -> None:
    seen = seen_of(browser)
    assert "You have shown who you are." in words(there_and_back(browser))
    done = send(browser, seen)

    assert done.status_code == 200, words(done)
    [one] = records_to_sign(engine, EVERYTHING, subject=SUBJECT)
    assert [(given.by, given.fits) for given in one.signatures] == [("nurse", True)]
    assert ("nurse", "confirmed at the hospital's own sign-in who signs") in deeds(engine)
    assert verify(engine).findings == ()


def test_one_sign_in_is_good_for_one_signature(browser: TestClient, engine: Engine) -> None:
    there_and_back(browser)
    assert send(browser, seen_of(browser)).status_code == 200
    again = previewed(browser, f"{BACK}?corrects=f2", reason="a slip", day="2026-03-09")

    assert send(browser, again).status_code == 403
    assert len(recorded_facts(engine, SUBJECT)) == 2


@pytest.mark.parametrize(
    ("twisted", "says"),
    [
        ({"auth_time": int(NOW.timestamp()) + STALE}, "did not ask you to sign in again"),
        ({"auth_time": None}, "did not ask you to sign in again"),
        ({"auth_time": "now"}, "answered in a way that cannot be read"),
        ({"sub": "u-0815"}, "nobody may sign in here under"),
        ({"nonce": "of another sign-in"}, "does not belong to this sign-in"),
    ],
)
def test_whatever_is_not_a_fresh_sign_in_of_the_same_person_confirms_nothing(
    browser: TestClient, provider: SmallProvider, twisted: dict[str, object], says: str
) -> None:
    provider.twisted = twisted
    page = there_and_back(browser)
    provider.twisted = {}

    assert says in words(page), words(page)
    assert "Nothing is signed yet" in words(page)
    assert send(browser, seen_of(browser)).status_code == 403


def test_somebody_else_who_signs_in_there_confirms_nothing(
    browser: TestClient, engine: Engine, provider: SmallProvider
) -> None:
    name_at_provider(engine, "other", "u-0815", now=NOW, by="test")
    provider.twisted = {"sub": "u-0815"}

    assert "somebody else signed in than who is signed in here" in words(there_and_back(browser))
    assert send(browser, seen_of(browser)).status_code == 403


def way_back(browser: httpx.Client) -> str:
    """The address to which the provider sends the browser back."""
    gone = browser.get("/sign-in/provider/confirm", follow_redirects=False)
    answer = httpx.get(gone.headers["location"], follow_redirects=False)
    return str(answer.headers["location"])


def test_a_way_back_that_was_changed_confirms_nothing(browser: TestClient) -> None:
    browser.get(way_back(browser).replace("state=", "state=x"))

    assert send(browser, seen_of(browser)).status_code == 403


def test_a_way_back_leads_there_once(browser: TestClient) -> None:
    way = way_back(browser)
    browser.get(way)
    assert send(browser, seen_of(browser)).status_code == 200
    browser.get(way)
    again = previewed(browser, f"{BACK}?corrects=f2", reason="a slip", day="2026-03-09")

    assert send(browser, again).status_code == 403


def test_a_confirmation_is_good_for_five_minutes(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    there_and_back(browser)
    monkeypatch.setenv("DAYZERO_NOW", NOW.replace(minute=5, second=1).isoformat())

    assert send(browser, seen_of(browser)).status_code == 403


def test_without_a_provider_there_is_no_such_page(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.records.store import start_session  # noqa: PLC0415

    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    app = create_app(engine, Settings(base_url=HERE))
    client = TestClient(app, cookies={"dayzero": start_session(engine, "nurse", now=NOW)})

    assert client.get("/sign-in/provider/confirm").status_code == 404
