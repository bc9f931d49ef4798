"""A reader whose calendar is older than a safety date is told about until the reader fetches."""

import time
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from models.records.store import (
    Scope,
    correct,
    list_feeds,
    new_feed,
    revoke_feed,
    start_session,
)
from tests.web.pages import NOW, Pages, booked, pages_over, pass_over, words
from tests.web.test_today import under

LATER = NOW + timedelta(hours=2)
SUBJECT = "CN01-008"
HEADING = "Readers whose calendar is old"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A server two hours after the passes, so that a move of now is late at once."""
    folder = tmp_path_factory.mktemp("old_copies")
    with pages_over(folder, DAYZERO_NOW=LATER.isoformat()) as running:
        yield running


@pytest.fixture
def nurse(own: Pages) -> Iterator[httpx.Client]:
    token = start_session(own.engine, "nurse", now=LATER)
    with own.browser(cookies={"dayzero": token}) as browser:
        yield browser


def read_calendar(own: Pages, token: str, method: str = "GET") -> None:
    with own.browser(headers={"User-Agent": "WardTablet/1"}) as tablet:
        assert tablet.request(method, f"/calendar/{token}.ics").status_code == 200


def noted(own: Pages, link: int, before: int | None) -> int:
    """How far the link was read; the server notes it once its answer is out."""
    for _ in range(500):
        read = list_feeds(own.engine)[link - 1].read_up_to
        if read != before and read is not None:
            return read
        time.sleep(0.02)
    raise AssertionError(link)


def move_infusion(own: Pages, fact: str, at: str) -> str:
    again = {**booked(fact, "infusion", at)}
    del again["id"]
    new = correct(own.engine, SUBJECT, fact, again, reason="moved", now=NOW, by="chief")
    pass_over(own.engine, SUBJECT)
    return new


def test_a_line_stands_on_today_until_the_reader_fetches_within_the_same_minute_too(
    own: Pages, nurse: httpx.Client
) -> None:
    token = new_feed(own.engine, Scope("subject", SUBJECT), now=NOW, by="nurse")
    assert "last read never" in words(nurse.get(f"/subjects/{SUBJECT}"))
    read_calendar(own, token)
    first = noted(own, 1, None)
    assert HEADING not in nurse.get("/today").text

    fact = move_infusion(own, "f6", "2026-03-18T11:00+08:00")
    read_calendar(own, token, "HEAD")  # asks, and takes no copy
    line = words_of(under(HEADING, nurse.get("/today")))
    assert "date changed on Tue 10 Mar 08:00" in line
    assert "Link 1 (WardTablet/1) has not fetched since Tue 10 Mar 10:00" in line
    page = words(nurse.get(f"/subjects/{SUBJECT}"))
    assert "This reader’s calendar is old: infusion, date changed on Tue 10 Mar 08:00." in page
    chinese = nurse.get("/today", headers={"Accept-Language": "zh"})
    assert "1号链接（WardTablet/1）自" in chinese.text

    read_calendar(own, token)
    noted(own, 1, first)
    assert HEADING not in nurse.get("/today").text
    assert "calendar is old" not in nurse.get(f"/subjects/{SUBJECT}").text

    move_infusion(own, fact, "2026-03-18T12:00+08:00")
    assert HEADING in nurse.get("/today").text
    revoke_feed(own.engine, 1, now=LATER, by="nurse")
    assert HEADING not in nurse.get("/today").text


def words_of(text: str) -> str:
    return words(httpx.Response(200, text=text))
