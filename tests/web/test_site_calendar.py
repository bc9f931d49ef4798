"""The page of a site's closures and working days: a calendar is seen before it is recorded."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from models.extra_working_days import extra_days_of
from models.records.store import Wanted, audit_trail, list_site_calendars
from tests.unit.calendars.ics import of_days
from tests.web.filling_forms import hidden
from tests.web.pages import Pages, pages_over, token_in, words

PAGE = "/sites/CN01/calendar"
WARD = ("20260318", "20260319", "ward moves")  # the infusion of CN01-007 is booked on that day
MEETING = ("20260601", "20260602", "staff meeting")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Pages]:
    with pages_over(tmp_path) as running:
        yield running


@pytest.fixture
def nurse(fresh: Pages) -> httpx.Client:
    return fresh.signed_in()


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """For tests that record nothing."""
    with pages_over(tmp_path_factory.mktemp("site_calendar")) as running:
        yield running


@pytest.fixture
def looking(untouched: Pages) -> httpx.Client:
    """The nurse, who records nothing."""
    return untouched.signed_in()


def send(
    who: httpx.Client, file: bytes, name: str = "ward.ics", /, page: str = PAGE, **said: str
) -> httpx.Response:
    """A file as the first form sends it."""
    form = {"form_token": token_in(who.get(page)), "kind": "closures", "action": "preview", **said}
    return who.post(page, data=form, files={"file": (name, file)})


def go_on(who: httpx.Client, page: httpx.Response, /, **said: str) -> httpx.Response:
    """The form of a page as it stands, with what a person says; a browser sends parts."""
    form = {"kind": "closures", **hidden(page.text), "action": "commit", **_typed(page), **said}
    return who.post(PAGE, data=form, files={"file": ("", b"")})


def _typed(page: httpx.Response) -> dict[str, str]:
    pairs = re.findall(r'<input id="(name|reason)" name="\w+" value="([^"]*)"', page.text)
    return {name: unescape(value) for name, value in pairs}


def bring(who: httpx.Client, file: bytes, name: str = "ward.ics", /, **said: str) -> httpx.Response:
    return go_on(who, send(who, file, name, **said), **said)


def closed(fresh: Pages) -> list[tuple[str, str, str]]:
    """Name, first day and reason of each closure that is recorded."""
    return [
        (line.calendar.name, closure.first.isoformat(), closure.reason)
        for line in list_site_calendars(fresh.engine)
        for closure in line.calendar.closures
    ]


def imports(fresh: Pages) -> list[tuple[str, str, str]]:
    return [
        (line.who, line.what, line.why or "")
        for line in audit_trail(fresh.engine, Wanted())
        if "calendar" in line.what
    ]


def test_a_preview_says_what_would_come_and_changes_nothing(
    untouched: Pages, looking: httpx.Client
) -> None:
    page = send(looking, of_days(WARD, MEETING))

    said = words(page)
    assert "Nothing is recorded yet. This would change “ward”: 2 added, 0 removed." in said
    assert "added Wed 18 Mar Closed ward moves" in said
    assert closed(untouched) == []
    assert imports(untouched) == []


def test_a_preview_names_the_booking_that_a_closure_hits(looking: httpx.Client) -> None:
    said = words(send(looking, of_days(WARD)))

    assert "CN01-007 Alerts that would open" in said
    assert "infusion" in said.partition("Alerts that would open")[2]
    assert "CN02-001" not in said


def test_a_closure_on_which_nobody_comes_hits_no_booking(looking: httpx.Client) -> None:
    far = send(looking, of_days(("20270601", "20270602", "staff meeting")))

    assert "No booking is hit and no date moves." in words(far)


def test_the_second_click_records_it_once_however_often_it_is_sent(
    fresh: Pages, nurse: httpx.Client
) -> None:
    page = send(nurse, of_days(WARD))
    with ThreadPoolExecutor(4) as senders:
        answers = [words(one) for one in senders.map(lambda _: go_on(nurse, page), range(4))]

    done = [said for said in answers if "“ward” is recorded: 1 added, 0 removed." in said]
    stands = "“ward” stands like this already; nothing was changed."
    assert len(done) == 1
    assert sum(stands in said for said in answers) == 3
    assert closed(fresh) == [("ward", "2026-03-18", "ward moves")]
    [(who, what, why)] = imports(fresh)
    assert (who, what) == ("nurse", "imported calendar ward of CN01: 1 added, 0 removed")
    assert why.startswith("sha256 ")


def test_another_name_is_shown_before_it_is_recorded(
    untouched: Pages, looking: httpx.Client
) -> None:
    page = send(looking, of_days(WARD))
    answer = go_on(looking, page, name="ward 7")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "This would change “ward 7”: 1 added, 0 removed." in words(answer)
    assert closed(untouched) == []


def test_what_is_recorded_stands_on_the_page_with_its_file_and_who_brought_it_in(
    nurse: httpx.Client,
) -> None:
    bring(nurse, of_days(WARD))

    said = words(nurse.get(PAGE))
    assert "ward Imported" in said
    assert "by nurse from ward.ics." in said
    assert "Wed 18 Mar Closed ward moves" in said


def test_extra_working_days_come_in_by_the_same_form(fresh: Pages, nurse: httpx.Client) -> None:
    page = bring(nurse, of_days(("20260314", "20260315", "works")), "sat.ics", kind="working-days")

    [line] = list_site_calendars(fresh.engine)
    assert [day.first.isoformat() for day in extra_days_of(line.calendar)] == ["2026-03-14"]
    assert "Sat 14 Mar Working works" in words(page)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            b"<html>sign in</html>",
            "is a web page, perhaps a login page, not a calendar; export the calendar as an .ics",
        ),
        (b"<html>closed</html>", "is a web page, not a calendar; export the calendar as an .ics"),
        (b"", "is empty; export the calendar again and choose the new file"),
        (of_days(WARD)[:-20], "is cut off: END:VCALENDAR is missing; export the calendar again"),
        (b"Date;Reason", "it does not begin with BEGIN:VCALENDAR; choose an .ics file"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_by_its_field_and_changes_nothing(
    untouched: Pages, looking: httpx.Client, file: bytes, said: str
) -> None:
    page = send(looking, file)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "File : ward.ics: is" in words(page)
    assert said in words(page)
    assert closed(untouched) == []


@pytest.mark.parametrize(
    ("file", "name", "said"),
    [
        (b"", "", "File : no file was chosen; choose the .ics file"),
        (b" " * 5_000_001, "ward.ics", "is larger than 2 MB; export a shorter period"),
    ],
)
def test_without_a_file_or_with_one_too_large_the_sentence_says_what_to_do(
    looking: httpx.Client, file: bytes, name: str, said: str
) -> None:
    assert said in words(send(looking, file, name))


@pytest.mark.parametrize("cut", [-8, -100])
def test_what_the_page_carried_and_did_not_come_back_whole_is_refused(
    untouched: Pages, looking: httpx.Client, cut: int
) -> None:
    seen = send(looking, of_days(WARD))
    page = go_on(looking, seen, held=hidden(seen.text)["held"][:cut])

    assert "File : ward.ics: did not come back whole; choose the file again" in words(page)
    assert closed(untouched) == []


def test_a_name_that_is_too_long_is_refused_by_its_field(looking: httpx.Client) -> None:
    page = send(looking, of_days(WARD), name="n" * 61)

    assert "Name of the calendar : a calendar's name has up to 60 letters" in words(page)
    assert 'id="name" name="name" value="nnn' in page.text


def test_a_file_that_would_take_every_closure_away_waits_for_a_tick_and_a_reason(
    fresh: Pages, nurse: httpx.Client
) -> None:
    bring(nurse, of_days(WARD))
    refused = bring(nurse, of_days())

    told = "would take away every closure of “ward” that is still to come (1); tick the box"
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in words(refused)
    shown = go_on(nurse, refused, action="preview", allow_empty="yes")
    assert "removed Wed 18 Mar Closed ward moves" in words(shown)
    unsaid = go_on(nurse, shown, allow_empty="yes")
    assert "Reason : say why in a few words" in words(unsaid)
    assert closed(fresh) == [("ward", "2026-03-18", "ward moves")]

    go_on(nurse, shown, allow_empty="yes", reason="the ward stays")
    assert closed(fresh) == []
    assert [why.partition(";")[0] for _, _, why in imports(fresh)][:1] == ["the ward stays"]


def test_working_days_that_would_all_go_wait_for_a_tick_as_well(nurse: httpx.Client) -> None:
    bring(nurse, of_days(("20260314", "20260315", "works")), "sat.ics", kind="working-days")
    refused = send(nurse, of_days(), "sat.ics", kind="working-days")

    told = "would take away every extra working day of “sat” that is still to come (1); tick"
    assert told in words(refused)


def test_a_calendar_that_changed_since_the_preview_is_shown_again_before_it_is_recorded(
    fresh: Pages, nurse: httpx.Client
) -> None:
    page = send(nurse, of_days(WARD, MEETING))
    bring(nurse, of_days(MEETING))
    answer = go_on(nurse, page)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "no longer what this page showed" in words(answer)
    assert [day for _, day, _ in closed(fresh)] == ["2026-06-01"]


def test_cancellations_of_a_calendar_that_is_not_there_are_refused_by_the_name(
    looking: httpx.Client,
) -> None:
    taken_back = of_days(WARD).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")

    said = words(send(looking, taken_back))
    assert "Name of the calendar : CN01 has no imported calendar “ward”" in said


def test_a_reader_sees_what_is_recorded_and_has_no_form(fresh: Pages, nurse: httpx.Client) -> None:
    bring(nurse, of_days(WARD))
    reader = fresh.signed_in("reader")
    page = reader.get(PAGE)

    assert "Wed 18 Mar Closed ward moves" in words(page)
    assert 'type="file"' not in page.text
    form = {"form_token": token_in(page), "kind": "closures", "action": "preview"}
    answer = reader.post(PAGE, data=form, files={"file": ("more.ics", of_days(MEETING))})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_a_site_of_others_is_as_unknown_as_one_that_does_not_exist(looking: httpx.Client) -> None:
    for site in ("CN02", "XX99"):
        assert looking.get(f"/sites/{site}/calendar").status_code == HTTPStatus.NOT_FOUND
        answer = looking.post(
            f"/sites/{site}/calendar",
            data={"form_token": token_in(looking.get(PAGE)), "kind": "closures"},
            files={"file": ("ward.ics", of_days(WARD))},
        )
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_form_that_is_not_ours_records_nothing(untouched: Pages, looking: httpx.Client) -> None:
    page = send(looking, of_days(WARD))
    answer = go_on(looking, page, form_token="of another page")  # noqa: S106  a wrong one

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert closed(untouched) == []


def test_events_read_as_what_the_page_does_not_offer_are_not_there(looking: httpx.Client) -> None:
    assert send(looking, of_days(WARD), kind="slots").status_code == HTTPStatus.NOT_FOUND


def test_who_reads_of_a_subject_in_a_preview_stands_in_the_audit(untouched: Pages) -> None:
    send(untouched.signed_in("leaver"), of_days(WARD))

    readings = audit_trail(untouched.engine, Wanted(subject="CN01-007"))
    assert any(line.who == "leaver" and "read" in line.what for line in readings)


def test_it_is_said_in_chinese_as_well(nurse: httpx.Client) -> None:
    nurse.get(PAGE, params={"lang": "zh"})
    page = bring(nurse, of_days(WARD))

    assert "“ward”已记录：新增 1 项，删去 0 项。" in words(page)
    assert "3月18日 周三 停诊 ward moves" in words(page)


def test_the_week_the_registers_and_the_help_lead_to_it(looking: httpx.Client) -> None:
    for path in ("/week", "/registers", "/help"):
        assert f'href="{PAGE}"' in looking.get(path).text
