"""What one pass shows and leaves, read back from Prefect's server and from the records."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from flows.patient_path import patient_path
from models.disclosure import PREFECT
from models.protocol import load_protocol
from models.records.store import (
    PassResult,
    import_charts,
    open_alerts,
    publish_pass,
    published_entries,
    record_fact,
    subjects_due,
)
from tasks.passes.one_pass import work_out
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import Pages
from tests.reading_feeds import subscribed
from tests.unit.records.recorded import a_pass

pytestmark = pytest.mark.usefixtures("stage")
VIOLATED = "CN10-001"  # dasatinib 71 hours before the booked infusion
STEPS = [step.named(PREFECT).id for step in load_protocol().steps]
SHOWN = [*STEPS[: STEPS.index("conditioning_start")], "washouts"]
SHOWN += STEPS[STEPS.index("conditioning_start") :]
LINES = ["read-records", "publish", *SHOWN, "timeline", "show-upcoming"]


@pytest.fixture
def violated(records: Engine, pages: Pages) -> Pages:
    """One pass over a subject whose booked infusion breaks a washout."""
    bring_in(records, VIOLATED)
    patient_path(VIOLATED, NOW, return_state=True)
    return pages


def test_a_run_tells_who_and_why_and_how_to_find_it(violated: Pages) -> None:
    run = violated.newest_run_of(VIOLATED)

    assert run["name"].startswith(f"{VIOLATED} · washout violated: infusion, act by 2026-")
    assert (run["state_name"], run["state_type"]) == ("Violated", "FAILED")
    assert set(run["tags"]) == {
        "patient-path",
        "trial:NCT04684147",
        "site:CN10",
        f"subject:{VIOLATED}",
        "phase:conditioning",
    }

    tasks = violated.task_runs(run, len(LINES))
    assert [task["name"] for task in tasks] == LINES
    states = {task["name"]: (task["state_name"], task["state_type"]) for task in tasks}
    assert states["apheresis"] == ("Done", "COMPLETED")
    assert states["washouts"] == ("Violated", "FAILED")
    assert states["conditioning_start"] == ("Booked", "CANCELLED")
    assert states["infusion"] == ("Violated", "FAILED")
    assert states["test_infusion"] == ("Not applicable", "CANCELLED")
    infusion = next(task for task in tasks if task["name"] == "infusion")
    assert "a rule is violated" in infusion["state"]["message"]
    assert infusion["run_count"] == 1  # trying again would not make it less violated
    assert infusion["tags"] == []  # each would cost a request before the step is shown

    (artifact,) = violated.artifacts(run)
    assert artifact["key"] == "timeline-cn10-001"
    assert "data:image/svg+xml;base64," in artifact["data"]
    assert "**Violated** | infusion" in artifact["data"]
    assert f"[{VIOLATED}](http://127.0.0.1:8000/subjects/{VIOLATED})" in artifact["data"]


def test_the_timeline_is_in_the_installations_language_and_the_run_in_prefects(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    bring_in(records, VIOLATED)
    patient_path(VIOLATED, NOW, return_state=True)

    run = pages.newest_run_of(VIOLATED)
    (artifact,) = pages.artifacts(run)
    assert "| **违反规则** | 回输 | 预约于 " in artifact["data"]
    assert artifact["description"].startswith(f"**{VIOLATED}：违反规则。** 洗脱期不足：回输")
    assert run["name"].startswith(f"{VIOLATED} · washout violated: infusion")
    assert run["state_name"] == "Violated"


@pytest.mark.parametrize(
    ("subject", "word", "colour"),
    [
        ("CN01-001", "On track", "COMPLETED"),
        ("CN05-001", "Overdue", "FAILED"),
        ("CN11-001", "Cannot tell", "CRASHED"),
        ("CN03-001", "Due", "CANCELLED"),
        ("CN09-002", "Closed", "CANCELLED"),
        ("CN06-003", "Done", "COMPLETED"),
    ],
)
def test_colour_and_name_agree(
    records: Engine, pages: Pages, subject: str, word: str, colour: str
) -> None:
    bring_in(records, subject)
    state = patient_path(subject, NOW, return_state=True)
    run = pages.newest_run_of(subject)

    assert (state.name, state.type.value) == (word, colour)
    assert (run["state_name"], run["state_type"]) == (word, colour)
    assert "our-fault" not in run["tags"]


@pytest.mark.usefixtures("violated")
def test_a_pass_publishes_calendar_and_alerts_and_sets_the_next(records: Engine) -> None:
    body = subscribed(records, VIOLATED, NOW)

    assert body is not None
    assert b"UID:CN10-001.infusion@dayzero" in body.octets
    assert "washout_violated" in {one.alert.kind for one in open_alerts(records)}
    assert subjects_due(records, NOW) == []


@pytest.mark.usefixtures("violated")
def test_a_second_pass_without_a_new_fact_changes_nothing(records: Engine) -> None:
    before = everything_published(records)
    patient_path(VIOLATED, NOW, return_state=True)

    assert everything_published(records) == before


def everything_published(records: Engine) -> object:
    body = subscribed(records, VIOLATED, NOW)
    assert body is not None
    return (
        body.octets,
        body.etag,
        body.last_modified,
        published_entries(records, VIOLATED),
        open_alerts(records),
    )


def test_a_fact_recorded_while_a_pass_runs_makes_that_pass_void(
    records: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, "CN01-001")
    fact = {"id": "f9", "kind": "event", "event": "withdrawn", "at": "2026-03-10"}
    recorded_meanwhile(
        monkeypatch,
        lambda: record_fact(records, "CN01-001", fact, now=NOW, by="nurse"),
    )

    state = patient_path("CN01-001", NOW, return_state=True)

    assert (state.name, state.message) == (
        "Overtaken",
        "newer facts were recorded meanwhile; their pass is due",
    )
    assert subscribed(records, "CN01-001", NOW) is None
    assert subjects_due(records, NOW) == ["CN01-001"]
    assert patient_path("CN01-001", NOW, return_state=True).name == "Closed"


def test_a_pass_that_another_one_outran_says_so(
    records: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, "CN01-001")
    recorded_meanwhile(
        monkeypatch, lambda: publish_pass(records, a_pass(records, "CN01-001", entries=()))
    )

    state = patient_path("CN01-001", NOW, return_state=True)

    assert (state.name, state.message) == (
        "Overtaken",
        "another pass of this subject published meanwhile; what it published stands",
    )


def recorded_meanwhile(monkeypatch: pytest.MonkeyPatch, record: Callable[[], object]) -> None:
    """Let something be recorded once, between reading and publishing."""
    pending = [record]

    def record_then_work_out(*arguments: Any) -> PassResult:
        if pending:
            pending.pop()()
        return work_out(*arguments)

    monkeypatch.setattr("flows.patient_path.work_out", record_then_work_out)


@pytest.mark.usefixtures("records")
def test_our_own_fault_is_never_taken_for_a_patients_state(pages: Pages) -> None:
    state = patient_path("CN99-999", NOW, return_state=True)
    run = pages.newest_run_of("CN99-999")

    assert state.name == "Failed"
    assert "our-fault" in run["tags"]


def test_nothing_that_a_chart_says_is_kept_by_prefect(records: Engine, pages: Pages) -> None:
    private = ["Wang Xiaoming", "MRN-4711", "1988-04-02", "told by a sister"]
    import_private_chart(records)

    patient_path("CN10-009", NOW, return_state=True)
    run = pages.newest_run_of("CN10-009")
    pages.task_runs(run, len(LINES))
    kept = pages.everything_about(run)

    assert "booked for 2026-03-12" in kept  # what the plan makes of it is there
    assert "EX-" not in kept
    for words in private:
        assert words not in kept


def import_private_chart(records: Engine) -> None:
    """A chart whose every free text says what nobody but the site may know."""
    names = ("Wang Xiaoming's decoction", "prednisone", "dasatinib")
    drugs = [
        {"id": f"MRN-4711-{place}", "kind": "drug", "drug": name, "last": "2026-03-05"}
        for place, name in enumerate(names)
    ]
    mended = {**drugs[2], "id": "MRN-4711-b", "corrects": drugs[2]["id"]}
    chart = {
        "schema": "dayzero.chart/1",
        "subject": "CN10-009",
        "site": "CN10",
        "protocol": "NCT04684147",
        "sex": "male",
        "born": "1988-04-02",
        "facts": [
            {"id": "f1", "kind": "step", "step": "consent", "state": "done", "at": "2026-03-01"},
            {"id": "f2", "kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-12"},
            *drugs,
            {**mended, "reason": "told by a sister"},
        ],
    }
    raw = json.dumps(chart).encode()
    import_charts(records, [("private", raw)], now=NOW, by="test")
