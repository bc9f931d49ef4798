"""The list of subjects: who needs attention today, and why."""

import re
from datetime import timedelta
from pathlib import Path

from models.records.store import open_alerts, start_session
from tests.web.pages import NOW, Pages, pages_over, words


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


def test_each_line_says_where_on_the_path_what_comes_next_and_how_many_alerts_are_open(
    pages: Pages,
) -> None:
    page = pages.signed_in().get("/subjects", params={"text": "01-009"})
    (row,) = re.findall(r"<tbody>(.*?)</tbody>", page.text, re.DOTALL)
    said = " ".join(re.sub(r"<[^>]*>", " ", row).split())

    assert numbers(page.text) == ["CN01-009"]
    assert "screening" in said
    assert "Next: " in said
    (count,) = re.findall(r'class="number">(\d*)<', row)
    assert len(open_alerts(pages.engine, "CN01-009")) == int(count or 0)


def test_the_list_plans_nobody_and_says_when_it_was_not_brought_up_to_date(
    tmp_path: Path,
) -> None:
    later = NOW + timedelta(days=1)
    with pages_over(tmp_path, DAYZERO_NOW=later.isoformat()) as own:
        token = start_session(own.engine, "nurse", now=later)
        late = own.browser(cookies={"dayzero": token}).get("/subjects")

    assert re.search(r"waits? for a pass since Tue 10 Mar", words(late))
    assert "may be older" in words(late)
    assert "1 h 1 min EX-03.2" in words(late)


def test_what_is_no_site_state_page_or_number_matches_nobody_and_breaks_nothing(
    pages: Pages,
) -> None:
    chief = pages.signed_in("chief")

    for asked in ({"site": "CN99"}, {"state": "lost"}, {"phase": "x"}, {"text": "%"}):
        assert "No subject matches" in words(chief.get("/subjects", params=asked)), asked
    assert "No subject matches" in words(chief.get("/subjects?text=%00"))
    for page in ("0", "-1", "9" * 30, "two"):
        assert len(numbers(chief.get("/subjects", params={"page": page}).text)) == 4, page
