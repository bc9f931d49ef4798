"""What is coming stands among Prefect's runs: made, moved, ended, and Late only when overdue."""

import time
from datetime import timedelta

import pytest
from prefect import get_client
from sqlalchemy import Engine

from flows.patient_path import patient_path
from flows.upcoming import upcoming
from models.records.store import record_fact, shown_runs
from tasks.prefect_pages.housekeeping import compare_upcoming
from tasks.prefect_pages.upcoming import show_upcoming
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages, Row

pytestmark = [pytest.mark.usefixtures("deployed"), pytest.mark.journey]
SUBJECT = "CN04-001"  # apheresis is booked
OVERDUE = "CN05-001"  # apheresis was booked for a day that has passed


def coming(records: Engine, pages: Pages, subject: str = SUBJECT) -> Row:
    """The run that stands for a subject's next step."""
    (run,) = [run for run, whose in shown_runs(records).items() if whose == subject]
    return pages.flow_run(run)


def book(records: Engine, step: str, at: str, state: str = "booked") -> None:
    fact = {"kind": "step", "step": step, "state": state, "at": at}
    record_fact(records, SUBJECT, fact, now=NOW, by="nurse")


def test_the_next_step_stands_at_its_end_and_moves_and_ends_with_the_facts(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, SUBJECT)
    book(records, "apheresis", "2027-03-16T10:00+08:00")
    patient_path(SUBJECT, NOW, return_state=True)
    first = coming(records, pages)

    assert first["name"] == f"{SUBJECT} · apheresis"
    assert (first["state_name"], first["work_pool_name"]) == ("Scheduled", "upcoming")
    assert first["expected_start_time"].startswith("2027-03-16T02:00:00")
    assert set(first["tags"]) == {
        "trial:NCT04684147",
        "site:CN04",
        f"subject:{SUBJECT}",
        "step:apheresis",
    }

    patient_path(SUBJECT, NOW, return_state=True)
    assert coming(records, pages)["id"] == first["id"]

    book(records, "apheresis", "2027-03-18T10:00+08:00")
    patient_path(SUBJECT, NOW, return_state=True)
    second = coming(records, pages)
    left = pages.flow_run(first["id"])
    assert (left["state_name"], left["state_type"]) == ("Moved", "CANCELLED")
    assert second["expected_start_time"].startswith("2027-03-18T02:00:00")

    book(records, "apheresis", "2026-03-11T09:00+08:00", state="done")
    patient_path(SUBJECT, NOW, return_state=True)
    assert pages.flow_run(second["id"])["state_name"] == "Done"


def test_what_is_lost_or_was_run_by_mistake_is_put_right(records: Engine, pages: Pages) -> None:
    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)
    lost = coming(records, pages)
    with get_client(sync_client=True) as client:
        client.delete_flow_run(lost["id"])

    compare_upcoming.fn()
    assert show_upcoming.fn() == (1, 0)
    again = coming(records, pages)
    assert again["id"] != lost["id"]
    assert again["expected_start_time"] == lost["expected_start_time"]
    assert compare_upcoming.fn() == 0


def test_only_as_many_as_the_settings_say_are_shown(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)
    shown = coming(records, pages)

    monkeypatch.setenv("DAYZERO_UPCOMING_AT_MOST", "0")
    assert show_upcoming.fn() == (0, 1)
    assert shown_runs(records) == {}
    assert pages.flow_run(shown["id"])["state_name"] == "Moved"


def test_a_run_that_a_worker_takes_by_mistake_says_how_the_step_stands_and_changes_nothing(
    records: Engine,
) -> None:
    bring_in(records, OVERDUE)
    before = shown_runs(records)

    state = upcoming(OVERDUE, "apheresis", NOW + timedelta(days=1), return_state=True)

    assert state.name == "Overdue"
    assert shown_runs(records) == before


def test_the_pool_is_paused_and_says_why(pages: Pages) -> None:
    pool = pages.http.get("/work_pools/upcoming").raise_for_status().json()

    assert (pool["status"], pool["is_paused"]) == ("PAUSED", True)
    assert "No worker belongs here" in pool["description"]
    assert "paused" in pool["description"]


def test_a_step_that_is_overdue_is_late_though_its_pool_is_paused(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, OVERDUE)
    patient_path(OVERDUE, NOW, return_state=True)
    run = coming(records, pages, OVERDUE)["id"]

    deadline = time.monotonic() + PATIENCE_SECONDS
    while pages.flow_run(run)["state_name"] != "Late":
        assert time.monotonic() < deadline
        time.sleep(0.2)
