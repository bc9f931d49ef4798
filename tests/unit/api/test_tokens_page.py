"""The page on which people let programs act for them."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import list_api_tokens, start_session
from tests.web.pages import NOW, token_in, words


def browser(records: Engine, name: str) -> TestClient:
    cookies = {"dayzero": start_session(records, name, now=NOW)}
    return TestClient(create_app(records, Settings()), cookies=cookies)


def test_a_token_made_on_the_page_is_shown_once_works_and_is_taken_back(records: Engine) -> None:
    nurse = browser(records, "nurse")
    secret = token_in(nurse.get("/tokens"))
    fields = {"form_token": secret, "name": "laboratory", "read": "yes", "ends": "2026-06-30"}
    made = nurse.post("/tokens", data=fields)
    found = re.search(r"<code>(dayzero_[\w-]+)</code>", made.text)
    assert found
    bearer = {"Authorization": f"Bearer {found[1]}"}
    stranger = TestClient(nurse.app)
    assert stranger.get("/api/v1/subjects", headers=bearer).status_code == 200

    page = nurse.get("/tokens")
    number = list_api_tokens(records, "nurse")[-1].number
    assert found[1] not in page.text
    assert "Tue 10 Mar 08:00" in words(page)  # last used
    end = f"/tokens/{number}/take-back"
    assert browser(records, "reader").post(end, data={}).status_code == 403  # no secret
    gone = nurse.post(end, data={"form_token": secret})
    assert f"Token {number} is taken back." in words(gone)
    assert stranger.get("/api/v1/subjects", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "for the lab", "read": "yes"}, "letters, digits, points, hyphens"),
        ({"name": "laboratory"}, "name at least one thing that the token is for"),
        ({"name": "laboratory", "record": "yes"}, "this person only reads"),
        ({"name": "laboratory", "read": "yes", "ends": "2026-03-01"}, "has gone by"),
    ],
)
def test_a_reader_is_offered_and_given_reading_alone(
    records: Engine, fields: dict[str, str], says: str
) -> None:
    reader = browser(records, "reader")
    page = reader.get("/tokens")
    answer = reader.post("/tokens", data={"form_token": token_in(page), **fields})

    assert re.findall(r'type="checkbox" name="(\w+)"', page.text) == ["read", "export"]
    assert answer.status_code == 422
    assert says in words(answer)
    assert list_api_tokens(records, "reader") == []
