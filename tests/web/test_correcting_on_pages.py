"""A fact that was recorded wrongly is corrected, or taken back, where it stands on the page."""

import re
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus
from itertools import count

import pytest

from models.records.store import record_fact, recorded_facts
from tests.unit.records.recorded import bring_in, chart
from tests.web.filling_forms import filled_in, last_fact, previewed, recorded
from tests.web.pages import (
    CORRECTED,
    NOW,
    PATH,
    SECRET_REASON,
    TOO_LATE,
    Pages,
    pages_over,
    words,
)

TODAY = NOW.date().isoformat()
LINK = re.compile(r'href="(/subjects/[\w-]+/record/(\w+)\?corrects=(f\d+))"')
NUMBERS = count(101)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("correcting")) as running:
        yield running


@pytest.fixture
def subject(fresh: Pages) -> str:
    """A subject of each test's own, for what is corrected stays so."""
    number = f"CN01-{next(NUMBERS)}"
    bring_in(fresh.engine, chart(*PATH, TOO_LATE, CORRECTED, subject=number))
    return number


@pytest.fixture
def page(subject: str) -> str:
    return f"/subjects/{subject}"


def links(pages: Pages, page: str, name: str = "nurse") -> set[tuple[str, str]]:
    """The fact and the form of each link that corrects or takes back."""
    found = LINK.findall(pages.signed_in(name).get(page).text)
    return {(fact, form) for _, form, fact in found}


def test_beside_each_fact_that_holds_stands_the_form_of_its_kind(fresh: Pages, page: str) -> None:
    found = links(fresh, page)

    assert ("f9", "drug") in found
    assert ("f2", "test") in found
    assert ("f6", "step") in found
    assert ("f10", "retraction") in found  # it corrects another one, and can be taken back
    assert not [fact for fact, _ in found if fact == "f3"]  # corrected by f10
    assert links(fresh, page, "reader") == set()


def test_a_dose_is_corrected_with_all_else_as_it_was(fresh: Pages, subject: str, page: str) -> None:
    browser, address = fresh.signed_in(), f"{page}/record/drug?corrects=f9"
    form = filled_in(browser.get(address))
    assert (form["drug"], form["dose"], form["route"]) == ("dasatinib", "100 mg/day", "oral")
    assert (form["day"], form["reason"]) == ("2026-03-15 11:00", "")

    seen = words(previewed(browser, address, dose="70 mg/day", reason="misread"))
    assert "f9 on record: dasatinib, 100 mg/day, bridging, oral, last Sun 15 Mar 11:00." in seen
    assert "To be recorded: dasatinib, 70 mg/day, bridging, oral, last Sun 15 Mar 11:00" in seen
    done = words(recorded(browser, address, dose="70 mg/day", reason="misread"))
    assert "f11 is recorded." in done
    assert last_fact(fresh, subject) == {
        "kind": "drug",
        "drug": "dasatinib",
        "purpose": "bridging",
        "route": "oral",
        "dose": {"value": "70", "unit": "mg/day"},
        "last": "2026-03-15T11:00+08:00",
        "corrects": "f9",
        "reason": "misread",
    }
    assert "corrected by f11" in done
    assert {fact for fact, form in links(fresh, page) if form == "drug"} == {"f11"}


def test_a_booking_that_was_typed_wrongly_is_moved_and_what_follows_is_shown_first(
    fresh: Pages, subject: str, page: str
) -> None:
    browser, address = fresh.signed_in(), f"{page}/record/step?corrects=f6"
    seen = words(previewed(browser, address, day="2026-03-18 11:15", reason="typing error"))

    assert "infusion Violated, Wed 18 Mar 10:00 At risk, Wed 18 Mar 11:15" in seen
    assert "needs more than 72 hours (EX-03.2)" in seen[seen.index("Alerts that close") :]
    assert len(recorded_facts(fresh.engine, subject)) == 10


def test_every_field_that_a_form_shows_says_again_what_is_on_record(
    fresh: Pages, page: str
) -> None:
    browser = fresh.signed_in()
    addresses = {address for address, form, _ in LINK.findall(browser.get(page).text)}
    corrections = sorted(map(unescape, addresses - {a for a in addresses if "retraction" in a}))

    assert len(corrections) == 9
    for address in corrections:
        answer = previewed(browser, address, reason="nothing was wrong")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "nothing is corrected" in words(answer), address


