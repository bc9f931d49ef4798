"""The list of subjects: who needs attention today, and why."""

import re

from tests.web.pages import Pages, words


def numbers(text: str) -> list[str]:
    return re.findall(r'<a href="/subjects/([\w-]+)">', text)


def test_only_subjects_of_ones_own_sites_are_listed_the_most_urgent_first(pages: Pages) -> None:
    nurse = pages.signed_in().get("/subjects")

    assert numbers(nurse.text)[0] in {"CN01-007", "CN01-008"}
    assert sorted(numbers(nurse.text)) == ["CN01-007", "CN01-008", "CN01-009"]
    assert "CN02" not in nurse.text
    assert "CN02-001" in numbers(pages.signed_in("chief").get("/subjects").text)


def test_each_line_says_what_to_do_by_when_and_the_safety_margin(pages: Pages) -> None:
    said = words(pages.signed_in().get("/subjects"))

    assert "Critical" in said
    assert "Wed 18 Mar 10:00 −1 h 1 min EX-03.2" in said
    assert "As of Tue 10 Mar 08:00" in said


def test_the_list_is_filtered_by_site_and_state_in_its_address(pages: Pages) -> None:
    chief = pages.signed_in("chief")
    site = chief.get("/subjects", params={"site": "CN02"})
    state = chief.get("/subjects", params={"state": "violated"})
    nothing = chief.get("/subjects", params={"site": "CN11", "state": "violated"})

    assert numbers(site.text) == ["CN02-001"]
    assert '<option value="CN02" selected>' in site.text
    assert "CN01-007" in numbers(state.text)
    assert "CN01-009" not in numbers(state.text)
    assert "No subject matches" in words(nothing)


def test_a_filter_gives_nobody_more_than_their_sites(pages: Pages) -> None:
    assert numbers(pages.signed_in().get("/subjects", params={"site": "CN02"}).text) == []
