"""Today, the first page: who needs somebody, why, by when, and the button that does it."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from sqlmodel import Session, col, select

from models.records.store import acknowledge, assign_subjects, open_alerts, start_session
from models.records.tables import WebSession
from tests.unit.records.recorded import bring_in, chart
from tests.web.pages import NOW, PATH, TOO_LATE, Pages, pages_over, pass_over, words


def headings(page: httpx.Response) -> list[str]:
    """The groups that are shown, in their order."""
    return [one.strip() for one in re.findall(r"<h2[^>]*>([^<]*)", page.text)]


def under(heading: str, page: httpx.Response) -> str:
    """What stands in one group."""
    sections = re.findall(r'<section class="causes".*?</section>', page.text, re.DOTALL)
    return next((one for one in sections if f">{heading}" in one), "")


def subjects_in(text: str) -> list[str]:
    return re.findall(r'<a href="/subjects/([\w-]+)">', text)


def test_what_cannot_wait_stands_first_and_the_day_is_said(pages: Pages) -> None:
    nurse = pages.signed_in().get("/today")

    assert headings(nurse)[0] == "Now"
    assert "CN01-007" in subjects_in(under("Now", nurse))
    assert "Today, Tue 10 Mar" in words(nurse)
    assert "before Fri 13 Mar" in words(nurse)


def test_who_signs_in_comes_to_today(pages: Pages) -> None:
    answer = pages.signed_in().get("/sign-in", follow_redirects=False)

    assert answer.headers["location"] == "/today"


def test_nobody_sees_what_waits_at_a_site_of_others(pages: Pages) -> None:
    assert "CN02-001" not in pages.signed_in().get("/today").text
    assert "CN02-001" in pages.signed_in("chief").get("/today").text


def test_each_button_opens_a_form_that_is_filled_in_or_the_alert_itself(pages: Pages) -> None:
    nurse = pages.signed_in()
    page = nurse.get("/today")
    deeds = re.findall(r'<a class="button second" href="([^"]+)"', page.text)
    moves = [one for one in deeds if "/what-if" in one]

    assert len(deeds) == len(subjects_in(page.text))
    assert moves
    assert all(nurse.get(one.replace("&amp;", "&")).status_code == 200 for one in deeds)
    form = nurse.get(moves[0].replace("&amp;", "&")).text
    assert 'value="2026-03-18 11:15"' in form


def test_the_alert_that_a_button_leads_to_is_on_the_subjects_page(pages: Pages) -> None:
    nurse = pages.signed_in()
    anchors = re.findall(r'href="(/subjects/[\w-]+)#([\w-]+)"', nurse.get("/today").text)

    assert anchors
    assert all(f'id="{anchor}"' in nurse.get(page).text for page, anchor in anchors)


def test_a_reader_sees_what_waits_and_gets_no_buttons(pages: Pages) -> None:
    reader = pages.signed_in("reader").get("/today")

    assert "CN01-007" in subjects_in(under("Now", reader))
    assert "/record/" not in reader.text


def test_mine_stand_first_and_what_is_answered_waits_behind_a_count(tmp_path: Path) -> None:
    with pages_over(tmp_path) as own:
        assign_subjects(own.engine, "nurse", ["CN01-008"], now=NOW, by="test")
        move = next(one for one in open_alerts(own.engine, "CN01-007") if one.alert.to)
        acknowledge(own.engine, str(move.number), why="ward called", now=NOW, by="chief")
        page = own.signed_in().get("/today")

    now = under("Now", page)
    assert subjects_in(now)[0] == "CN01-008"
    assert "mine" in now.partition("</li>")[0]
    assert "mine" not in now.rpartition("<li")[2]
    waiting = under("Answered by somebody", page)
    assert subjects_in(waiting) == ["CN01-007"]
    assert "Answered by chief" in waiting
    assert "1 answered by somebody" in words(page)


def test_a_chart_without_a_zone_is_told_by_the_clock_of_its_site(tmp_path: Path) -> None:
    with pages_over(tmp_path) as own:
        document = chart(*PATH, TOO_LATE, subject="CN01-010")
        del document["timezone"]
        bring_in(own.engine, document)
        pass_over(own.engine, "CN01-010")
        page = own.signed_in().get("/today")

    assert "CN01-010" in subjects_in(under("Now", page))
    assert "to Wed 18 Mar 11:15" in words(page).partition("CN01-010")[2]


def test_passes_that_were_missed_are_said_and_only_then(tmp_path: Path) -> None:
    later = NOW + timedelta(days=1)
    with pages_over(tmp_path, DAYZERO_NOW=later.isoformat()) as own:
        token = start_session(own.engine, "nurse", now=later)
        late = own.browser(cookies={"dayzero": token}).get("/today")

    assert re.search(r"waits? for a pass since Tue 10 Mar", words(late))


def test_nothing_is_said_of_passes_that_come_in_time(pages: Pages) -> None:
    assert "for a pass since" not in words(pages.signed_in().get("/today"))


def last_seen(pages: Pages) -> datetime:
    with Session(pages.engine) as session:
        rows = session.exec(select(WebSession).order_by(col(WebSession.id).desc()))
        return rows.first().seen_at  # type: ignore[union-attr]


def test_a_page_that_asks_by_itself_keeps_no_session_alive(pages: Pages) -> None:
    before = NOW - timedelta(minutes=10)
    token = start_session(pages.engine, "nurse", now=before)
    browser = pages.browser(cookies={"dayzero": token})

    browser.get("/today/news")
    assert last_seen(pages) == before
    browser.get("/today")
    assert last_seen(pages) == NOW


def test_the_same_list_is_not_sent_again(pages: Pages) -> None:
    browser = pages.signed_in()
    mark = re.search(r"seen=(\w{16})", browser.get("/today").text)
    assert mark
    same = browser.get("/today/news", params={"seen": mark[1]})
    other = browser.get("/today/news", params={"seen": "of-yesterday"})

    assert words(same).startswith("As of Tue 10 Mar 08:00")
    assert "CN01-007" not in same.text
    assert "CN01-007" in words(other)
    assert "The list has changed and is up to date." in words(other)
