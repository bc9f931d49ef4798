"""A form that is sent twice, by a finger, a browser or a program, records once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from dayzero.web.application import create_app
from dayzero.web.pages import recording_page, subject_page
from models.records.store import recorded_facts, start_session
from tests.unit.records.recorded import bring_in, chart
from tests.web.pages import NOW, Pages, done, pages_over, pass_over, post, token_in, words
from tests.web.test_recording_pages import hidden

SCREENED = {"step": "screening", "state": "done", "day": "2026-03-10"}
HOLIDAY = {"step": "infusion", "state": "booked", "day": "2026-10-01", "clock": "10:00"}
SENDERS = 8


@dataclass(frozen=True)
class Own:
    """One subject with one fact, and the forms on its page."""

    pages: Pages
    subject: str

    @property
    def page(self) -> str:
        return f"/subjects/{self.subject}"

    @property
    def form(self) -> str:
        return f"{self.page}/record/step"

    def signed_in(self, **options: Any) -> httpx.Client:
        return self.pages.signed_in(**options)

    def previewed(self, browser: httpx.Client, form: dict[str, str], **more: str) -> httpx.Response:
        return post(browser, self.page, self.form, action="preview", **form, **more)

    def committed(
        self, browser: httpx.Client, fields: dict[str, str], **more: Any
    ) -> httpx.Response:
        return browser.post(self.form, data={**fields, "action": "commit"}, **more)

    def ids(self) -> list[str]:
        return [line.fact for line in recorded_facts(self.pages.engine, self.subject)]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("sent-twice")) as opened:
        yield opened


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return count(101)


@pytest.fixture
def own(running: Pages, numbers: Iterator[int]) -> Own:
    """A subject of this test's own, who gave consent the day before."""
    subject = f"CN01-{next(numbers)}"
    bring_in(running.engine, chart(done("f1", "consent", "2026-03-09"), subject=subject))
    pass_over(running.engine, subject)
    return Own(running, subject)


def test_each_form_that_is_shown_has_a_key_which_its_preview_keeps(own: Own) -> None:
    browser = own.signed_in()
    keys = [hidden(browser.get(own.form).text)["deed"] for _ in range(2)]
    seen = own.previewed(browser, SCREENED, deed=keys[0])

    assert len(set(keys)) == 2
    assert min(map(len, keys)) >= 20
    assert hidden(seen.text)["deed"] == keys[0]


def test_eight_sendings_of_one_form_at_once_are_led_to_one_fact(own: Own) -> None:
    browser = own.signed_in(follow_redirects=False)
    fields = hidden(own.previewed(browser, SCREENED).text)
    with ThreadPoolExecutor(SENDERS) as senders:
        answers = list(senders.map(lambda _: own.committed(browser, fields), range(SENDERS)))

    led = {(answer.status_code, answer.headers.get("Location")) for answer in answers}
    assert led == {(HTTPStatus.SEE_OTHER, f"{own.page}?recorded=f2")}
    assert own.ids() == ["f1", "f2"]


def test_a_program_names_its_deed_in_a_header(own: Own) -> None:
    browser = own.signed_in(follow_redirects=False)
    fields = hidden(own.previewed(browser, SCREENED).text)
    key = {"Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
    bare = {name: value for name, value in fields.items() if name != "deed"}
    first, again = (own.committed(browser, bare, headers=key) for _ in range(2))
    other = own.committed(browser, {**bare, "day": "2026-03-09", "seen": "2"}, headers=key)
    blank = own.committed(browser, bare, headers={"Idempotency-Key": '""'})

    assert first.headers["Location"] == again.headers["Location"] == f"{own.page}?recorded=f2"
    assert other.status_code == blank.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is the key of f2, which says something else" in words(other)
    assert "must have 1 to 200 characters" in words(blank)
    assert own.ids() == ["f1", "f2"]


def test_a_form_without_a_key_that_says_the_same_is_asked_about_first(own: Own) -> None:
    browser = own.signed_in()
    bare = hidden(own.previewed(browser, SCREENED).text)
    bare.pop("deed")
    own.committed(browser, bare)
    asked = own.committed(browser, {**bare, "seen": "2"})

    assert "f2 on record already says the same. Is this another one?" in words(asked)
    assert "Somebody recorded something meanwhile" not in words(asked)
    assert own.ids() == ["f1", "f2"]
    assert 'value="commit">Yes, record it as another one<' in asked.text

    answered = own.committed(browser, hidden(asked.text))

    assert "f3 is recorded." in words(answered)
    assert own.ids() == ["f1", "f2", "f3"]


def test_who_goes_back_and_fills_in_the_same_is_asked_and_something_else_is_not(
    own: Own,
) -> None:
    browser = own.signed_in()
    fields = hidden(own.previewed(browser, SCREENED).text)
    own.committed(browser, fields)
    same = own.previewed(browser, SCREENED, deed=fields["deed"])
    other = own.previewed(browser, HOLIDAY, deed=fields["deed"])

    assert "Is this another one?" in words(same)
    assert "Is this another one?" not in words(other)
    assert {hidden(page.text)["deed"] for page in (same, other)}.isdisjoint({fields["deed"]})
    assert "f3 is recorded." in words(own.committed(browser, hidden(other.text)))


@pytest.mark.parametrize(
    ("language", "heading", "asked"),
    [("en", "This needs action now:", "Warning"), ("zh", "以下事项需要处理：", "注意")],
)
def test_the_page_says_at_once_what_is_wrong_since_then(
    own: Own, language: str, heading: str, asked: str
) -> None:
    browser = own.signed_in()
    browser.get(own.page, params={"lang": language})
    done = own.committed(browser, hidden(own.previewed(browser, HOLIDAY).text))
    banner = done.text[done.text.index(heading) : done.text.index("</ul>")]
    found = re.search(r'severity warning">([^<]*)</span> <a href="#(alert-[^"]+)">', banner)

    assert found
    assert found[1] == asked
    assert f'id="{found[2]}"' in done.text
    assert heading not in browser.get(own.page).text


def test_nothing_is_said_where_nothing_changed(own: Own) -> None:
    browser = own.signed_in()
    stay = {"test": "cd19", "result": "positive", "day": "2026-03-09"}
    seen = post(browser, own.page, f"{own.page}/record/test", action="preview", **stay)
    done = browser.post(f"{own.page}/record/test", data={**hidden(seen.text), "action": "commit"})

    assert "f2 is recorded." in words(done)
    assert "This needs action now:" not in words(done)


def test_a_form_of_a_page_of_before_there_were_keys_is_still_taken(own: Own) -> None:
    browser = own.signed_in()
    token = token_in(browser.get(own.page))
    done = own.committed(browser, {"form_token": token, "seen": "1", **SCREENED})

    assert "f2 is recorded." in words(done)
    assert own.ids() == ["f1", "f2"]


def test_a_fact_is_recorded_where_no_plan_can_be_made_of_it(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start_session(own.pages.engine, "nurse", now=NOW)
    fields = hidden(own.previewed(own.pages.browser(cookies={"dayzero": session}), SCREENED).text)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(recording_page, "stand_of", broken)
    monkeypatch.setattr(subject_page, "plan_of", broken)
    monkeypatch.setenv("DAYZERO_BASE_URL", own.pages.url)
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    with TestClient(create_app(own.pages.engine), base_url=own.pages.url) as browser:
        browser.cookies.set("dayzero", session)
        done = own.committed(browser, fields)

    assert done.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "f2 is recorded." in words(done)
    assert "so which alerts follow is not known" in words(done)
    assert own.ids() == ["f1", "f2"]
