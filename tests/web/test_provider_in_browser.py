"""Signing in with the hospital's own provider, in a real browser: there, back, and out again."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_httpserver import HTTPServer

from models.records.store import name_at_provider
from tests.web.accessibility import faults_of
from tests.web.pages import NOW, Pages, pages_over
from tests.web.provider import CLIENT, SECRET, SmallProvider
from tests.web.server import PATIENCE_SECONDS
from tests.web.test_browser import PROGRAMS, QUIET
from wording.language import Language
from wording.pages import page_words

pytestmark = pytest.mark.journey  # a real browser, for minutes

STRANGER = "u-0000"
IN_THE_AUDIT = {"en": "signed in at the hospital's own sign-in", "zh": "通过医院统一认证登录"}
REFUSED = {
    "en": "The hospital’s sign-in knows you, but nobody may sign in here under the name"
    " that it gives. Ask who manages people at your site.",
    "zh": "医院统一登录认识您，但其提供的标识在此无人可登录。请联系您所在中心管理人员的人。",
}
WAYS = [("en-GB", "en", True), ("zh-CN", "zh", False)]
"""Each language, with scripts and without."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("No browser was found: install the package chromium to run this test.")
    with sync_playwright() as playwright:
        expect.set_options(timeout=1000 * PATIENCE_SECONDS)
        yield playwright.chromium.launch(executable_path=program, args=list(QUIET))


@pytest.fixture
def provider(httpserver: HTTPServer) -> SmallProvider:
    return SmallProvider(httpserver, int(NOW.timestamp()))


@pytest.fixture
def hospital(provider: SmallProvider, tmp_path: Path) -> Iterator[Pages]:
    """A server that knows the provider, and the chief coordinator under her name there."""
    told = {
        "DAYZERO_OIDC_ISSUER": provider.issuer,
        "DAYZERO_OIDC_CLIENT_ID": CLIENT,
        "DAYZERO_OIDC_CLIENT_SECRET": SECRET,
        "DAYZERO_OIDC_ALLOW_HTTP": "true",
        "DAYZERO_SIGNATURES": "true",
    }
    with pages_over(tmp_path, **told) as running:
        name_at_provider(running.engine, "chief", provider.person, now=NOW, by="test")
        yield running


@pytest.fixture
def window(browser: Browser, hospital: Pages, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of nobody who is signed in; what a page logs is a fault of ours."""
    locale, _, scripts = request.param
    logged: list[str] = []
    context = browser.new_context(base_url=hospital.url, locale=locale, java_script_enabled=scripts)
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    page = context.new_page()
    page.on("console", lambda message: logged.append(message.text))
    yield page
    context.close()
    assert logged == []


@pytest.mark.parametrize(
    ("window", "language"), [(way, way[1]) for way in WAYS], indirect=["window"]
)
def test_somebody_known_comes_in_by_the_provider_is_named_so_in_the_audit_and_goes_out_again(
    window: Page, language: Language
) -> None:
    says = page_words(language)
    window.goto("/subjects/CN01-007")
    window.get_by_role("link", name=says.signing.with_provider).press("Enter")
    expect(window.get_by_role("heading", level=1)).to_contain_text("CN01-007")
    expect(window.locator(".who .name")).to_contain_text("chief")
    assert faults_of(window) == []

    window.goto("/audit?who=chief")
    expect(window.get_by_role("table")).to_contain_text(IN_THE_AUDIT[language])
    assert faults_of(window) == []

    window.get_by_role("button", name=says.common.sign_out).press("Enter")
    expect(window.get_by_role("status")).to_have_text(says.common.signed_out)
    window.goto("/subjects/CN01-007")
    expect(window.get_by_role("heading", level=1)).to_have_text(says.common.sign_in)


@pytest.mark.parametrize(
    ("window", "language"), [(way, way[1]) for way in WAYS], indirect=["window"]
)
def test_somebody_unknown_is_told_so_in_a_sentence_and_sees_nothing(
    window: Page, language: Language, provider: SmallProvider
) -> None:
    says, provider.person = page_words(language), STRANGER
    window.goto("/sign-in")
    window.get_by_role("link", name=says.signing.with_provider).press("Enter")

    expect(window.get_by_role("alert")).to_have_text(REFUSED[language])
    assert faults_of(window) == []
    window.goto("/today")
    expect(window.get_by_role("heading", level=1)).to_have_text(says.common.sign_in)


@pytest.mark.parametrize(
    ("window", "language"), [(way, way[1]) for way in WAYS], indirect=["window"]
)
def test_a_record_is_signed_by_signing_in_there_again_beside_the_form(
    window: Page, language: Language
) -> None:
    says = page_words(language)
    window.goto("/subjects/CN01-007/record/retraction?corrects=f9")
    window.get_by_role("link", name=says.signing.with_provider).press("Enter")
    window.locator("[name=reason]").press_sequentially("of another subject")
    window.locator("[name=reason]").press("Enter")
    with window.expect_popup() as opened:
        window.get_by_role("link", name=says.signatures.confirm).press("Enter")
    beside = opened.value
    expect(beside.get_by_role("status")).to_have_text(says.signatures.confirmed.format(minutes=5))
    assert faults_of(beside) == []
    beside.close()
    assert faults_of(window) == []
    window.locator("button[value=commit]").press("Enter")

    expect(window).to_have_url(re.compile("recorded="))
    window.goto("/signatures?subject=CN01-007")
    expect(window.get_by_role("main")).to_contain_text("chief")
