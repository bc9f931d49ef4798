"""Who manages people does so on pages; a monitor reads them; to all others there are none."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import Role, add_person, find_person, open_engine, start_session, upgrade
from tests.web.pages import NOW, post, token_in, try_to_sign_in, words

PEOPLE = {
    "head": (Role.COORDINATOR, frozenset({"CN01"}), True),
    "nurse": (Role.COORDINATOR, frozenset({"CN01"}), False),
    "monitor": (Role.READER, frozenset({"CN01"}), False),
    "travels": (Role.COORDINATOR, frozenset({"CN01", "CN02"}), False),
    "elsewhere": (Role.COORDINATOR, frozenset({"CN02"}), False),
    "chief": (Role.COORDINATOR, None, True),
}
SHOWN = re.compile(r"<code>([a-z2-9]{5}(?:-[a-z2-9]{5}){3})</code>")
HERE = {"role": "coordinator", "site.CN01": "yes"}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'dayzero.db'}")
    upgrade(engine)
    kept = "$hash"  # nobody here signs in with it
    for name, (role, sites, manages) in PEOPLE.items():
        add_person(
            engine,
            name,
            role=role,
            sites=sites,
            manages_people=manages,
            password_hash=kept,
            now=NOW,
            by="test",
        )
    return engine


@pytest.fixture
def client(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    with TestClient(create_app(engine, Settings())) as client:
        yield client


def signed_in(client: TestClient, engine: Engine, name: str) -> TestClient:
    client.cookies.clear()
    client.cookies.set("dayzero", start_session(engine, name, now=NOW))
    return client


@pytest.fixture
def head(client: TestClient, engine: Engine) -> TestClient:
    return signed_in(client, engine, "head")


def rights_of(browser: httpx.Client, name: str, **fields: str) -> httpx.Response:
    return post(browser, f"/people/{name}", f"/people/{name}/rights", **fields)


def test_somebody_is_added_with_a_password_that_is_shown_once_and_opens_the_door(
    head: TestClient, engine: Engine
) -> None:
    added = post(head, "/people", "/people", name="Wang.F", **HERE)
    shown = SHOWN.search(added.text)

    assert shown
    assert "wang.f may sign in" in words(added)
    assert shown[1] not in head.get("/people").text
    assert find_person(engine, "wang.f").added_by == "head"
    head.cookies.clear()
    assert try_to_sign_in(head, "wang.f", shown[1]).url.path == "/subjects"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "Wang Fang", **HERE}, "is not a login name"),
        ({"name": "elsewhere", **HERE}, "Somebody has this name already"),
        ({"name": "new", "role": "reader"}, "Tick the sites whose subjects the person sees"),
        ({"name": "new", **HERE, "site.CN02": "yes"}, "names a site that is not yours"),
        ({"name": "new", "all_sites": "yes"}, "names a site that is not yours"),
        ({"name": "new", **HERE, "role": "reader", "manages_people": "yes"}, "manages no people"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_adds_nobody(
    head: TestClient, fields: dict[str, str], says: str
) -> None:
    before = words(head.get("/people"))
    refused = head.post("/people", data={"form_token": token_in(head.get("/people")), **fields})

    assert refused.status_code == 422
    assert says in words(refused)
    assert "dayzero person" not in words(refused)
    assert words(head.get("/people")) == before


def test_role_sites_and_sign_in_of_the_own_sites_are_changed_and_kept_with_who(
    head: TestClient, engine: Engine
) -> None:
    elsewhere = start_session(engine, "nurse", now=NOW)
    assert "are saved" in words(rights_of(head, "nurse", **HERE | {"role": "reader"}))
    assert "One session is open" in words(head.get("/people/nurse"))
    post(head, "/people/nurse", "/people/nurse/end-sessions")
    given = post(head, "/people/nurse", "/people/nurse/password")
    off = post(head, "/people/nurse", "/people/nurse/disable")
    page = words(off)

    assert SHOWN.search(given.text)
    assert not SHOWN.search(off.text)
    assert "switched off since" in page
    for deed in ("made nurse a reader", "ended all sessions", "set a new password", "disabled"):
        assert deed in page
    post(head, "/people/nurse", "/people/nurse/enable")
    assert find_person(engine, "nurse").disabled_at is None
    head.cookies.set("dayzero", elsewhere)
    assert head.get("/subjects").url.path == "/sign-in"


def test_nobody_is_changed_who_sees_more_and_nobody_changes_the_own_rights(
    head: TestClient, engine: Engine
) -> None:
    secret = token_in(head.get("/people"))
    for name in ("head", "travels", "chief"):
        page = head.get(f"/people/{name}")
        assert page.status_code == 200
        assert "/rights" not in page.text
        for what in ("rights", "password", "disable", "end-sessions", "reset-second-factor"):
            sent = head.post(f"/people/{name}/{what}", data={"form_token": secret, **HERE})
            assert sent.status_code == 404, (name, what)
        assert find_person(engine, name).disabled_at is None
    assert "CN02" not in head.get("/people").text + head.get("/people/travels").text
    assert head.get("/people/elsewhere").status_code == 404
    assert head.post("/people/nurse/disable", data={"form_token": "made up"}).status_code == 403


def test_a_monitor_reads_who_sees_the_site_and_changes_nothing(
    client: TestClient, engine: Engine
) -> None:
    monitor = signed_in(client, engine, "monitor")
    page = monitor.get("/people")
    secret = token_in(page)

    assert 'action="/people' not in page.text + monitor.get("/people/nurse").text
    assert "added coordinator nurse for CN01" in words(monitor.get("/people/nurse"))
    for path in ("/people", "/people/nurse/disable", "/people/nurse/rights"):
        sent = monitor.post(path, data={"form_token": secret, "name": "new", **HERE})
        assert sent.status_code == 403, path
    assert 'href="/people"' in monitor.get("/registers").text


def test_for_a_coordinator_without_the_right_there_are_no_such_pages(
    client: TestClient, engine: Engine
) -> None:
    nurse = signed_in(client, engine, "nurse")
    secret = token_in(nurse.get("/account/sign-in"))

    for path in ("/people", "/people/monitor"):
        assert nurse.get(path).status_code == 404
    for path in ("/people", "/people/monitor/disable", "/people/nurse/rights"):
        assert nurse.post(path, data={"form_token": secret, **HERE}).status_code == 404
    assert 'href="/people"' not in nurse.get("/registers").text
