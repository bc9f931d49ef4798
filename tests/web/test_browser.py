"""The pages in a real browser: by keyboard, without scripts, in both languages and schemes."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from models.records.store import (
    list_site_calendars,
    open_alerts,
    recorded_facts,
    start_session,
)
from tests.protocols.amended import approve_later
from tests.unit.calendars.ics import of_days
from tests.web.accessibility import faults_of
from tests.web.pages import NOW, PASSWORD, Pages, pages_over
from tests.web.server import PATIENCE_SECONDS

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MOST_TABS = 80


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No browser was found: install the package chromium to run this test.")
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE_SECONDS)
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages_over(tmp_path_factory.mktemp("browser")) as running:
        approve_later(running.engine, tmp_path_factory.mktemp("versions") / "v2")
        yield running


@pytest.fixture
def opened(chromium: Browser, fresh: Pages) -> Iterator[Any]:
    """Opens windows, with whom is signed in; what a page logs is a fault of ours."""
    contexts, logged = [], []

    def window(name: str | None = None, **options: Any) -> Page:
        context = chromium.new_context(
            **{"base_url": fresh.url, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}
            | options
        )
        context.set_default_timeout(1000 * PATIENCE_SECONDS)
        contexts.append(context)
        if name is not None:
            token = start_session(fresh.engine, name, now=NOW)
            context.add_cookies([{"name": "dayzero", "value": token, "url": fresh.url}])
        page = context.new_page()
        page.on("console", lambda message: logged.append(message.text))
        return page

    yield window
    for context in contexts:
        context.close()
    assert [one for one in logged if "422" not in one] == []  # of a form that is refused


def tab_to(page: Page, words: str, *, back: bool = False) -> None:
    """Press Tab until the focus is on an element with these words."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        said = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels && e.labels.length ? e.labels[0] : e).textContent.trim() }"
        )
        if said.startswith(words):
            seen = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 }"
            )
            assert seen, f"the focus on “{words}” cannot be seen"
            return
    pytest.fail(f"no Tab leads to “{words}”")


def test_an_alerts_link_is_followed_answered_and_left_by_keyboard_alone(
    opened: Any, fresh: Pages
) -> None:
    page = opened()
    page.goto("/subjects/CN01-007")
    expect(page.get_by_label("Login name")).to_be_focused()
    page.keyboard.type("nurse")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("CN01-007")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "Answer this alert")
    page.keyboard.press("Enter")
    tab_to(page, "Reason")
    page.keyboard.type("I called the ward")
    tab_to(page, "Take over")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is taken over.")
    expect(page.get_by_text("Taken over by nurse").first).to_be_visible()
    answered = [one.acknowledged_why for one in open_alerts(fresh.engine, "CN01-007")]
    assert "I called the ward" in answered

    tab_to(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.goto("/subjects/CN01-007")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_move_that_today_asks_for_is_recorded_without_scripts_in_two_clicks(
    opened: Any, fresh: Pages
) -> None:
    page = opened("nurse", java_script_enabled=False)
    page.goto("/today")
    page.get_by_role("link", name="CN01-007, Move infusion").click()
    expect(page.get_by_text("Wed 18 Mar 11:15").first).to_be_visible()
    page.get_by_label("Reason", exact=True).fill("dasatinib was stopped late")
    page.get_by_role("button", name="Record this change").click()
    expect(page.get_by_role("status")).to_contain_text("is recorded.")

    assert recorded_facts(fresh.engine, "CN01-007")[-1].document["at"] == "2026-03-18T11:15+08:00"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_infusion_slips_two_days_with_all_that_moves_along_by_keyboard(
    opened: Any, fresh: Pages, scripts: bool
) -> None:
    """From Today: the subject, the page, the day, what follows, the reason, the record."""
    page = opened("nurse", java_script_enabled=scripts)
    page.goto("/today")
    page.get_by_role("link", name="CN01-008", exact=True).first.press("Enter")
    page.get_by_role("link", name="What if: move several dates at once").press("Enter")
    day = {True: "2026-03-20", False: "2026-03-24"}[scripts]
    page.get_by_label("Proposal A, infusion: Day").fill(day)
    page.get_by_role("button", name="See what follows").press("Enter")
    page.get_by_label("Reason", exact=True).fill("the ward is full")
    page.get_by_role("button", name="Record these 3 changes together").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("are recorded together.")

    infusion = recorded_facts(fresh.engine, "CN01-008")[-1].document
    assert infusion["at"] == f"{day}T10:00+08:00"


def test_a_fact_is_corrected_and_taken_back_without_scripts_by_keyboard_alone(
    opened: Any, fresh: Pages
) -> None:
    page = opened("nurse", java_script_enabled=False)
    page.goto("/subjects/CN01-008")
    page.get_by_role("link", name="Correct f9").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Dose", exact=True).focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("70 mg/day")
    page.get_by_label("Reason of the correction").focus()
    page.keyboard.type("misread")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("It is kept; what you record here stands in its place.")
    ).to_be_visible()
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is recorded.")
    corrected = recorded_facts(fresh.engine, "CN01-008")[-1]
    assert corrected.corrects == "f9"
    assert corrected.document["dose"] == {"value": "70", "unit": "mg/day"}

    page.get_by_role("link", name=f"Take back {corrected.fact}").press("Enter")
    page.get_by_label("Why it is taken back").focus()
    page.keyboard.type("of another subject")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Record it").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is recorded.")
    assert recorded_facts(fresh.engine, "CN01-008")[-1].corrects == corrected.fact


