"""Every screen in a language that nobody speaks: what is not in it was not translated."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jinja2 import Environment, PackageLoader
from sqlalchemy import Engine

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import render_feed
from calendars.paper.sheet import sheet_of
from dayzero.desk.planning import plan_of
from dayzero.settings import Settings
from dayzero.today_file.page import sheet_page
from dayzero.today_file.sheet import sheet_of as site_sheet
from dayzero.web.application import create_app
from dayzero.web.recording.every_form import OFTEN, SELDOM
from models.alerting.digest import digest_of
from models.disclosure import Disclosure
from models.moments import to_minute
from models.protocol import load_protocol
from models.records.store import (
    Role,
    add_person,
    all_at_sites,
    chart_document,
    open_engine,
    start_session,
    upgrade,
)
from models.timeline.results import Plan
from pictures.path import path_of
from tasks.prefect_pages.attention import read_attention
from tasks.prefect_pages.attention_list import attention_lines, say_waiting
from tasks.prefect_pages.timeline_page import timeline_page
from tests.protocols.amended import approve_later
from tests.unit.alerting.alerts_to_tell import NOON, SHANGHAI, standing
from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import bring_in
from tests.unit.wording.pseudo import (
    PSEUDO,
    not_translated,
    titles_of,
    write_pseudo,
)
from tests.web.filling_forms import previewed
from tests.web.pages import SUBJECTS, pass_over
from wording import language
from wording.calendars.paper import paper_words
from wording.messages.digests import digest_message
from wording.messages.lines import line_of
from wording.messages.messages import alert_message, group_message

NOW = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
SUBJECT = "CN01-007"
PROTOCOL = load_protocol()
RECORDED = ("dasatinib", "told by Mrs Zhang on the phone", "nurse", "Asia/Shanghai")
NAMES = ("Day Zero",)


@pytest.fixture(scope="module", autouse=True)
def _a_language_that_nobody_speaks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("languages")
    write_pseudo(folder)
    language.FOLDERS.append(folder)
    yield
    language.FOLDERS.remove(folder)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The subjects of the tests of pages, passed over once; no test here changes them."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('records') / 'dayzero.db'}")
    upgrade(engine)
    bring_in(engine, *SUBJECTS)
    for document in SUBJECTS:
        pass_over(engine, document["subject"])
    for name, manages in (("nurse", True), ("dasatinib", False)):  # names that RECORDED has
        add_person(
            engine,
            name,
            role=Role.COORDINATOR,
            sites=None,
            manages_people=manages,
            password_hash="",
            now=NOW,
            by="nurse",
        )
    approve_later(engine, tmp_path_factory.mktemp("versions") / "v2")
    return engine


@pytest.fixture(scope="module")
def plans(records: Engine) -> list[Plan]:
    """Of every subject, that of CN01-007 first."""
    at_sites = all_at_sites(records)
    documents = (chart_document(records, chart["subject"]) for chart in SUBJECTS)
    return [plan_of(document, NOW, at_sites) for document in documents]


@pytest.fixture
def plan(plans: list[Plan]) -> Plan:
    return plans[0]


@pytest.fixture
def installation(run: Run, records: Engine, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands over these records, in an installation that speaks the language."""
    url = records.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
    monkeypatch.setenv("DAYZERO_LANGUAGE", PSEUDO)
    return run


def left_in(screen: str) -> list[str]:
    return not_translated(screen, {*titles_of(PROTOCOL), *RECORDED, *NAMES})


@pytest.fixture
def browser(installation: Run, records: Engine) -> TestClient:
    del installation  # it holds the clock
    cookies = {"dayzero": start_session(records, "nurse", now=NOW)}
    return TestClient(create_app(records, Settings()), cookies=cookies)


def words(page: str) -> str:
    shown = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    shown = re.sub(r'<span class="whole">([^<]*)</span>', r"\1", shown)
    spoken = re.findall(r'(?:aria-label|alt|title|placeholder|data-label)="([^"]*)"', shown)
    return unescape(" # ".join([re.sub(r"<[^>]*>", " # ", shown), *spoken]))


def test_what_stands_outside_the_brackets_is_found() -> None:
    assert not_translated("⟦Why: ⟧ Move the infusion ⟦, by ⟧today", []) == ["Move the infusion"]
    assert not_translated("⟦Why: ⟧ Move the infusion", ["move the infusion"]) == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in",
        "/account/sign-in",
        "/today",
        "/week",
        "/tokens",
        "/people",
        "/people/nurse",
        "/people/dasatinib",
        "/board",
        "/subjects",
        "/registers",
        "/handover",
        "/deviations",
        "/deviations/1",
        "/deliveries",
        "/signatures",
        "/rules/versions/amendment-2",
        "/help",
        "/import",
        "/sites/CN01/calendar",
        "/enrol",
        f"/subjects/{SUBJECT}",
        f"/subjects/{SUBJECT}/verdicts",
        *(f"/subjects/{SUBJECT}/record/{kind}" for kind in (*OFTEN, *SELDOM)),
        f"/subjects/{SUBJECT}/record/retraction?corrects=f1",
        f"/subjects/{SUBJECT}/what-if?step.infusion.day=2026-03-20&b.step.infusion.off=yes",
        "/subjects/CN01-999",
    ],
)
def test_a_page_says_nothing_that_no_catalogue_has(browser: TestClient, path: str) -> None:
    page = browser.get(path)

    assert page.status_code == (404 if path.endswith("-999") else 200)
    assert "⟦" in page.text
    assert left_in(words(page.text)) == []


