"""Every kind of fact can be recorded on a page, is said back first, and is kept as it was said."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from dayzero.web.recording.every_form import OFTEN, SELDOM
from models.records.store import recorded_facts
from tests.web.filling_forms import filled_in, last_fact, previewed, recorded
from tests.web.pages import NOW, Pages, pages_over, words

PAGE = "/subjects/CN01-007"
TODAY = NOW.date().isoformat()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("every-form")) as running:
        yield running


RADIOTHERAPY = {"field": "cns", "first_day": "2026-02-01", "day": "2026-02-14"}
AST = {"measure": "ast", "value": "130", "unit": "U/L", "uln": "40", "day": "2026-03-09"}
COURSE = {
    "drug": "dasatinib",
    "dose": "100 mg/day",
    "first_day": "2026-01-10",
    "day": "2026-02-20",
    "clock": "09:00",
}
OF_ANOTHER_TRIAL = {
    "drug": "imatinib",
    "day": "2026-01-20",
    "marketed": "yes",
    "half_life_hours": "18",
    "half_life_source": "its label",
    "cumulative_mg_m2": "0",
    "text": "of trial 4711",
}


@pytest.mark.parametrize(
    ("form", "filled", "said", "kept"),
    [
        (
            "radiotherapy",
            RADIOTHERAPY,
            "radiotherapy, CNS, Sun 1 Feb to Sat 14 Feb",
            {
                "kind": "radiotherapy",
                "field": "cns",
                "first": "2026-02-01",
                "last": "2026-02-14",
            },
        ),
        (
            "radiotherapy",
            {"field": "mediastinal", "first_partly": "2026-02", "ongoing": "yes"},
            "radiotherapy, mediastinal, from between Sun 1 Feb and Sat 28 Feb, still being given",
            {"kind": "radiotherapy", "field": "mediastinal", "first": "2026-02", "ongoing": True},
        ),
        (
            "event",
            {"event": "chronic_gvhd", "severity": "mild", "partly": "2025-12-UN"},
            "chronic GVHD, mild, between Mon 1 Dec 2025 and Wed 31 Dec 2025",
            {"kind": "event", "event": "chronic_gvhd", "severity": "mild", "at": "2025-12-UN"},
        ),
        (
            "event",
            {"event": "other", "day": "2026-03-08", "text": "a fall without harm"},
            "other, Sun 8 Mar",
            {"kind": "event", "event": "other", "at": "2026-03-08", "text": "a fall without harm"},
        ),
        (
            "measurement",
            AST,
            "AST, 130, U/L, upper limit of normal 40, Mon 9 Mar",
            {
                "kind": "measurement",
                "measure": "ast",
                "value": "130",
                "unit": "U/L",
                "uln": "40",
                "at": "2026-03-09",
            },
        ),
        (
            "finding",
            {"finding": "active_infection", "present": "no", "day": "2026-03-09"},
            "active infection, no, Mon 9 Mar",
            {"kind": "finding", "finding": "active_infection", "present": False},
        ),
        (
            "finding",
            {"finding": "epilepsy", "present": "unknown", "day": "2026-03-09", "clock": "10:00"},
            "history of epilepsy, not known, Mon 9 Mar 10:00",
            {"kind": "finding", "present": None, "at": "2026-03-09T10:00+08:00"},
        ),
        (
            "drug",
            COURSE,
            "dasatinib, 100 mg/day, Sat 10 Jan to Fri 20 Feb 09:00",
            {"first": "2026-01-10", "last": "2026-02-20T09:00+08:00"},
        ),
        (
            "drug",
            OF_ANOTHER_TRIAL,
            "imatinib, 0 mg/m² over the lifetime, of another trial, on the market: yes, half-life",
            {
                "cumulative_mg_m2": "0",
                "text": "of trial 4711",
                "other_trial": {
                    "half_life_hours": "18",
                    "half_life_source": "its label",
                    "marketed": True,
                },
            },
        ),
        (
            "weight_kg",
            {"value": "61.5", "reason": "weighed again"},
            "weight in kg, 61.5, Tue 10 Mar",
            {
                "kind": "constant",
                "constant": "weight_kg",
                "value": "61.5",
                "at": TODAY,
                "reason": "weighed again",
            },
        ),
        (
            "childbearing_potential",
            {"value": "unknown", "reason": "asked again"},
            "childbearing potential, not known",
            {"constant": "childbearing_potential", "value": None},
        ),
        (
            "born",
            {"value": "1988-04", "reason": "read from the consent form"},
            "born, 1988-04",
            {"constant": "born", "value": "1988-04"},
        ),
        (
            "sex",
            {"value": "male", "reason": "typing error"},
            "sex, male",
            {"constant": "sex", "value": "male"},
        ),
    ],
)
def test_it_is_said_back_and_kept_as_it_was_said(
    fresh: Pages, form: str, filled: dict[str, str], said: str, kept: dict[str, Any]
) -> None:
    browser, address = fresh.signed_in(), f"{PAGE}/record/{form}"
    before = len(recorded_facts(fresh.engine, "CN01-007"))
    seen = words(previewed(browser, address, **filled))

    assert f"To be recorded: {said}" in seen
    assert len(recorded_facts(fresh.engine, "CN01-007")) == before
    assert "is recorded." in words(recorded(browser, address, **filled))
    assert last_fact(fresh, "CN01-007").items() >= kept.items()


def test_a_product_that_failed_has_a_form_that_says_so(fresh: Pages) -> None:
    browser, address = fresh.signed_in(), "/subjects/CN01-008/record/failed"
    page = browser.get(address)

    assert "Record that a product failed" in words(page)
    assert filled_in(page)["step"] == "product_release"  # nothing else is made for a subject
    seen = words(previewed(browser, address, day="2026-03-09"))
    assert "The product of apheresis of Tue 10 Feb (f4) was lost" in seen
    recorded(browser, address, day="2026-03-09")
    assert last_fact(fresh, "CN01-008") == {
        "kind": "step",
        "step": "product_release",
        "state": "missed",
        "at": "2026-03-09",
    }


def test_a_withdrawal_closes_the_path_and_only_then_is_a_return_offered(fresh: Pages) -> None:
    browser, page = fresh.signed_in(), "/subjects/CN01-009"
    back = "Record that a subject is back in the trial"
    assert back not in words(browser.get(page))

    closed = words(recorded(browser, f"{page}/record/event", event="withdrawn", day="2026-03-09"))
    assert "withdrew consent" in closed
    assert back in closed

    seen = previewed(browser, f"{page}/record/reopened", day=TODAY, reason="consents again")
    assert "consents again before anything else" in words(seen)
    opened = recorded(browser, f"{page}/record/reopened", day=TODAY, reason="consents again")
    assert back not in words(opened)
    assert last_fact(fresh, "CN01-009") == {
        "kind": "event",
        "event": "path_reopened",
        "at": TODAY,
        "reason": "consents again",
    }


def test_a_transfer_is_warned_of_where_it_takes_the_subject_out_of_sight(fresh: Pages) -> None:
    address = "/subjects/CN02-001/record/site"
    to = {"value": "CN01", "day": TODAY, "reason": "moved"}
    assert "that you do not see" not in words(previewed(fresh.signed_in("chief"), address, **to))
    recorded(fresh.signed_in("chief"), address, **to)

    nurse, away = fresh.signed_in(), {**to, "value": "CN03"}
    assert "that you do not see" in words(previewed(nurse, address, **away))
    gone = recorded(nurse, address, **away)
    assert gone.status_code == HTTPStatus.OK
    assert "The transfer is recorded" in words(gone)
    assert last_fact(fresh, "CN02-001").items() >= {"constant": "site", "value": "CN03"}.items()
    assert nurse.get("/subjects/CN02-001").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("form", "filled", "says"),
    [
        ("radiotherapy", {"day": "2026-02-14"}, "Field : is empty"),
        ("radiotherapy", {"field": "cns"}, "Last fraction : say the last day"),
        (
            "radiotherapy",
            RADIOTHERAPY | {"first_partly": "2026"},
            "First fraction : “2026-02-01 2026” is not a date",
        ),
        (
            "radiotherapy",
            RADIOTHERAPY | {"first_day": "2026-02-20"},
            "Last fraction : ",
        ),  # it would end before it began
        ("drug", COURSE | {"ongoing": "yes"}, "Still being given : is true beside a last date"),
        (
            "drug",
            COURSE | {"first_day": "", "first_partly": "soon"},
            "First day on which it was given : “soon”",
        ),
        (
            "drug",
            OF_ANOTHER_TRIAL | {"half_life_hours": "long"},
            "half-life in hours : “long” is not",
        ),
        ("measurement", AST | {"unit": ""}, "Unit : is empty"),
        ("measurement", AST | {"value": "<5"}, "Value : “<5” is not"),
        ("measurement", AST | {"value": "9000000"}, "Value : "),  # no living body has it
        ("finding", {"finding": "epilepsy", "day": "2026-03-09"}, "Is it so? : is empty"),
        ("finding", {"finding": "epilepsy", "present": "perhaps", "day": TODAY}, "Is it so? : “"),
        ("event", {"event": "death", "day": "2026-03-20"}, "the last day of it : "),  # to come
        ("reopened", {"day": TODAY}, "Why it is open again : is empty"),
        ("weight_kg", {"value": "6", "reason": "x"}, "Weight in kg : "),
        ("born", {"value": "soon", "reason": "x"}, "Date of birth : “soon” is not"),
        ("site", {"value": "CN99", "day": TODAY, "reason": "x"}, "New site : “CN99” is not"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_recorded(
    fresh: Pages, form: str, filled: dict[str, str], says: str
) -> None:
    before = recorded_facts(fresh.engine, "CN01-007")
    answer = previewed(fresh.signed_in(), f"{PAGE}/record/{form}", **filled)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in words(answer)
    assert 'aria-invalid="true"' in answer.text
    assert recorded_facts(fresh.engine, "CN01-007") == before


@pytest.mark.parametrize(
    ("address", "starts_with"),
    [
        ("measurement?measure=ast&unit=U/L&day=2026-03-09", {"measure": "ast", "unit": "U/L"}),
        ("finding?finding=epilepsy&present=no", {"finding": "epilepsy", "present": "no"}),
        ("event?event=withdrawn&day=2026-03-09", {"event": "withdrawn", "day": "2026-03-09"}),
        ("radiotherapy?field=cns&first_day=2026-02-01", {"first_day": "2026-02-01"}),
        ("childbearing_potential?value=no", {"value": "no", "day": TODAY}),
        ("weight_kg?day=2026-03-01", {"day": "2026-03-01"}),
        ("site?value=CN02", {"value": "CN02", "day": ""}),
        ("step?step=infusion&state=booked&day=2026-03-18", {"step": "infusion"}),
    ],
)
def test_an_address_fills_a_form_in(
    fresh: Pages, address: str, starts_with: dict[str, str]
) -> None:
    form = filled_in(fresh.signed_in().get(f"{PAGE}/record/{address}"))

    assert form.items() >= starts_with.items()


def test_four_forms_are_at_hand_and_every_other_is_behind_them(fresh: Pages) -> None:
    page = fresh.signed_in().get(PAGE).text
    shown, _, folded = page[page.index('<nav class="record"') :].partition("<details>")
    folded = folded[: folded.index("</details>")]

    assert [f"{PAGE}/record/{form}" in shown for form in OFTEN] == [True] * len(OFTEN)
    offered = [form for form in SELDOM if f"{PAGE}/record/{form}" in folded]
    assert offered == [form for form in SELDOM if form != "reopened"]