@pytest.mark.parametrize(
    ("width", "locale", "scheme"),
    [
        (768, "en-GB", "light"),
        (1280, "zh-CN", "dark"),
        (360, "zh-CN", "light"),
        (360, "en-GB", "dark"),
    ],
)
def test_everybody_can_read_and_use_each_page(
    opened: Any, width: int, locale: str, scheme: str
) -> None:
    page = opened(
        "nurse",
        color_scheme=scheme,
        locale=locale,
        viewport={"width": width, "height": 800},
    )
    for path in (
        "/",
        "/account/sign-in",
        "/today",
        "/week?day=2026-03-18",
        "/tokens",
        "/people",
        "/people/chief",
        "/people/reader",
        "/board",
        "/subjects",
        "/registers",
        "/handover",
        "/deviations",
        "/deviations/1",
        "/deliveries",
        "/signatures",
        "/rules",
        "/rules/versions/amendment-2",
        "/help",
        "/import",
        "/sites/CN01/calendar",
        "/enrol",
        "/subjects/CN01-007",
        "/subjects/CN01-008",
        "/subjects/CN01-007/verdicts",
        "/subjects/CN01-009/record/step",
        "/subjects/CN01-008/record/stop",
        "/subjects/CN01-009/record/drug",
        "/subjects/CN01-007/record/drug?corrects=f9",
        "/subjects/CN01-007/record/retraction?corrects=f9",
        "/subjects/CN01-009/record/measurement",
        "/subjects/CN01-009/record/event?event=withdrawn",
        "/subjects/CN01-008/what-if?step.infusion.day=2026-03-20&alone=yes&compare=yes",
        "/subjects/CN01-008/what-if?step.infusion.day=4/3&b.step.infusion.day=4/3&compare=yes",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert faults_of(page) == [], path
        language = page.evaluate("document.documentElement.lang")
        assert language == ("zh-CN" if locale == "zh-CN" else "en"), path


@pytest.mark.parametrize(
    ("main", "fault"),
    [
        ("<input name=a>", "no label"),
        ("<button></button>", "no words"),
        ("<img src='data:,'>", "no alternative"),
        ("<h3>too deep</h3>", "a level of headings is left out"),
        ("<section>nameless</section>", "no name"),
        ("<p id=a>once</p><p id=a>twice</p>", "an id stands twice"),
        ("<p style='color:#999'>pale</p>", "contrast 2.85"),
        ("<p style='width:3000px'>wide</p>", "wider than the window"),
        ("<table></table>", "no caption"),
        (
            "<p style='width:4em'>请于12月8日 周二 10:00",
            "broken over lines, 12月8日 周二 10:00",
        ),
        ("<p style='width:5em'>by Tue 8 Dec 10:00", "broken over lines, Tue 8 Dec 10:00"),
        ("<div style='overflow:hidden'><p style='width:3000px'>wide</p></div>", "cut off"),
    ],
)
def test_what_the_check_is_for_is_found(opened: Any, main: str, fault: str) -> None:
    page = opened()
    start = "<html lang=en><title>t</title><header></header><main><h1>t</h1>"
    page.set_content(f"<!doctype html>{start}{main}")

    assert [found for found in faults_of(page) if found.startswith(fault)]


def test_refusals_previews_and_the_sign_in_can_be_read_and_used_as_well(opened: Any) -> None:
    page = opened("nurse")
    page.goto("/subjects/CN01-009/record/step?step=screening&state=booked&day=2026-03-12")
    page.get_by_role("button", name="Show what would move").click()
    assert faults_of(page) == []
    stranger = opened()
    stranger.goto("/sign-in")
    assert faults_of(stranger) == []


def test_a_calendar_of_closures_is_looked_at_and_recorded_without_scripts(
    opened: Any, fresh: Pages
) -> None:
    page = opened("nurse", java_script_enabled=False)
    page.goto("/week")
    page.get_by_role("link", name="Closures and working days").click()
    page.get_by_label("File").set_input_files(ward_file(("20270601", "20270602", "meeting")))
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing is recorded yet.")
    assert "ward" not in {line.calendar.name for line in list_site_calendars(fresh.engine)}
    page.get_by_role("button", name="Record this calendar").click()
    expect(page.get_by_role("status")).to_contain_text("“ward” is recorded: 1 added, 0 removed.")

    recorded = {line.calendar.name: line.calendar for line in list_site_calendars(fresh.engine)}
    assert [one.reason for one in recorded["ward"].closures] == ["meeting"]


def ward_file(*spans: tuple[str, str, str]) -> Any:
    return {"name": "ward.ics", "mimeType": "text/calendar", "buffer": of_days(*spans)}


@pytest.mark.parametrize("width", [1280, 360])
def test_what_a_calendar_would_change_and_its_refusal_can_be_read_and_used(
    opened: Any, width: int
) -> None:
    page = opened("nurse", viewport={"width": width, "height": 800})
    day = ("20270608", "20270609", "meeting")
    moves = ("20260318", "20260319", "ward moves")
    shown = page.get_by_role("button", name="Show what would change")
    for spans, told, records in (
        ([day], "Nothing is recorded yet.", True),
        ([day, moves], "Nothing is recorded yet.", False),
        ([], "tick the box", False),
    ):
        page.goto("/sites/CN01/calendar")
        page.get_by_label("File").set_input_files(ward_file(*spans))
        page.get_by_label("Name of the calendar").fill(f"seen at {width}")
        shown.click()
        expect(page.locator(".banner")).to_contain_text(told)
        assert faults_of(page) == []
        if records:
            page.get_by_role("button", name="Record this calendar").click()
            expect(page.get_by_role("status")).to_contain_text("is recorded: 1 added")


def test_a_week_of_appointments_fits_its_seven_columns(opened: Any) -> None:
    page = opened("nurse")
    page.goto("/week")

    cut_off = page.evaluate(
        "() => [...document.querySelectorAll('.week *')]"
        ".filter(e => e.clientWidth && e.scrollWidth > e.clientWidth).length"
    )
    assert cut_off == 0
    assert faults_of(page) == []


def test_the_picture_is_repainted_in_the_dark(opened: Any) -> None:
    page = opened("nurse", color_scheme="dark")
    page.goto("/subjects/CN01-007")
    painted = page.evaluate(
        "() => [...document.querySelectorAll('.picture [fill], .picture [stroke]')]"
        ".filter(e => ['fill', 'stroke'].some(a => e.hasAttribute(a) && (() => {"
        " const c = document.createElement('canvas').getContext('2d');"
        " c.fillStyle = e.getAttribute(a); const own = c.fillStyle;"
        " c.fillStyle = getComputedStyle(e)[a]; return own === c.fillStyle })())).length"
    )

    assert painted == 0  # every colour of the white page has another one here


def test_a_printed_page_shows_no_buttons_and_all_that_needs_action(opened: Any) -> None:
    page = opened("nurse")
    page.goto("/subjects/CN01-007")
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Record a test")).to_be_hidden()
    expect(page.get_by_role("heading", name="What needs action")).to_be_visible()
    assert page.locator("main button:visible").count() == 0


def test_a_page_is_printed_dark_on_white_with_its_tables_whatever_the_screen(opened: Any) -> None:
    page = opened("nurse", color_scheme="dark", viewport={"width": 720, "height": 1000})
    page.goto("/subjects/CN01-007")
    page.emulate_media(media="print", color_scheme="dark")

    painted = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')")
    assert painted == "#1f2328"
    expect(page.get_by_role("columnheader", name="Window")).to_be_visible()
    assert page.get_by_role("link", name="See what it would move").count() == 0
    assert faults_of(page) == []


def test_what_one_pass_changed_is_told_in_the_order_of_the_path(opened: Any) -> None:
    page = opened("nurse")
    page.goto("/subjects/CN01-007")
    told = page.locator(".changes li li").all_text_contents()

    steps = [line.partition(":")[0] for line in told if ", window" not in line]
    in_order = ("consent", "screening", "apheresis", "product release", "infusion", "day 28 visit")
    assert [step for step in steps if step in in_order] == [*in_order]