@pytest.fixture
def signing(browser: TestClient, records: Engine) -> TestClient:
    """The same where corrections and explanations are signed."""
    return TestClient(create_app(records, Settings(signatures=True)), cookies=browser.cookies)


def test_pages_that_ask_for_a_signature_say_nothing_that_no_catalogue_has(
    signing: TestClient,
) -> None:
    taken_back = f"/subjects/{SUBJECT}/record/retraction?corrects=f9"
    pages = (
        signing.get("/signatures"),
        signing.get("/deviations/1"),
        previewed(signing, taken_back, reason=RECORDED[1], day="2026-03-09"),
    )

    for page in pages:
        assert "⟦" in page.text
        assert 'type="password"' in page.text
        assert left_in(words(page.text)) == []


@pytest.mark.parametrize(
    "command",
    [
        ["plan", f"{SUBJECT}.json", "--at", "2026-03-10T08:00+08:00"],
        ["show", SUBJECT],
        ["subjects"],
        ["alerts"],
        ["deliveries"],
        ["deviations"],
        ["feed", "list"],
    ],
    ids=" ".join,
)
def test_a_command_says_nothing_that_no_catalogue_has(
    installation: Run,
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "4000")  # no sentence is broken into two lines
    (tmp_path / f"{SUBJECT}.json").write_text(json.dumps(SUBJECTS[0]))
    answer = installation(*command)

    assert answer.code == 0
    assert left_in(answer.out.replace("\n", " # ")) == []


def test_the_paper_says_nothing_that_no_catalogue_has(plan: Plan) -> None:
    sheet = sheet_of(plan, PROTOCOL, paper_words(PSEUDO))
    pages = Environment(loader=PackageLoader("calendars.paper"), autoescape=True)
    page = pages.get_template("paper.html.j2").render(
        sheets=[sheet], rows=[(row,) for row in sheet.rows], plan=plan, layout={}
    )

    assert left_in(words(page)) == []


def test_today_as_a_file_says_nothing_that_no_catalogue_has(records: Engine) -> None:
    page = sheet_page(site_sheet(records, "CN01", NOW, PSEUDO)).decode()

    assert left_in(words(page)) == []


def test_a_feed_says_nothing_that_no_catalogue_has(plan: Plan) -> None:
    lines = revise({}, entries_of(plan), to_minute(NOW))
    octets = render_feed(plan.subject, lines, plan.zone, PSEUDO, Disclosure.TREATMENT).decode()
    said = re.findall(
        r"^(?:SUMMARY|DESCRIPTION|LOCATION|CATEGORIES|NAME|X-WR-\w+)[^:]*:(.*)",
        octets.replace("\r\n ", ""),
        flags=re.MULTILINE,
    )

    assert said
    assert left_in(" # ".join(said).replace("\\n", " # ").replace("\\,", ",")) == []


def test_messages_say_nothing_that_no_catalogue_has(plan: Plan) -> None:
    del plan
    alerts = [standing(1), standing(2, subject="CN01-008")]
    for ceiling in Disclosure:
        lines = [line_of(one, PROTOCOL, PSEUDO, NOON, ceiling=ceiling) for one in alerts]
        told = {"key": "k", "base_url": "https://x", "language": PSEUDO}
        digest = digest_message(
            digest_of(alerts, [], NOON),
            {line.number: line for line in lines},
            **told,
            protocol=lambda _: PROTOCOL,
            now=NOON,
            zone=SHANGHAI,
            ceiling=ceiling,
        )
        many = group_message(lines, **told, told_before=["coordinator"])
        one = alert_message(lines[0], **told, again=True, reopened=2)
        texts = {"Move the infusion to 23 March or later."}
        for message in (digest, many, one):
            said = f"{message.title} # {message.text}".replace("\n", " # ")
            known = {*texts, *titles_of(PROTOCOL), *RECORDED}
            assert not_translated(said, known) == []


def test_the_list_of_who_needs_attention_says_nothing_that_no_catalogue_has(
    installation: Run, records: Engine
) -> None:
    del installation  # its address stands in the links
    waiting = read_attention(records)
    said = f"{say_waiting(waiting, PSEUDO)} # {attention_lines(waiting, NOW, PSEUDO)}"

    assert waiting
    assert "⟦" in said
    assert not_translated(said.replace("\n", " # "), titles_of(PROTOCOL)) == []


def test_the_picture_of_a_path_says_nothing_that_no_catalogue_has(plan: Plan) -> None:
    path = path_of(plan, PROTOCOL, PSEUDO, ceiling=Disclosure.RESULT)
    page = timeline_page(path, PROTOCOL.day_zero, "https://x")
    text = re.sub(r"\(data:[^)]*\)", "", page)

    assert left_in(words(text)) == []
