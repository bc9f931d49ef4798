"""What scripts of ours add to the pages, in a real browser: read while typing, kept up, dragged."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from models.records.store import end_session, record_fact, recorded_facts, start_session
from tests.web.accessibility import faults_of
from tests.web.pages import NOW, Pages, pages_over, pass_over
from tests.web.server import PATIENCE_SECONDS
from tests.web.test_browser import PROGRAMS, QUIET

pytestmark = pytest.mark.journey  # a real browser, for minutes

WHAT_IF = "/subjects/CN01-007/what-if"
INFUSION = "[name='step.infusion.day']"
POSITIVE = {"kind": "test", "test": "pregnancy", "at": "2026-03-09", "result": "positive"}
OFTEN = "e => { e.setAttribute('hx-trigger', 'every 1s'); htmx.process(e) }"  # not each minute


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No browser was found: install the package chromium to run this test.")
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE_SECONDS)
        yield playwright.chromium.launch(executable_path=program, args=list(QUIET))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("scripts")) as running:
        yield running


@pytest.fixture
def token(fresh: Pages) -> str:
    return start_session(fresh.engine, "nurse", now=NOW)


@pytest.fixture
def page(browser: Browser, fresh: Pages, token: str) -> Iterator[Page]:
    """A window of somebody who is signed in; what it logs is a fault of ours."""
    logged: list[str] = []
    context = browser.new_context(base_url=fresh.url, locale="en-GB")
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    context.add_cookies([{"name": "dayzero", "value": token, "url": fresh.url}])
    opened = context.new_page()
    opened.on("console", lambda message: logged.append(message.text))
    opened.on("pageerror", lambda error: logged.append(str(error)))
    yield opened
    context.close()
    assert [one for one in logged if "401" not in one] == []  # only of who has signed out


def typed(page: Page, field: str, text: str) -> Any:
    page.locator(f"#{field}").press_sequentially(text)
    return expect(page.locator(f"#read-{field}"))


def test_a_date_and_a_drug_are_read_while_they_are_typed(page: Page) -> None:
    page.goto("/subjects/CN01-007/record/drug")

    typed(page, "drug", "mtx").to_contain_text("“mtx” is read as methotrexate")
    expect(page.locator("#read-drug")).to_contain_text("Easily taken for mitoxantrone")
    expect(page.locator("#offered-drug option[value=methotrexate]")).to_have_count(1)
    typed(page, "day", "5 Mar").to_have_text("Read as Thu 5 Mar · D−13")
    typed(page, "first_day", "3/2").to_contain_text("Which day is meant?")
    assert faults_of(page) == []
    page.get_by_label("Tue 3 Feb").check()
    page.wait_for_load_state("networkidle")  # leaving the field asks for nothing that unticks it
    expect(page.get_by_label("Tue 3 Feb")).to_be_checked()
    page.get_by_role("button", name="Show what would move").click()
    expect(page.get_by_text("To be recorded: mtx, Tue 3 Feb to Thu 5 Mar")).to_be_visible()


def test_a_day_number_of_a_note_is_read_again_once_its_subject_is_named(page: Page) -> None:
    page.goto("/handover")
    page.locator("#day").fill("")

    typed(page, "day", "D-3").to_contain_text("counts from the infusion of one subject")
    page.locator("#subject").fill("CN01-007")
    page.locator("#subject").blur()
    expect(page.locator("#read-day")).to_have_text("Read as Sun 15 Mar")
    page.goto("/deviations/1")
    typed(page, "reported_on", "D-9").to_have_text("Read as Mon 9 Mar")
    assert faults_of(page) == []


def test_today_follows_what_happens_and_keeps_the_focus_and_what_was_opened(
    page: Page, fresh: Pages
) -> None:
    page.goto("/today")
    page.locator("#known").click()
    page.locator("#deed-1").focus()
    record_fact(fresh.engine, "CN01-009", POSITIVE, now=NOW, by="chief")
    pass_over(fresh.engine, "CN01-009")
    page.locator("#as-of").evaluate(OFTEN)

    expect(page.locator("#today-told")).to_have_text("The list has changed and is up to date.")
    expect(page.locator("#today-list")).to_contain_text("CN01-009")
    expect(page.locator("#deed-1")).to_be_focused()
    expect(page.locator("details[open] #known")).to_have_count(1)


def test_today_shows_nobody_to_whoever_is_signed_out(page: Page, fresh: Pages, token: str) -> None:
    page.goto("/today")
    end_session(fresh.engine, token, now=NOW)
    page.locator("#as-of").evaluate(OFTEN)

    expect(page.get_by_role("alert")).to_contain_text("You are signed out.")
    expect(page.locator("#today-list")).to_be_empty()
    assert page.locator("[hx-trigger]").count() == 0  # it asks no more


def test_a_step_is_dragged_and_what_follows_is_shown_and_nothing_recorded(
    page: Page, fresh: Pages
) -> None:
    before = len(recorded_facts(fresh.engine, "CN01-007"))
    page.goto(WHAT_IF)
    grip = page.locator(".move[data-step=infusion] circle")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=5)
    page.mouse.up()

    expect(page.locator("#proposals")).to_contain_text("lymphodepletion start")
    expect(page.locator("#proposals .mark").first).to_have_text("moves along")
    assert page.locator(INFUSION).input_value() > "2026-03-18"
    assert len(recorded_facts(fresh.engine, "CN01-007")) == before
    assert faults_of(page) == []


def test_the_arrow_keys_move_a_step_as_well(page: Page) -> None:
    page.goto(WHAT_IF)
    handle = page.get_by_role("slider", name="infusion")
    handle.focus()
    for key in ("PageUp", "ArrowLeft"):
        handle.press(key)

    expect(page.locator(INFUSION)).to_have_value("2026-03-24")
    expect(handle).to_have_attribute("aria-valuetext", "Tue 24 Mar")
    expect(page.locator("#proposals")).to_contain_text("Tue 24 Mar 10:00")
    expect(page.locator("#follows")).to_have_text("No conflict is left.")


def test_a_day_of_a_proposal_that_can_mean_two_is_asked_about_while_it_is_typed(page: Page) -> None:
    page.goto(WHAT_IF)
    page.locator(INFUSION).press_sequentially("4/3")

    read = page.locator("#read-step-infusion")
    expect(read).to_contain_text("Which day is meant?")
    expect(page.locator("#follows")).to_contain_text("“4/3” can be 2026-04-03 or 2026-03-04")
    expect(page.locator(INFUSION)).to_be_focused()
    assert faults_of(page) == []
    chosen = page.get_by_label("Fri 3 Apr")
    page.locator(INFUSION).press("Tab")
    page.keyboard.press("Tab")  # past the tick for calling it off
    page.keyboard.press("Space")

    expect(read).to_contain_text("Read as Fri 3 Apr")
    expect(chosen).to_be_checked()
    expect(chosen).to_be_focused()
    expect(page.locator("#proposals")).to_contain_text("Fri 3 Apr 10:00")
    assert faults_of(page) == []


def test_a_choice_that_is_clicked_slowly_is_taken(page: Page) -> None:
    """Leaving the field asks again; what comes back exchanges nothing under the pointer."""
    page.goto(WHAT_IF)
    page.locator(INFUSION).press_sequentially("4/3")
    choice = page.get_by_label("Fri 3 Apr")
    with page.expect_response(lambda answer: "what-if" in answer.url):
        choice.hover()
        page.mouse.down()
    page.mouse.up()

    expect(choice).to_be_checked()
    expect(page.locator("#proposals")).to_contain_text("Fri 3 Apr 10:00")
