"""Several moves tried together: what follows is seen first, and one deed records all of it."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http import HTTPStatus
from urllib.parse import urlencode

import httpx
import pytest
from sqlmodel import Session, col, select

from models.records.store import chart_document, read_for_pass, record_fact, recorded_facts
from models.records.tables import AuditLine
from tests.web.pages import NOW, Pages, pages_over, pass_over, words

PAGE = "/subjects/CN02-001/what-if"
SLIP = {"step.infusion.day": "2026-03-20"}  # by two days
POSTED = re.compile(r'<form method="post" action="([^"]+/what-if[^"]*)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """A server whose records nobody else reads, for these tests change them."""
    with pages_over(tmp_path_factory.mktemp("what-if")) as running:
        yield running


def forms(page: httpx.Response) -> list[tuple[str, dict[str, str]]]:
    """Where each proposal is sent, and with which fields."""
    return [
        (unescape(found[1]), {name: unescape(value) for name, value in HIDDEN.findall(found[0])})
        for found in POSTED.finditer(page.text)
    ]


def send(browser: httpx.Client, page: httpx.Response, why: str, place: int = 0) -> httpx.Response:
    address, fields = forms(page)[place]
    return browser.post(address, data={**fields, "reason": why})


def bookings(pages: Pages, subject: str) -> dict[str, str]:
    """When each step is booked, by the facts alone."""
    facts = chart_document(pages.engine, subject)["facts"]
    assert isinstance(facts, list)
    return {one["step"]: one["at"] for one in facts if one.get("state") == "booked"}


def test_what_must_move_with_an_infusion_is_shown_and_nothing_is_recorded(fresh: Pages) -> None:
    before = recorded_facts(fresh.engine, "CN02-001")
    said = words(fresh.signed_in("chief").get(PAGE, params=SLIP))

    assert "infusion Wed 18 Mar 10:00 Fri 20 Mar 10:00" in said  # a day alone keeps the hour
    assert "lymphodepletion start moves along Fri 13 Mar Sun 15 Mar" in said
    assert "lymphodepletion end moves along Sun 15 Mar Tue 17 Mar" in said
    assert "No conflict is left." in said
    assert "day 28 visit Planned, Sun 12 Apr to Sat 18 Apr Planned, Tue 14 Apr" in said
    assert "Record these 3 changes together" in said
    assert recorded_facts(fresh.engine, "CN02-001") == before


def test_where_nothing_moves_along_what_it_breaks_and_what_would_mend_it_are_said(
    fresh: Pages,
) -> None:
    page = fresh.signed_in("chief").get(PAGE, params={**SLIP, "alone": "yes"})
    mend = re.search(r'<a href="([^"]+)">Move lymphodepletion start from', page.text)

    assert "2 things cannot hold." in words(page)
    assert "Record this change" in words(page)
    assert mend
    mended = fresh.signed_in("chief").get(unescape(mend[1]))
    assert "No conflict is left." in words(mended)


def test_a_proposal_is_recorded_whole_with_one_reason_and_published_by_one_pass(
    fresh: Pages,
) -> None:
    browser = fresh.signed_in("chief", follow_redirects=False)
    page = browser.get(PAGE, params=SLIP)
    passes = read_for_pass(fresh.engine, "CN02-001").seen.passes
    with ThreadPoolExecutor(4) as senders:
        answers = list(senders.map(lambda _: send(browser, page, "the ward is full"), range(4)))
    led = {(one.status_code, one.headers["Location"]) for one in answers}
    at = "/subjects/CN02-001?recorded=f9&recorded=f10&recorded=f11"
    lines = recorded_facts(fresh.engine, "CN02-001")[8:]

    assert led == {(HTTPStatus.SEE_OTHER, at)}
    assert [line.document["at"] for line in lines] == [  # in the order of the path
        "2026-03-15",
        "2026-03-17",
        "2026-03-20T10:00+08:00",
    ]
    assert len({(line.recorded_at, line.recorded_by) for line in lines}) == 1
    recorded = [f"recorded f{number}" for number in (9, 10, 11)]
    ours = col(AuditLine.what).in_(recorded), AuditLine.subject == "CN02-001"
    with Session(fresh.engine) as session:
        whys = session.exec(select(AuditLine.why).where(*ours)).all()
    assert list(whys) == ["the ward is full"] * 3
    pass_over(fresh.engine, "CN02-001")
    assert read_for_pass(fresh.engine, "CN02-001").seen.passes == passes + 1
    done = words(browser.get(at))
    assert "f9, f10 and f11 are recorded together." in done


def test_who_decides_on_a_record_of_before_sees_what_changed_and_decides_again(
    fresh: Pages,
) -> None:
    nurse, address = fresh.signed_in(), "/subjects/CN01-007/what-if"
    page = nurse.get(address, params=SLIP)
    told = {"kind": "test", "test": "pregnancy", "at": "2026-03-09", "result": "negative"}
    record_fact(fresh.engine, "CN01-007", told, now=NOW, by="chief")
    answer = send(nurse, page, "the ward is full")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "The record has changed since this page was shown." in words(answer)
    assert "f11 pregnancy test, negative, Mon 9 Mar; recorded Tue 10 Mar 08:00 by chief" in words(
        answer
    )
    assert bookings(fresh, "CN01-007")["infusion"] == "2026-03-18T10:00+08:00"
    assert 'value="the ward is full"' in answer.text  # nothing has to be typed again

    again = send(nurse, answer, "the ward is full")
    assert "are recorded together." in words(again)
    assert bookings(fresh, "CN01-007")["infusion"] == "2026-03-20T10:00+08:00"


def test_two_proposals_stand_side_by_side_and_the_second_can_be_recorded(fresh: Pages) -> None:
    browser, address = fresh.signed_in(), "/subjects/CN01-008/what-if"
    ends = {"b.course.f9.day": "2026-03-11", "b.step.infusion.clock": "11:15"}
    page = browser.get(address, params={**SLIP, **ends})
    said = words(page)

    assert said.index("Proposal A") < said.index("Fri 20 Mar 10:00") < said.index("Proposal B")
    assert "infusion Wed 18 Mar 10:00 Wed 18 Mar 11:15" in said  # an hour alone keeps the day
    assert "violated → met" in said  # the drug that went on ends in time
    done = send(browser, page, "stopped for the infusion", place=1)

    assert "are recorded together." in words(done)
    [booked, ended] = [line.document for line in recorded_facts(fresh.engine, "CN01-008")[-2:]]
    assert booked["at"] == "2026-03-18T11:15+08:00"
    assert (ended["corrects"], ended["last"]) == ("f9", "2026-03-11")
    assert ended["reason"] == "stopped for the infusion"


def test_a_booking_is_called_off_in_a_proposal(fresh: Pages) -> None:
    page = fresh.signed_in("chief").get(PAGE, params={"step.infusion.off": "yes"})

    assert re.search(r"infusion \w+ \d+ Mar 10:00 cancelled", words(page))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"step.conditioning_start.day": "2026-02-30"},
            "“2026-02-30” is not a day of the calendar",
        ),
        ({"step.day_28.day": "10:00"}, "needs the whole day"),
        ({"step.day_28.day": "5/4"}, "“5/4” can be 2026-05-04 or 2026-04-05; say which"),
    ],
)
def test_what_cannot_be_a_date_is_refused_beside_its_field(
    fresh: Pages, fields: dict[str, str], says: str
) -> None:
    page = fresh.signed_in("chief").get(PAGE, params=fields)
    [name] = fields

    at = "read-" + name.removesuffix(".day").replace(".", "-")
    assert f'aria-invalid="true" aria-describedby="{at}"' in page.text
    assert says in words(page)
    assert forms(page) == []


def test_without_a_reason_nothing_is_recorded(fresh: Pages) -> None:
    browser, before = fresh.signed_in("chief"), len(recorded_facts(fresh.engine, "CN02-001"))
    page = browser.get(PAGE, params={"step.infusion.day": "2026-03-24"})
    answer = send(browser, page, " ")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Nothing was recorded. say why" in words(answer)
    assert len(recorded_facts(fresh.engine, "CN02-001")) == before


def test_a_reader_sees_what_follows_and_can_record_nothing(fresh: Pages) -> None:
    reader, address = fresh.signed_in("reader"), "/subjects/CN01-007/what-if"
    page = reader.get(address, params={"step.infusion.day": "2026-03-24"})
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)
    assert token
    sent = reader.post(f"{address}?{urlencode(SLIP)}", data={"form_token": token[1]})

    assert "moves along" in words(page)
    assert forms(page) == []
    assert sent.status_code == HTTPStatus.FORBIDDEN


def test_fields_left_empty_leave_no_trace_in_the_address(fresh: Pages) -> None:
    page = fresh.signed_in("chief").get(PAGE, params={**SLIP, "step.infusion.clock": ""})

    assert page.url.query == b"step.infusion.day=2026-03-20"
