"""Nobody sees a page who is not signed in; how people sign in, and how it ends."""

import re
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote

import httpx
import pytest
from sqlmodel import Session, col, select

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.signing_in.sessions import LONGEST_SESSION, REST
from models.records.store import (
    disable_person,
    enable_person,
    set_password,
    signed_in,
    start_session,
)
from models.records.tables import AuditLine
from tests.web.pages import NOW, PASSWORD, Pages, post, token_in, try_to_sign_in, words

OPEN_TO_ALL = {"/", "/health", "/health/live", "/sign-in"}
VALUES = {
    "subject": "CN01-007",
    "number": 1,
    "kind": "step",
    "what": "visits",
    "fact": "f1",
    "field": "day",
    "version": "amendment-2",
    "site": "CN01",
}


def deeds(pages: Pages) -> list[tuple[str, str]]:
    with Session(pages.engine) as session:
        lines = session.exec(select(AuditLine).order_by(col(AuditLine.id)))
        return [(line.who, line.what) for line in lines]


def test_every_page_but_the_front_asks_who_is_there(pages: Pages) -> None:
    stranger, asked = pages.browser(follow_redirects=False), 0
    paths = create_app(pages.engine, Settings()).openapi()["paths"]
    for path in paths.keys() - OPEN_TO_ALL:
        if path.startswith("/sign-in/provider"):
            continue  # this server has no provider: the tests of one ask there
        concrete = path.format(**VALUES, name="nurse")
        for method in paths[path]:
            answer = stranger.request(method.upper(), concrete)
            assert answer.status_code == HTTPStatus.SEE_OTHER, (method, concrete)
            assert answer.headers["location"].startswith("/sign-in"), (method, concrete)
            asked += 1
    assert asked >= 9


def test_a_link_in_an_alert_leads_through_the_sign_in_to_its_page(pages: Pages) -> None:
    stranger = pages.browser()
    page = stranger.get("/subjects/CN01-007")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    answer = stranger.post("/sign-in", data={**fields, "name": "Nurse", "password": PASSWORD})

    assert answer.url.path == "/subjects/CN01-007"
    assert "Signed in as nurse, coordinator" in answer.text
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/subjects",
        "//evil.example/subjects",
        "/\\evil.example",
        "/subjects/../../evil",
        "/subjects\r\nSet-Cookie: a=b",
        "/sign-out",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(pages: Pages, elsewhere: str) -> None:
    browser = pages.signed_in()
    answer = browser.get(f"/sign-in?next={quote(elsewhere)}", follow_redirects=False)

    assert answer.headers["location"] == "/today"


def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(pages: Pages) -> None:
    wrong = try_to_sign_in(pages.browser(), "chief", "not the password at all")
    unknown = try_to_sign_in(pages.browser(), "nobody-here", "not the password at all")

    assert wrong.status_code == unknown.status_code == HTTPStatus.UNAUTHORIZED
    assert words(wrong) == words(unknown)
    assert "or the password is wrong" in words(wrong)
    assert deeds(pages)[-2:] == [
        ("chief", "was refused at sign-in"),
        ("(nobody)", "was refused at sign-in"),  # what was typed may be a password
    ]


def test_after_a_few_failures_a_name_must_wait_even_with_the_right_password(pages: Pages) -> None:
    browser = pages.browser()
    answers = [try_to_sign_in(browser, "forgetful", f"wrong password {n}") for n in range(6)]
    right = try_to_sign_in(browser, "forgetful")

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert right.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(right.headers["retry-after"]) > 0
    assert "Try again in" in words(right)


def test_wrong_passwords_of_somebody_else_hold_up_no_browser_in_which_the_person_signed_in(
    pages: Pages,
) -> None:
    own, other = pages.browser(), pages.browser()
    try_to_sign_in(own, "chief")
    post(own, "/subjects", "/sign-out")
    guesses = [try_to_sign_in(other, "chief", f"wrong password {n}") for n in range(6)]

    assert guesses[-1].status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert try_to_sign_in(own, "chief").url.path == "/subjects"
    other.cookies["dayzero-browser"] = "as long as a real one, made up by somebody"
    assert try_to_sign_in(other, "chief").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_the_cookie_is_for_this_server_alone_and_not_for_scripts(pages: Pages) -> None:
    browser = pages.browser(event_hooks={"response": [lambda answer: answer.read()]})
    answer = try_to_sign_in(browser, "nurse")
    cookies = [line for old in answer.history for line in old.headers.get_list("set-cookie")]
    (session,) = [line for line in cookies if line.startswith("dayzero=")]

    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Path=/" in session
    assert "Domain" not in session
    assert "Secure" not in session  # this server's own address is http


