"""The week: who comes on which day, at what hour."""

import re
from pathlib import Path

import httpx

from tests.web.pages import Pages, words


def days(page: httpx.Response) -> dict[str, str]:
    """What stands on each day, by its date."""
    found = re.findall(
        r'<section class="weekday[^"]*" aria-labelledby="day-([\d-]+)">(.*?)</section>',
        page.text,
        re.DOTALL,
    )
    return {day: " ".join(re.sub(r"<[^>]*>", " ", text).split()) for day, text in found}


def test_the_week_of_today_runs_from_monday_to_sunday_and_marks_today(pages: Pages) -> None:
    week = pages.signed_in().get("/week")

    assert list(days(week)) == [f"2026-03-{day:02}" for day in range(9, 16)]
    assert "today" in days(week)["2026-03-10"]
    assert "today" not in days(week)["2026-03-11"]
    assert "Nobody is booked" in days(week)["2026-03-11"]


def test_a_day_says_who_comes_for_what_and_how_many_they_are(pages: Pages) -> None:
    friday = days(pages.signed_in().get("/week"))["2026-03-13"]

    assert "no hour CN01-007 lymphodepletion start" in friday
    assert "lymphodepletion start 2" in friday


def test_a_visit_with_an_hour_stands_under_it_in_the_week_of_its_day(pages: Pages) -> None:
    week = days(pages.signed_in().get("/week", params={"day": "2026-03-18"}))

    assert next(iter(week)) == "2026-03-16"
    assert "10:00 CN01-007 infusion" in week["2026-03-18"]


def test_nobody_sees_who_comes_at_a_site_of_others(pages: Pages) -> None:
    assert "CN02-001" not in pages.signed_in().get("/week").text
    assert "CN02-001" in pages.signed_in("chief").get("/week").text


def test_from_week_to_week_one_goes_by_two_links(pages: Pages) -> None:
    nurse = pages.signed_in()
    before, after = re.findall(r'href="(/week\?day=[\d-]+)"', nurse.get("/week").text)

    assert list(days(nurse.get(before)))[-1] == "2026-03-08"
    assert next(iter(days(nurse.get(after)))) == "2026-03-16"
    assert "This week" in words(nurse.get(after))


def test_what_is_no_day_is_the_week_of_today(pages: Pages) -> None:
    nurse = pages.signed_in()

    for text in ("tomorrow", "2026-02-30", "9999-12-31", "0001-01-01", "20260318T10"):
        assert next(iter(days(nurse.get("/week", params={"day": text})))) == "2026-03-09", text


def test_the_week_prints_on_a_landscape_page_of_its_own() -> None:
    style = Path("dayzero/web/static/pages.css").read_text()

    assert "@page week { size: landscape }" in style
    assert "body:has(.week) { page: week }" in style
