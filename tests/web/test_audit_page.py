"""The audit on a page, as a file and in print: who did what, when and why."""

import csv
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import httpx
import pytest

from models.records.store import correct, note_reading, record_fact
from tests.web.pages import NOW, SECRET_REASON, Pages, pages_over, words

STENT = {"kind": "event", "event": "coronary_stent", "at": "2026-03-04"}
AT = NOW - timedelta(days=2)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Records of which a stent was recorded and corrected two days ago, by two people."""
    with pages_over(tmp_path_factory.mktemp("audited")) as running:
        engine, subject = running.engine, "CN01-008"
        fact = record_fact(engine, subject, STENT, now=AT, by="li_na")
        again = {**STENT, "at": "2026-03-05"}
        correct(engine, subject, fact, again, reason="wrong day", now=AT, by="wang_fang")
        yield running


def lines(page: httpx.Response) -> list[str]:
    """Each line of the page in words."""
    body = re.search(r"<tbody>(.*)</tbody>", page.text, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL) if body else []
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def cells(file: httpx.Response) -> list[dict[str, str]]:
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"))))


def test_a_correction_is_shown_with_who_when_why_and_both_values(audited: Pages) -> None:
    page = audited.signed_in().get("/audit", params={"who": "wang_fang"})

    [line] = lines(page)
    for told in ("Sun 8 Mar 08:00", "wang_fang", "CN01-008", "corrected f10 by f11", "wrong day"):
        assert told in line
    old, new = line.index("Wed 4 Mar"), line.index("Thu 5 Mar")
    assert old < new


def test_it_is_filtered_by_subject_person_and_day(audited: Pages) -> None:
    nurse = audited.signed_in()

    def found(**asked: str) -> set[str]:
        return {row["who"] for row in cells(nurse.get("/audit.csv", params=asked))}

    assert found(subject="CN01-008", until="2026-03-08") == {"li_na", "wang_fang"}
    assert "coordinator" in found(subject="CN01-008")  # who brought the chart in, on 10 March
    assert found(who="li_na") == {"li_na"}
    assert found(since="2026-03-09", who="li_na") == set()
    assert found(since="2026-03-08", until="2026-03-08") == {"li_na", "wang_fang"}
    assert found(subject="CN01-999") == set()


def test_a_day_that_is_none_is_said(audited: Pages) -> None:
    page = audited.signed_in().get("/audit", params={"since": "some day"})

    assert page.status_code == 422
    assert "From : write one whole day, such as 10 Mar or 2026-03-10" in words(page)


def test_the_file_has_the_values_as_they_were_recorded(audited: Pages) -> None:
    [row] = cells(audited.signed_in().get("/audit.csv", params={"who": "wang_fang"}))

    assert (row["at"], row["what"]) == ("2026-03-08T00:00:00+00:00", "corrected f10 by f11")
    assert '"at": "2026-03-04"' in row["old"]
    assert '"at": "2026-03-05"' in row["new"]


def test_nobody_sees_lines_of_other_sites_subjects(audited: Pages) -> None:
    nurse = cells(audited.signed_in().get("/audit.csv"))
    chief = cells(audited.signed_in("chief").get("/audit.csv"))

    assert {row["site"] for row in nurse} == {"CN01"}
    assert {row["site"] for row in chief} == {"CN01", "CN02", ""}
    assert any(row["what"].startswith("added coordinator nurse") for row in chief)
    asked = {"subject": "CN02-001"}
    assert cells(audited.signed_in().get("/audit.csv", params=asked)) == []


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(audited: Pages) -> None:
    browser = audited.browser(follow_redirects=False)

    for page in ("/audit?who=li_na", "/audit.csv"):
        answer = browser.get(page)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=%2Faudit")


def test_reading_of_a_subject_is_one_line_however_often_within_an_hour(audited: Pages) -> None:
    reader, asked = audited.signed_in("reader"), {"who": "reader", "subject": "CN01-009"}

    for _ in range(3):
        assert reader.get("/subjects/CN01-009").status_code == 200
    assert reader.get("/subjects/CN02-001").status_code == 404  # of another site: nothing was read

    read = cells(audited.signed_in("chief").get("/audit.csv", params={"who": "reader"}))
    assert [(row["what"], row["subject"]) for row in read if row["what"] == "read"] == [
        ("read", "CN01-009")
    ]
    assert len(cells(reader.get("/audit.csv", params=asked))) == 1


def test_it_is_in_the_readers_language(audited: Pages) -> None:
    page = audited.signed_in().get("/audit", params={"who": "wang_fang", "lang": "zh"})

    assert "以 f11 更正了 f10" in words(page)
    assert "稽查轨迹" in words(page)


def test_older_lines_are_behind_a_link(audited: Pages) -> None:
    for number in range(205):
        at = AT - timedelta(days=number)
        note_reading(audited.engine, "CN01-007", by="busy", now=at)
    nurse = audited.signed_in()

    page = nurse.get("/audit", params={"who": "busy"})
    [older] = re.findall(r'href="(/audit\?[^"]*before=[^"]*)"', page.text)
    rest = nurse.get(older.replace("&amp;", "&"))

    assert (len(lines(page)), len(lines(rest))) == (200, 5)


def test_reasons_stand_in_the_audit_alone(audited: Pages) -> None:
    """They are what people wrote: an inspector reads them, a subject's page does not show them."""
    nurse = audited.signed_in()

    assert SECRET_REASON not in nurse.get("/subjects/CN01-007").text
    asked = {"subject": "CN01-008"}
    assert "wrong day" in words(nurse.get("/audit", params=asked))