def test_an_alert_can_lead_to_the_one_thing_that_a_fact_lacks(fresh: Pages, page: str) -> None:
    form = filled_in(
        fresh.signed_in().get(f"{page}/record/drug?corrects=f9&day=2026-03-14&dose=70 mg/day")
    )

    assert (form["drug"], form["dose"]) == ("dasatinib", "70 mg/day")
    assert form["day"] == "2026-03-14"  # the time was of another day


@pytest.mark.parametrize("reason", ["", " "])
def test_nothing_is_corrected_or_taken_back_without_a_reason(
    fresh: Pages, subject: str, page: str, reason: str
) -> None:
    browser = fresh.signed_in()
    for address in ("drug?corrects=f9", "retraction?corrects=f9"):
        answer = previewed(browser, f"{page}/record/{address}", dose="1 mg", reason=reason)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "is empty; fill it in" in words(answer)
    assert len(recorded_facts(fresh.engine, subject)) == 10


def test_a_fact_of_another_subject_is_taken_back_and_can_count_again(
    fresh: Pages, subject: str, page: str
) -> None:
    browser, address = fresh.signed_in(), f"{page}/record/retraction?corrects=f9"
    seen = words(previewed(browser, address, reason="of another subject"))
    assert "f9 on record: dasatinib, 100 mg/day, bridging, oral, last Sun 15 Mar 11:00" in seen
    assert "To be recorded: f9 taken back, Tue 10 Mar" in seen

    done = words(recorded(browser, address, reason="of another subject"))
    assert "taken back by f11" in done
    assert "of another subject" not in done
    assert last_fact(fresh, subject) == {
        "kind": "retraction",
        "corrects": "f9",
        "reason": "of another subject",
        "at": TODAY,
    }
    assert ("f11", "retraction") in links(fresh, page)

    again = words(recorded(browser, f"{page}/record/retraction?corrects=f11", reason="it was his"))
    assert "taken back by f12" in again
    assert ("f9", "drug") in links(fresh, page)


def test_what_is_corrected_already_is_refused_with_what_to_correct_instead(
    fresh: Pages, page: str
) -> None:
    browser, address = fresh.signed_in(), f"{page}/record/drug?corrects=f9"
    recorded(browser, address, dose="70 mg/day", reason="misread")
    answer = previewed(browser, address, dose="50 mg/day", reason="misread again")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "“f9” is already corrected by “f11”; correct “f11”" in words(answer)


def test_a_fact_is_corrected_only_on_the_form_of_its_kind(fresh: Pages, page: str) -> None:
    browser = fresh.signed_in()
    for form in ("step?corrects=f9", "drug?corrects=f99", "retraction", "stop?corrects=f9"):
        assert browser.get(f"{page}/record/{form}").status_code == HTTPStatus.NOT_FOUND, form


def test_a_wards_own_word_and_a_foreign_hour_stay_as_they_are_recorded(
    fresh: Pages, subject: str, page: str
) -> None:
    foreign = {"kind": "drug", "drug": "imatinib", "route": "po", "last": "2026-03-01T02:00+02:00"}
    record_fact(fresh.engine, subject, foreign, now=NOW, by="test")
    browser, address = fresh.signed_in(), f"{page}/record/drug?corrects=f11"
    shown = browser.get(address)

    assert '<option value="po" selected>oral</option>' in shown.text
    assert filled_in(shown)["day"] == "2026-03-01T02:00+02:00"
    recorded(browser, address, dose="400 mg/day", reason="the dose was missing")
    kept = last_fact(fresh, subject)
    assert (kept["route"], kept["last"]) == ("po", "2026-03-01T02:00+02:00")


def test_the_reason_of_an_earlier_correction_is_shown_to_nobody(fresh: Pages, page: str) -> None:
    shown = fresh.signed_in().get(f"{page}/record/step?corrects=f10")

    assert filled_in(shown)["reason"] == ""
    assert SECRET_REASON not in unescape(shown.text)
