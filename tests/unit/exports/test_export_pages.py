"""Lists as files from the pages: to whom, and of whom."""

import csv
import re
from io import BytesIO, StringIO

import httpx
import pytest
from python_calamine import CalamineWorkbook

from dayzero.desk.exporting.files import FORMATS, LISTS
from tests.web.pages import Pages


def subjects_in(file: httpx.Response) -> set[str]:
    assert file.status_code == 200, file.text
    lines = csv.DictReader(StringIO(file.content.decode("utf-8-sig")))
    return {line["subject"] for line in lines}


def test_the_list_of_subjects_leads_to_each_list_in_each_format(exported: Pages) -> None:
    nurse = exported.signed_in()
    links = re.findall(r'href="(/exports/[^"]+)"', nurse.get("/subjects").text)

    assert len(links) == sum(map(len, FORMATS.values()))
    for link in links:
        file = nurse.get(link)
        assert file.status_code == 200
        name = link.rpartition("/")[2]
        assert file.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert file.headers["cache-control"] == "no-store"


def test_the_links_keep_the_site_that_the_list_shows(exported: Pages) -> None:
    chief = exported.signed_in("chief")
    links = re.findall(r'href="(/exports/[^"]+)"', chief.get("/subjects?site=CN02").text)

    assert subjects_in(chief.get(links[0])) == {"CN02-001"}


@pytest.mark.parametrize("what", LISTS)
def test_nobody_takes_out_subjects_of_other_sites(exported: Pages, what: str) -> None:
    nurse, chief = exported.signed_in(), exported.signed_in("chief")

    assert "CN02-001" not in subjects_in(nurse.get(f"/exports/{what}.csv"))
    assert subjects_in(nurse.get(f"/exports/{what}.csv?site=CN02")) == set()
    assert subjects_in(chief.get(f"/exports/{what}.csv")) >= subjects_in(
        nurse.get(f"/exports/{what}.csv")
    )


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(exported: Pages) -> None:
    answer = exported.browser(follow_redirects=False).get("/exports/visits.xlsx")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fexports%2Fvisits.xlsx"


@pytest.mark.parametrize("path", ["visits.ods", "names.csv", "visits"])
def test_what_is_no_list_is_not_there(exported: Pages, path: str) -> None:
    assert exported.signed_in().get(f"/exports/{path}").status_code == 404


def test_a_file_is_in_the_readers_language(exported: Pages) -> None:
    file = exported.signed_in().get("/exports/visits.xlsx?lang=zh")

    sheet = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0)
    assert sheet.to_python()[0][:3] == ["受试者", "中心", "时区"]


def test_the_audit_keeps_of_whom_a_file_told(exported: Pages) -> None:
    exported.signed_in("reader").get("/exports/alerts.csv")
    audit = exported.signed_in("chief").get("/audit.csv", params={"who": "reader"})

    assert subjects_in(audit) - {""} == {"CN01-007", "CN01-008", "CN01-009", "CN01-010"}
