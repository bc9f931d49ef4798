"""A closed trial: every page says that it is, and nothing can be recorded of it."""

from collections.abc import Iterator

import pytest

from models.records.store import close_trial, recorded_facts
from tests.web.pages import NOW, Pages, pages_over, post, words

SUBJECT = "CN01-007"
BANNER = "The trial NCT04684147 is closed since Tue 10 Mar: it can be read"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("closed")) as running:
        close_trial(running.engine, "NCT04684147", now=NOW, by="sponsor")
        yield running


def test_while_a_trial_is_open_no_page_speaks_of_its_end(pages: Pages) -> None:
    assert "closed since" not in words(pages.signed_in().get("/today"))


@pytest.mark.parametrize(
    "page", ["/today", "/week", "/board", "/subjects", f"/subjects/{SUBJECT}", "/help"]
)
def test_every_page_says_since_when_it_is_closed(closed: Pages, page: str) -> None:
    assert BANNER in words(closed.signed_in().get(page))


def test_it_is_said_before_anybody_types_and_nothing_is_recorded(closed: Pages) -> None:
    nurse, form = closed.signed_in(), f"/subjects/{SUBJECT}/record/step"
    assert BANNER in words(nurse.get(form))
    before = len(recorded_facts(closed.engine, SUBJECT))
    fields = {"step": "infusion", "state": "booked", "day": "2026-03-19"}
    answer = post(nurse, form, form, **fields, confirm="yes")

    assert BANNER in words(answer)
    assert len(recorded_facts(closed.engine, SUBJECT)) == before


def test_chinese_pages_say_it_in_chinese(closed: Pages) -> None:
    page = closed.signed_in(headers={"Accept-Language": "zh-CN"}).get("/today")
    assert "NCT04684147 试验已于3月10日" in words(page)


def test_who_is_not_signed_in_reads_nothing_of_it(closed: Pages) -> None:
    assert "NCT04684147" not in closed.browser().get("/sign-in").text
