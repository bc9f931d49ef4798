"""The pages of an installation of three trials: each line says its trial, and each form asks."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import (
    EVERYTHING,
    Rights,
    Role,
    add_person,
    change_person,
    chart_document,
    continue_subject,
    import_charts,
    list_people,
)
from tests.protocols.several import ADULT, CYCLES, TISAGENLECLEUCEL, several_trials
from tests.protocols.test_several_trials_together import OF_TISAGENLECLEUCEL, a_chart, step
from tests.web.pages import NOW, Pages, pages_over, pass_over, post, token_in, words
from tests.web.test_sign_in import VALUES
from tests.web.test_subjects_list import numbers

OF_CYCLES = a_chart(
    "CN01-301",
    CYCLES,
    step("consent", "done", "2026-02-02"),
    step("cycle_1_day_1", "done", "2026-02-03T10:00+08:00"),
    step("cycle_2_day_1", "booked", "2026-03-16T10:00+08:00"),
)
OTHERS = re.compile(r"CN01-(007|008|009|201)|CN02-001")
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


# ---------------------------------------------------------------- whom one may see


@pytest.fixture(scope="module")
def narrow(together: Pages) -> Pages:
    """The same, with a coordinator of this site who sees the trial of cycles alone."""
    add_person(
        together.engine,
        "narrow",
        role=Role.COORDINATOR,
        sites=frozenset({"CN01"}),
        trials=frozenset({CYCLES}),
        password_hash="of nothing",  # noqa: S106  nobody signs in with it
        now=NOW,
        by="test",
    )
    return together


def test_no_page_tells_of_a_subject_of_another_trial(narrow: Pages) -> None:
    browser, told_of_own, asked = narrow.signed_in("narrow"), set(), 0
    for path, methods in create_app(narrow.engine, Settings()).openapi()["paths"].items():
        if "get" not in methods or "{subject}" in path or path.startswith("/sign-in/provider"):
            continue  # of a subject's own pages: below; this server has no provider
        answer = browser.get(path.format(**{**VALUES, "name": "nurse"}))
        said = answer.text
        asked += 1
        assert OTHERS.search(said) is None, (path, OTHERS.search(said))
        if "CN01-301" in said:
            told_of_own.add(path)
    assert asked > 30
    assert told_of_own >= {"/today", "/subjects"}


def test_every_page_of_a_subject_of_another_trial_is_not_there(narrow: Pages) -> None:
    browser = narrow.signed_in("narrow")
    token = token_in(browser.get("/enrol"))
    for path, methods in create_app(narrow.engine, Settings()).openapi()["paths"].items():
        if "{subject}" not in path:
            continue
        for method in methods:
            concrete = path.format(**{**VALUES, "subject": "CN01-007"})
            answer = browser.request(method.upper(), concrete, data={"form_token": token})
            assert answer.status_code in {404, 405}, (method, concrete, answer.status_code)


def test_lists_and_files_hold_the_own_trial_alone(narrow: Pages) -> None:
    browser = narrow.signed_in("narrow")

    assert set(numbers(browser.get("/subjects").text)) <= {"CN01-301", "CN01-401"}
    for name in ("subjects.csv", "visits.csv", "alerts.csv", "deviations.csv", "sv.csv"):
        said = browser.get(f"/exports/{name}").text
        assert OTHERS.search(said) is None, name
    assert "CN01-301" in browser.get("/exports/subjects.csv").text


def test_nobody_enrols_into_a_trial_that_they_do_not_see(narrow: Pages) -> None:
    browser = narrow.signed_in("narrow")
    fields = {**NEW, "subject": "CN01-402"}

    assert post(browser, "/enrol", "/enrol", **fields, trial=ADULT).status_code == 404
    assert ADULT not in words(browser.get("/enrol"))


def test_who_manages_people_gives_the_own_trials_at_most(narrow: Pages) -> None:
    engine = narrow.engine
    rights = Rights(
        role=Role.COORDINATOR,
        sites=frozenset({"CN01"}),
        trials=frozenset({CYCLES}),
        manages_people=True,
    )
    change_person(engine, "narrow", rights, now=NOW, by="test")
    browser = narrow.signed_in("narrow")
    new = {"name": "zhou", "role": "reader", "site.CN01": "yes"}

    everything = post(browser, "/people", "/people", **new)
    own = post(browser, "/people", "/people", **new, **{f"trial.{CYCLES}": "yes"})

    assert everything.status_code == 422
    assert own.status_code == 200, words(own)
    assert {one.name: one.trials for one in list_people(engine)}["zhou"] == frozenset({CYCLES})
    assert f"let zhou see these trials alone: {CYCLES}" in words(browser.get("/people/zhou"))


def test_one_persons_other_number_is_a_link_for_who_may_see_it_alone(narrow: Pages) -> None:
    sees = narrow.signed_in()
    continue_subject(narrow.engine, "CN01-301", "CN01-201", EVERYTHING, now=NOW, by="test")
    assert "The same person: CN01-201 (" in words(sees.get("/subjects/CN01-301"))
    assert 'href="/subjects/CN01-301"' in sees.get("/subjects/CN01-201").text

    page = narrow.signed_in("narrow").get("/subjects/CN01-301")
    assert page.status_code == 200
    assert "The same person" not in page.text
    assert "CN01-201" not in page.text
