"""Where signatures are asked for: the pages in a real browser, by keyboard, in both languages."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from models.records.store import EVERYTHING, Signable, records_to_sign, sign_record, start_session
from models.signatures import Meaning, Shown, Signing
from tests.unit.exports.conftest import TREATED
from tests.unit.records.recorded import bring_in
from tests.web.accessibility import faults_of
from tests.web.pages import NOW, PASSWORD, Pages, pages_over, pass_over
from tests.web.server import PATIENCE_SECONDS
from tests.web.test_browser import PROGRAMS, QUIET

pytestmark = pytest.mark.journey  # a real browser, for minutes

READERS = [
    (768, "en-GB", "light"),
    (1280, "zh-CN", "dark"),
    (360, "zh-CN", "light"),
    (360, "en-GB", "dark"),
]
Opens = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No browser was found: install the package chromium to run this test.")
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE_SECONDS)
        yield playwright.chromium.launch(executable_path=program, args=list(QUIET))


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """An installation that asks for signatures: one correction is signed, others wait."""
    with pages_over(tmp_path_factory.mktemp("signed"), DAYZERO_SIGNATURES="true") as running:
        bring_in(running.engine, TREATED)
        pass_over(running.engine, TREATED["subject"])
        [waiting, *_] = records_to_sign(running.engine, EVERYTHING)
        reviewed = Signing(Meaning.REVIEWER, Shown.PASSWORD)
        sign_record(running.engine, Signable.FACT, waiting.number, reviewed, now=NOW, by="chief")
        yield running


@pytest.fixture
def opened(chromium: Browser, signing: Pages) -> Iterator[Opens]:
    """Opens windows of the nurse; what a page logs is a fault of ours."""
    logged: list[str] = []
    contexts = []

    def window(**options: Any) -> Page:
        context = chromium.new_context(base_url=signing.url, **{"locale": "en-GB"} | options)
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE_SECONDS)
        token = start_session(signing.engine, "nurse", now=NOW)
        context.add_cookies([{"name": "dayzero", "value": token, "url": signing.url}])
        page = context.new_page()
        page.on("console", lambda message: logged.append(message.text))
        return page

    yield window
    for context in contexts:
        context.close()
    assert [one for one in logged if "403" not in one] == []  # only of what was not signed


def faults(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return faults_of(page)


@pytest.mark.parametrize(("width", "locale", "scheme"), READERS)
def test_everybody_can_read_and_use_the_pages_that_ask_for_a_signature(
    opened: Opens, width: int, locale: str, scheme: str
) -> None:
    page = opened(locale=locale, color_scheme=scheme, viewport={"width": width, "height": 800})
    for path in (
        "/signatures",
        "/signatures?subject=CN01-007",
        "/signatures/confirmed",
        "/signatures/confirmed?refused=not_fresh",
        "/deviations/1",
        "/subjects/CN01-007/record/retraction?corrects=f9",
    ):
        page.goto(path)
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.lang") == locale.removesuffix("-GB"), path


@pytest.mark.parametrize(("width", "locale", "scheme"), READERS)
def test_everybody_can_read_what_was_not_signed_and_sign_it_again(
    opened: Opens, width: int, locale: str, scheme: str
) -> None:
    page = opened(locale=locale, color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto("/signatures")
    page.locator("summary").first.press("Enter")
    page.locator("input[type=password]").first.press_sequentially("not the word")
    page.locator("input[type=password]").first.press("Enter")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("input[type=password]").first).to_be_focused()
    assert faults(page) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_correction_is_signed_by_keyboard(opened: Opens, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)
    fact = {True: "f7", False: "f8"}[scripts]
    page.goto(f"/subjects/CN01-008/record/retraction?corrects={fact}")
    page.get_by_label("Why it is taken back").press_sequentially("of another subject")
    page.get_by_label("Why it is taken back").press("Enter")
    expect(page.get_by_text("I made this change and answer for it.")).to_be_visible()
    if scripts:
        assert faults(page) == []
    page.get_by_label("Password", exact=True).press_sequentially(PASSWORD)
    page.get_by_label("Password", exact=True).press("Enter")

    expect(page.get_by_role("status")).to_contain_text("is recorded.")
    page.goto("/signatures?subject=CN01-008")
    expect(page.get_by_text("Signature ").filter(has_text=": nurse,").first).to_be_visible()
