"""The pages of an installation of three trials: each line says its trial, and each form asks."""

import json
from collections.abc import Iterator

import httpx
import pytest

from models.records.store import chart_document, import_charts
from tests.protocols.several import ADULT, CYCLES, TISAGENLECLEUCEL, several_trials
from tests.protocols.test_several_trials_together import OF_TISAGENLECLEUCEL, a_chart, step
from tests.web.pages import NOW, Pages, pages_over, pass_over, post, words
from tests.web.test_subjects_list import numbers

OF_CYCLES = a_chart(
    "CN01-301",
    CYCLES,
    step("consent", "done", "2026-02-02"),
    step("cycle_1_day_1", "done", "2026-02-03T10:00+08:00"),
    step("cycle_2_day_1", "booked", "2026-03-16T10:00+08:00"),
)
NEW = {"subject": "CN01-401", "site": "CN01", "sex": "female", "consent": "2026-03-10"}


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The subjects of the other pages' tests, and one of each of two other trials."""
    folder = tmp_path_factory.mktemp("pages")
    trials = str(several_trials(folder / "trials"))
    with pytest.MonkeyPatch.context() as here:
        here.setenv("DAYZERO_PROTOCOLS", trials)
        with pages_over(folder, DAYZERO_PROTOCOLS=trials) as pages:
            for chart in (OF_TISAGENLECLEUCEL, OF_CYCLES):
                body = (chart["subject"], json.dumps(chart).encode())
                import_charts(pages.engine, [body], now=NOW, by="test")
                pass_over(pages.engine, chart["subject"])
            yield pages


def row_of(page: httpx.Response, subject: str) -> str:
    """The line of the list that is about a subject."""
    (row,) = (one for one in page.text.split("<tbody>") if f">{subject}</a>" in one)
    return row


def test_each_line_of_the_list_says_its_trial(together: Pages) -> None:
    page = together.signed_in().get("/subjects")

    for subject, trial in (
        ("CN01-007", ADULT),
        ("CN01-201", TISAGENLECLEUCEL),
        ("CN01-301", CYCLES),
    ):
        assert trial in row_of(page, subject)


def test_the_list_is_filtered_by_trial_in_its_address(together: Pages) -> None:
    page = together.signed_in().get("/subjects", params={"trial": CYCLES})

    assert numbers(page.text) == ["CN01-301"]
    assert f'<option value="{CYCLES}" selected>' in page.text


def test_the_rules_are_those_of_the_trial_that_is_asked_for(together: Pages) -> None:
    browser = together.signed_in()
    adult = words(browser.get("/rules", params={"trial": ADULT}))
    cycles = words(browser.get("/rules", params={"trial": CYCLES}))

    assert "EX-03.2" in adult
    assert "EX-03.2" not in cycles
    assert browser.get("/rules", params={"trial": "NCT00000000"}).status_code == 404


def test_a_subjects_page_names_its_trial_and_leads_to_its_rules(together: Pages) -> None:
    page = together.signed_in().get("/subjects/CN01-301")

    assert f'href="/rules?trial={CYCLES}"' in page.text
    assert f"{CYCLES} · " in words(page)


def test_who_enrols_says_of_which_trial(together: Pages) -> None:
    browser = together.signed_in()
    asked = words(browser.get("/enrol"))

    assert f"{CYCLES}: Blinatumomab in adults with relapsed or refractory ALL" in asked

    without = post(browser, "/enrol", "/enrol", **NEW)

    assert without.status_code == 422
    assert 'id="fault-trial"' in without.text

    enrolled = post(browser, "/enrol", "/enrol", **NEW, trial=CYCLES)

    assert enrolled.status_code == 200, words(enrolled)
    assert chart_document(together.engine, "CN01-401")["protocol"] == CYCLES


def test_today_says_of_each_line_which_trial_it_is_of(together: Pages) -> None:
    page = together.signed_in().get("/today")

    assert ADULT in words(page)
