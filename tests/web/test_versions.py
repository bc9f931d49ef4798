"""A site approves an amendment while the pages are served: they show it without a restart."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from dayzero.desk.amending.version_files import approve, meant_version
from models.records.store import Wanted, audit_trail
from models.versions.in_force import NOTHING_AT_SITES
from models.versions.known import know
from tests.protocols.amended import with_pegaspargase
from tests.web.pages import NOW, Pages, pages_over, pass_over, words

SUBJECT = "CN01-007"


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Pages that were looked at before CN01 approved an amendment from that day on."""
    folder = tmp_path_factory.mktemp("amended")
    with pages_over(folder) as running:
        pass_over(running.engine, SUBJECT)
        before = running.signed_in().get("/rules")
        assert "No site has approved a version: all plan by the installed one." in words(before)
        assert "day 14 visit" not in running.signed_in().get(f"/subjects/{SUBJECT}").text
        _approve(running, with_pegaspargase(folder / "v2", "amendment-2", 21), "CN01")
        yield running
    know(NOTHING_AT_SITES)


def _approve(pages: Pages, version: Path, site: str) -> None:
    meant = meant_version(pages.engine, str(version), "NCT04684147")
    approve(pages.engine, site, meant, date(2026, 3, 10), asks=None, now=NOW, by="li_na")


@pytest.fixture(scope="module")
def nurse(amended: Pages) -> httpx.Client:
    return amended.signed_in()


def test_the_subjects_page_has_the_visit_that_came_with_it(
    amended: Pages, nurse: httpx.Client
) -> None:
    page = words(nurse.get(f"/subjects/{SUBJECT}"))
    assert "day 14 visit" in page
    assert "NCT04684147 · Version amendment-2" in page
    everybody = amended.signed_in("chief")
    assert "day 14 visit" not in words(everybody.get("/subjects/CN02-001"))


def test_the_form_records_that_visit(nurse: httpx.Client) -> None:
    form = nurse.get(f"/subjects/{SUBJECT}/record/step", params={"step": "day_14"}).text

    assert 'value="day_14"' in form


def test_the_page_of_rules_says_which_site_plans_by_what(nurse: httpx.Client) -> None:
    page = words(nurse.get("/rules"))

    assert "CN01 2025-08-08.1 until then" in page
    assert "CN01 amendment-2 Tue 10 Mar li_na, Tue 10 Mar 08:00" in page
    assert "What dates are planned with: NCT04684147, version amendment-2." in page
    assert "more than 21 days before infusion" in page


def test_the_rules_of_another_version_can_be_read(nurse: httpx.Client) -> None:
    page = words(nurse.get("/rules", params={"version": "2025-08-08.1"}))

    assert "NCT04684147, version 2025-08-08.1." in page
    assert "more than 28 days before infusion" in page
    assert nurse.get("/rules", params={"version": "nobody's"}).status_code == 404


def test_what_a_version_does_to_each_subject_is_a_page(amended: Pages) -> None:
    chief = amended.signed_in("chief")
    before = list(audit_trail(amended.engine, Wanted()))

    page = words(chief.get("/rules/versions/amendment-2"))

    assert "What amendment-2 does to each subject" in page
    assert "CN02-001 day 14 visit: new, " in page
    assert "As before: " in page
    new = len(list(audit_trail(amended.engine, Wanted()))) - len(before)
    assert new >= 3  # reading is noted, subject by subject


def test_the_page_shows_subjects_of_the_persons_own_sites_alone(nurse: httpx.Client) -> None:
    page = words(nurse.get("/rules/versions/amendment-2"))

    assert "CN02-001" not in page
    assert nurse.get("/rules/versions/amendment-9").status_code == 404


def test_both_pages_speak_chinese(nurse: httpx.Client) -> None:
    rules = words(nurse.get("/rules", params={"lang": "zh"}))
    look = words(nurse.get("/rules/versions/amendment-2", params={"lang": "zh"}))

    assert "方案版本" in rules
    assert "执行起始日" in rules
    assert "版本 amendment-2 对各受试者的影响" in look
