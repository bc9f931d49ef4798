"""The page that brings in a list: it is seen before it is recorded, all or nothing."""

import re
import shutil
import stat
import zlib
from base64 import b64encode
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from models.records.database.engine import open_engine
from models.records.store import Role, add_person, chart_document, start_session
from tests.unit.records.recorded import NOW, SCREENING, SUBJECT, bring_in, chart
from tests.web.filling_forms import hidden
from tests.web.pages import FORM_TOKEN, words

OTHER = "CN02-001"
HEADINGS = "Row ID,Patient,Drug,Dose,Start,Stop,Remarks\n"
STEROID = "1,{who},dexamethasone,10 mg/day,2026-03-01,2026-03-05,by Mrs Zhang\n"
NAMED = {"heading.0": "Patient", "field.0": "subject"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def records(empty_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    file = shutil.copy(empty_sqlite, tmp_path / "dayzero.db")
    engine = open_engine(f"sqlite:///{file}")
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject=OTHER, site="CN02"))
    for name, role in (("nurse", Role.COORDINATOR), ("reader", Role.READER)):
        site = frozenset({"CN01"})
        add_person(engine, name, role=role, sites=site, password_hash="", now=NOW, by="t")
    yield engine
    engine.dispose()


@pytest.fixture
def nurse(records: Engine, home: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    return browser(records, home, "nurse", monkeypatch)


def browser(records: Engine, home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())
    cookies = {"dayzero": start_session(records, name, now=NOW)}
    return TestClient(create_app(records, Settings(home=home)), cookies=cookies)


def send(who: TestClient, rows: str, name: str = "cm.csv", **said: str) -> httpx.Response:
    """A file as the first form sends it."""
    page = who.get("/import")
    token = FORM_TOKEN.search(page.text)
    assert token
    form = {"form_token": token[1], "site": "CN01", "action": "preview", **NAMED, **said}
    answer: httpx.Response = who.post("/import", data=form, files={"file": (name, rows.encode())})
    return answer


def go_on(who: TestClient, page: httpx.Response, /, **said: str) -> httpx.Response:
    """The form of a page as it stands, with what a person says; a browser sends parts."""
    form = {**filled(page.text), **said}
    answer: httpx.Response = who.post("/import", data=form, files={"file": ("", b"")})
    return answer


def filled(text: str) -> dict[str, str]:
    chosen = re.findall(r'<select [^>]*name="([^"]+)".*?</select>', text, re.DOTALL)
    form = dict.fromkeys(chosen, "")
    for select in re.finditer(r'<select [^>]*name="([^"]+)".*?</select>', text, re.DOTALL):
        for value in re.findall(r'<option value="([^"]*)" selected', select[0]):
            form[select[1]] = unescape(value)
    fields = re.findall(r'<input (?:type="hidden" )?name="([^"]+)" value="([^"]*)"', text)
    return form | {name: unescape(value) for name, value in fields}


def drugs(records: Engine, subject: str = SUBJECT) -> list[Any]:
    facts: Any = chart_document(records, subject)["facts"]
    return [fact for fact in facts if fact["kind"] == "drug"]


def test_a_row_is_shown_as_a_fact_and_recorded_once_that_was_seen(
    nurse: TestClient, records: Engine
) -> None:
    seen = send(nurse, HEADINGS + STEROID.format(who=SUBJECT))

    assert "Nothing is recorded yet. cm.csv: 1 row; 1 fact would be recorded." in words(seen)
    assert "drug: dexamethasone, 10 mg/day" in words(seen)
    assert drugs(records) == []

    done = go_on(nurse, seen, action="commit")

    assert "1 fact is recorded." in words(done)
    assert [fact["drug"] for fact in drugs(records)] == ["dexamethasone"]
    again = send(nurse, HEADINGS + STEROID.format(who=SUBJECT))
    assert "1 row was recorded before" in words(again)
    assert "Nothing in it is new." in words(again)


def test_nothing_is_recorded_of_what_was_not_seen(nurse: TestClient, records: Engine) -> None:
    unseen = send(nurse, HEADINGS + STEROID.format(who=SUBJECT), action="commit")
    changed = go_on(nurse, unseen, **{"why.0": "of somebody else"}, action="commit")

    for page in (unseen, changed):
        assert "What would be recorded is not what you saw." in words(page)
    assert drugs(records) == []


def test_a_patient_is_named_once_and_known_by_a_keyed_hash_alone(
    nurse: TestClient, records: Engine, home: Path
) -> None:
    log = HEADINGS + STEROID.format(who="Wang Xiaoming 0012345")
    asks = send(nurse, log)

    assert "names nobody on record at this site; say below who that is" in words(asks)
    named = go_on(nurse, asks, **{"is.0": SUBJECT, "remember": "yes"})
    go_on(nurse, named, remember="yes", action="commit")

    assert len(drugs(records)) == 1
    later = send(nurse, log.replace("dexamethasone", "imatinib").replace("1,Wang", "2,Wang"))
    assert "drug: imatinib" in words(later)
    kept = [file for file in (home / "patients").iterdir() if file.is_file()]
    assert {file.name for file in kept} == {"key", "CN01.json"}
    for file in (*kept, *home.rglob("*.json"), Path(str(records.url.database))):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0 or file.suffix == ".db"
        assert b"Wang" not in file.read_bytes()
        assert b"0012345" not in file.read_bytes()
        assert b"Zhang" not in file.read_bytes()


def test_a_patient_of_another_hospital_is_nobody_however_alike_the_name(
    records: Engine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(
        records, "chief", role=Role.COORDINATOR, sites=None, password_hash="", now=NOW, by="t"
    )
    chief = browser(records, home, "chief", monkeypatch)
    log = HEADINGS + STEROID.format(who="17")
    named = go_on(chief, send(chief, log), **{"is.0": SUBJECT, "remember": "yes"})
    go_on(chief, named, remember="yes", action="commit")

    elsewhere = send(chief, log, site="CN02")

    assert "names nobody on record at this site" in words(elsewhere)


def test_who_may_not_record_at_a_site_brings_nothing_in_there(
    nurse: TestClient, records: Engine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = HEADINGS + STEROID.format(who=OTHER)

    assert "names nobody on record at this site" in words(send(nurse, log))
    assert send(nurse, log, site="CN02").status_code == 404
    assert send(nurse, log, subject=OTHER).status_code == 404
    reader = browser(records, home, "reader", monkeypatch)
    assert reader.get("/import").status_code == 403
    token = FORM_TOKEN.search(reader.get("/subjects").text)
    assert token
    sent = {"form_token": token[1], "site": "CN01"}
    assert reader.post("/import", data=sent, files={"file": ("a.csv", b"x")}).status_code == 403
    assert (
        nurse.post("/import", data={"site": "CN01"}, files={"file": ("a.csv", b"x")}).status_code
        == 403
    )
    assert drugs(records, OTHER) == []


def test_a_row_that_differs_waits_and_is_taken_with_a_reason(
    nurse: TestClient, records: Engine
) -> None:
    go_on(nurse, send(nurse, HEADINGS + STEROID.format(who=SUBJECT)), action="commit")
    longer = HEADINGS + STEROID.format(who=SUBJECT).replace("03-05", "03-08")
    seen = send(nurse, longer)

    assert "Says otherwise than the record" in words(seen)
    assert "Record all of it" not in words(seen)
    without = go_on(nurse, seen, **{"deed.0": "take"})
    assert "Record all of it" not in words(without)
    taken = go_on(nurse, without, **{"deed.0": "take", "why.0": "stopped later"})
    go_on(nurse, taken, action="commit")

    (old, new) = drugs(records)
    assert (new["corrects"], new["reason"], new["last"]) == (
        old["id"],
        "stopped later",
        "2026-03-08",
    )


def test_what_vanished_from_a_whole_list_is_left_on_record_and_asked_no_more(
    nurse: TestClient, records: Engine
) -> None:
    two = HEADINGS + STEROID.format(who=SUBJECT) + f"2,{SUBJECT},imatinib,,2026-02-01,2026-02-02,\n"
    go_on(nurse, send(nurse, two, source="HIS"), source="HIS", action="commit")
    seen = send(nurse, HEADINGS + STEROID.format(who=SUBJECT), source="HIS")

    assert "No longer in the list" in words(seen)
    kept = go_on(nurse, seen, source="HIS", **{"deed.0": "aside", "why.0": "was given"})
    go_on(nurse, kept, source="HIS", action="commit")

    again = send(nurse, HEADINGS + STEROID.format(who=SUBJECT), source="HIS")
    assert "No longer in the list" not in words(again)
    assert len(drugs(records)) == 2


def test_a_row_that_cannot_be_read_names_its_cell_and_can_be_left_out(
    nurse: TestClient, records: Engine
) -> None:
    rows = STEROID.format(who=SUBJECT) + f"2,{SUBJECT},imatinib,,03/02/2026,,\n"
    asks = send(nurse, HEADINGS + rows)

    assert (
        "cm.csv E3: “03/02/2026” may be either of two days; say which number comes first"
        in words(asks)
    )
    assert drugs(records) == []
    left = go_on(nurse, asks, **{"why.0": "asked the ward"})
    go_on(nurse, left, action="commit")
    assert [fact["drug"] for fact in drugs(records)] == ["dexamethasone"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.json", '{"schema": "dayzero.chart/1"}', "x.json: is no list that is known here"),
        ("x.csv", "colour,size\nred,5\n", "say below what a heading is"),
        ("x.csv", "Drug,Start\n" + "imatinib,2026-02-01\n" * 260_000, "is larger than 5 MB"),
        ("", "", "no file was chosen"),
    ],
)
def test_what_is_no_list_is_refused_with_one_sentence(
    nurse: TestClient, name: str, content: str, said: str
) -> None:
    answer = send(nurse, content, name, **{"heading.0": ""})

    assert answer.status_code == 422
    assert said in words(answer)


def test_more_than_is_taken_is_not_read_and_what_is_carried_unpacks_to_no_more(
    nurse: TestClient,
) -> None:
    huge = nurse.post("/import", content=b"x" * 12_000_001)
    assert huge.status_code == 413
    assert "More was sent than is taken" in words(huge)
    packed = b64encode(zlib.compress(b"Drug,Start\n" * 10_000_000)).decode()
    carried = send(nurse, "", "", held=packed, held_name="cm.csv")
    assert "is larger than 5 MB" in words(carried)


def test_a_cell_of_markup_and_a_name_of_folders_are_shown_as_they_are(nurse: TestClient) -> None:
    rows = f"1,{SUBJECT},<script>alert(1)</script>,,2026-02-01,2026-02-02,\n"
    seen = send(nurse, HEADINGS + rows, "../../<b>cm.csv")

    assert "<script>" not in seen.text
    assert "drug: <script>alert(1)</script>" in words(seen)
    assert hidden(seen.text)["held_name"] == "<b>cm.csv"