def test_signing_out_ends_the_session_here_and_on_the_server(pages: Pages) -> None:
    browser = pages.browser()
    try_to_sign_in(browser, "nurse")
    token = browser.cookies["dayzero"]
    out = post(browser, "/subjects", "/sign-out")

    assert "You are signed out" in words(out)
    assert "dayzero" not in browser.cookies
    browser.cookies["dayzero"] = token  # whoever copied it has nothing
    assert browser.get("/subjects").url.path == "/sign-in"
    assert deeds(pages)[-1] == ("nurse", "signed out")


def test_who_is_disabled_is_signed_out_at_once_and_cannot_come_back(pages: Pages) -> None:
    browser = pages.signed_in("leaver")
    disable_person(pages.engine, "leaver", now=NOW, by="test")

    assert browser.get("/subjects").url.path == "/sign-in"
    assert try_to_sign_in(pages.browser(), "leaver").status_code == HTTPStatus.UNAUTHORIZED
    enable_person(pages.engine, "leaver", now=NOW, by="test")
    assert browser.get("/subjects").url.path == "/sign-in"


def test_a_new_password_signs_everybody_out_who_had_the_old_one(pages: Pages) -> None:
    token = start_session(pages.engine, "reader", now=NOW)
    with Session(pages.engine) as session:
        kept = (
            session.connection()
            .exec_driver_sql("SELECT password_hash FROM person WHERE name = 'reader'")
            .scalar_one()
        )
    set_password(pages.engine, "reader", password_hash=kept, now=NOW, by="test")

    assert signed_in(pages.engine, token, now=NOW) is None


def test_a_session_ends_after_an_hour_of_rest_and_after_a_shift(pages: Pages) -> None:
    rested = start_session(pages.engine, "chief", now=NOW)
    assert signed_in(pages.engine, rested, now=NOW + REST - timedelta(minutes=1)) is not None
    later = NOW + REST + timedelta(minutes=30)
    assert signed_in(pages.engine, rested, now=later) is not None  # it was used in between
    assert signed_in(pages.engine, rested, now=later + REST) is None

    busy, moment = start_session(pages.engine, "chief", now=NOW), NOW
    while moment + REST / 2 < NOW + LONGEST_SESSION:
        moment += REST / 2
        assert signed_in(pages.engine, busy, now=moment) is not None
    assert signed_in(pages.engine, busy, now=NOW + LONGEST_SESSION) is None


def test_who_comes_with_an_ended_session_is_told_so_and_that_nothing_was_recorded(
    pages: Pages,
) -> None:
    browser, told = pages.signed_in("leaver"), "A form that was sent since then has changed nothing"
    page = browser.get("/subjects/CN01-009/record/step")
    set_password(pages.engine, "leaver", password_hash="x", now=NOW, by="test")  # noqa: S106
    sent = {"form_token": token_in(page), "step": "screening", "action": "commit"}
    answer = browser.post("/subjects/CN01-009/record/step", data=sent)

    assert answer.url.path == "/sign-in"
    assert told in words(answer)
    assert told not in words(pages.browser().get("/sign-in"))


@pytest.mark.parametrize("token", ["", "0" * 64, "ümläut"])
def test_a_form_of_another_site_signs_nobody_in(pages: Pages, token: str) -> None:
    browser = pages.browser()
    browser.get("/sign-in")
    fields = {"name": "nurse", "password": PASSWORD, "form_token": token}
    answer = browser.post("/sign-in", data=fields)

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "out of date" in words(answer)
    assert "dayzero" not in browser.cookies


def test_a_form_is_good_in_its_own_browser_only(pages: Pages) -> None:
    mine, theirs = pages.signed_in(), pages.signed_in()
    token = token_in(theirs.get("/subjects"))

    answer = mine.post("/sign-out", data={"form_token": token})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert mine.get("/subjects").url.path == "/subjects"


def test_a_huge_form_is_not_read(pages: Pages) -> None:
    answer = pages.browser().post("/sign-in", content=b"a=" + b"b" * 70_000)

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_passwords_and_sessions_are_nowhere_in_the_log_or_the_database(pages: Pages) -> None:
    browser = pages.signed_in()
    token = browser.cookies["dayzero"]
    with pages.engine.connect() as connection:
        held = "".join(
            str(row)
            for table in ("person", "web_session", "known_browser", "audit")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608  names above
        )

    for secret in (PASSWORD, token):
        assert secret not in held
        assert secret not in pages.log.read_text()


async def test_over_https_the_cookie_is_secure_and_bound_to_the_host(pages: Pages) -> None:
    address = "https://dayzero.example.org"
    app = create_app(pages.engine, Settings(base_url=address))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=address) as browser:
        answer = await browser.get("/sign-in")

    assert answer.headers["set-cookie"].startswith("__Host-dayzero-visit=")
    assert "Secure" in answer.headers["set-cookie"]
