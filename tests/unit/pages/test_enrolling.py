"""A subject is enrolled on a page, and a fact of the wrong subject goes to the right one."""

import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.store import (
    Role,
    add_person,
    chart_document,
    open_engine,
    recorded_facts,
    start_session,
)
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart
from tests.web.filling_forms import hidden, last_fact, previewed
from tests.web.pages import ONGOING, Pages, post, words

NEW, RIGHT, ELSEWHERE = "CN01-012", "CN01-008", "CN02-001"
TAKE_BACK = f"/subjects/{SUBJECT}/record/retraction?corrects=f9"


@pytest.fixture
def records(empty_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'dayzero.db')}")
    bring_in(engine, chart(SCREENING, ONGOING), chart(SCREENING, subject=RIGHT))
    bring_in(engine, chart(SCREENING, subject=ELSEWHERE, site="CN02"))
    for name, role in (("nurse", Role.COORDINATOR), ("reader", Role.READER)):
        site = frozenset({"CN01"})
        add_person(engine, name, role=role, sites=site, password_hash="", now=NOW, by="t")
    yield engine
    engine.dispose()


@pytest.fixture
def app(records: Engine, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    return TestClient(create_app(records, Settings()))


def of(app: TestClient, records: Engine, name: str = "nurse") -> TestClient:
    app.cookies.set("dayzero", start_session(records, name, now=NOW))
    return app


def test_a_new_subject_has_a_page_and_only_what_was_said(app: TestClient, records: Engine) -> None:
    said = {"subject": NEW, "site": "CN01", "sex": "female", "consent": "2026-03-09"}
    page = post(of(app, records), "/enrol", "/enrol", **said)

    assert f"{NEW} is enrolled." in words(page)
    [consent] = recorded_facts(records, NEW)
    assert (consent.document["step"], consent.recorded_by) == ("consent", "nurse")
    assert chart_document(records, NEW)["sex"] == "female"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"subject": RIGHT}, "a subject with this number is on record already"),
        ({"subject": ELSEWHERE}, "a subject with this number is on record already"),
        ({"subject": "Zhang San"}, "The subject was not enrolled."),
        ({"consent": "2031-03-09"}, "The subject was not enrolled."),
    ],
)
def test_who_is_on_record_or_has_no_number_is_not_enrolled(
    app: TestClient, records: Engine, changed: dict[str, str], says: str
) -> None:
    before = {one: len(recorded_facts(records, one)) for one in (RIGHT, ELSEWHERE)}
    said = {"subject": NEW, "site": "CN01", "sex": "male", "consent": "2026-03-09"} | changed
    answer = post(of(app, records), "/enrol", "/enrol", **said)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in words(answer)
    assert {one: len(recorded_facts(records, one)) for one in before} == before


def test_nobody_enrols_at_a_site_of_others_and_a_reader_enrols_nobody(
    app: TestClient, records: Engine
) -> None:
    said = {"subject": NEW, "site": "CN02", "sex": "male", "consent": ""}
    elsewhere = post(of(app, records), "/enrol", "/enrol", **said)

    assert elsewhere.status_code == HTTPStatus.NOT_FOUND
    assert of(app, records, "reader").get("/enrol").status_code == HTTPStatus.FORBIDDEN


def test_what_was_taken_back_stands_in_the_form_of_the_right_subject(
    app: TestClient, records: Engine
) -> None:
    nurse, said = of(app, records), {"reason": "of another subject"}
    seen = previewed(nurse, TAKE_BACK, **said, right_subject=RIGHT)
    form = nurse.post(TAKE_BACK.partition("?")[0], data=hidden(seen.text) | {"action": "commit"})

    assert "f9 of CN01-007 is taken back there." in words(form)
    assert "dasatinib" not in str(form.url)
    tried = previewed(nurse, str(form.url.raw_path, "ascii"))
    nurse.post(form.url.path, data=hidden(tried.text) | {"action": "commit"})
    there = last_fact(Pages("", records, Path()), RIGHT)
    assert there == {name: value for name, value in ONGOING.items() if name != "id"}


def test_the_right_subject_is_one_whom_the_person_may_see(app: TestClient, records: Engine) -> None:
    said = {"reason": "of another subject", "right_subject": ELSEWHERE}
    answer = previewed(of(app, records), TAKE_BACK, **said)

    assert "no subject whom you may see has this number" in words(answer)
    hidden_fact = f"/subjects/{RIGHT}/record/step?of={ELSEWHERE}&fact_of=f1"
    assert app.get(hidden_fact).status_code == HTTPStatus.NOT_FOUND


def test_the_visits_are_printed_for_the_patient(app: TestClient, records: Engine) -> None:
    answer = of(app, records).get(f"/subjects/{RIGHT}/paper.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert f'filename="{RIGHT}.pdf"' in answer.headers["content-disposition"]
