"""A day of a proposal that can mean two is asked about there, and what was chosen is recorded."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from models.records.store import recorded_facts
from tests.web.pages import Pages, pages_over, words
from tests.web.test_what_if import forms, send

PAGE = "/subjects/CN02-001/what-if"
TYPED = {"step.infusion.day": "4/3"}
APRIL = {**TYPED, "step.infusion.is_day": "2026-04-03"}
CHOICE = re.compile(r'type="radio" name="([^"]+)" value="([^"]+)"( checked)?')


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """For tests that record nothing."""
    with pages_over(tmp_path_factory.mktemp("what-if-days")) as running:
        yield running


@pytest.fixture
def chief(untouched: Pages) -> httpx.Client:
    return untouched.signed_in("chief")


@pytest.mark.parametrize(
    ("language", "asks", "choices", "reads"),
    [
        (
            "en",
            "“4/3” can be 2026-04-03 or 2026-03-04; say which",
            "Which day is meant? Fri 3 Apr Wed 4 Mar",
            "Read as Fri 3 Apr · D+16",
        ),
        (
            "zh",
            "“4/3”可以是2026-04-03，也可以是2026-03-04；请说明是哪一天",
            "是哪一天？ 4月3日 周五 3月4日 周三",
            "识别为：4月3日 周五 · D+16",
        ),
    ],
)
def test_a_day_that_can_mean_two_is_asked_about_and_the_chosen_one_is_tried(
    chief: httpx.Client, language: str, asks: str, choices: str, reads: str
) -> None:
    asked = chief.get(PAGE, params={**TYPED, "lang": language})
    assert f"{asks} {choices}" in words(asked)
    assert forms(asked) == []  # nothing can be recorded yet
    assert CHOICE.findall(asked.text) == [
        ("step.infusion.is_day", "2026-04-03", ""),
        ("step.infusion.is_day", "2026-03-04", ""),
    ]

    chosen = chief.get(PAGE, params=APRIL)
    assert f"{choices} {reads}" in words(chosen)
    assert ("step.infusion.is_day", "2026-04-03", " checked") in CHOICE.findall(chosen.text)
    assert len(forms(chosen)) == 1


def test_the_chosen_day_keeps_the_hour_of_the_booking_and_is_recorded(
    tmp_path: Path,
) -> None:
    with pages_over(tmp_path) as own:
        chief = own.signed_in("chief")
        page = chief.get(PAGE, params=APRIL)
        assert "infusion Wed 18 Mar 10:00 Fri 3 Apr 10:00" in words(page)
        done = send(chief, page, "the ward is full")

    assert "are recorded together." in words(done)
    recorded = recorded_facts(own.engine, "CN02-001")[-1].document
    assert (recorded["step"], recorded["at"]) == ("infusion", "2026-04-03T10:00+08:00")


def test_an_hour_that_is_typed_with_such_a_day_stands_in_both_choices(chief: httpx.Client) -> None:
    page = chief.get(PAGE, params={"b.step.infusion.day": "4/3 14:00"})

    assert CHOICE.findall(page.text) == [
        ("b.step.infusion.is_day", "2026-04-03 14:00", ""),
        ("b.step.infusion.is_day", "2026-03-04 14:00", ""),
    ]


def test_the_last_day_of_a_drug_that_goes_on_is_asked_about_as_well(untouched: Pages) -> None:
    nurse, address = untouched.signed_in(), "/subjects/CN01-008/what-if"
    asked = nurse.get(address, params={"course.f9.day": "3/2"})
    chosen = nurse.get(address, params={"course.f9.day": "3/2", "course.f9.is_day": "2026-03-02"})

    assert "Which day is meant? Mon 2 Mar Tue 3 Feb" in words(asked)
    assert "Read as Mon 2 Mar" in words(chosen)
    assert len(forms(chosen)) == 1


@pytest.mark.parametrize("chosen", ["2026-05-05", "soon"])
def test_what_was_not_asked_about_cannot_be_chosen(chief: httpx.Client, chosen: str) -> None:
    page = chief.get(PAGE, params={**TYPED, "step.infusion.is_day": chosen})

    assert "“4/3” can be 2026-04-03 or 2026-03-04; say which" in words(page)
    assert forms(page) == []


def test_a_choice_without_its_date_proposes_nothing(chief: httpx.Client) -> None:
    page = chief.get(PAGE, params={"step.infusion.is_day": "2026-04-03"})

    assert page.status_code == 200
    assert forms(page) == []
