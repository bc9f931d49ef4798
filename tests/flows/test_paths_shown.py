"""Each subject's newest run says how the subject stands, whoever or whatever changed it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from flows.patient_path import patient_path
from flows.sweep import sweep
from models.records.store import paths_to_show, record_fact
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import Pages, Row

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.journey]
SUBJECT = "CN04-001"  # apheresis is booked, and nothing is wrong
SEVERAL = (SUBJECT, "CN10-001", "CN05-001")
COLOURS = {SUBJECT: "COMPLETED", "CN10-001": "FAILED", "CN05-001": "FAILED"}


def runs_of(pages: Pages, subject: str) -> list[Row]:
    """Runs of the subject's path; not those of what is coming."""
    tags = {"all_": ["patient-path", f"subject:{subject}"]}
    return list(pages.all("flow_runs", sort="START_TIME_DESC", flow_runs={"tags": tags}, limit=50))


def test_whoever_a_sweep_finds_has_a_run_of_the_right_colour(records: Engine, pages: Pages) -> None:
    before = {subject: len(runs_of(pages, subject)) for subject in SEVERAL}
    bring_in(records, *SEVERAL)
    assert sweep(NOW, return_state=True).name == "Swept"

    for subject in SEVERAL:
        runs = runs_of(pages, subject)
        assert len(runs) == before[subject] + 1
        assert runs[0]["state_type"] == COLOURS[subject]
        assert pages.artifacts(runs[0])  # with the timeline
    assert paths_to_show(records) == []


def test_a_sweep_that_changes_no_word_makes_no_run(records: Engine, pages: Pages) -> None:
    bring_in(records, *SEVERAL)
    sweep(NOW, return_state=True)
    newest = {subject: runs_of(pages, subject)[0]["id"] for subject in SEVERAL}
    sweep(NOW + timedelta(minutes=1), return_state=True, everyone=True)

    assert {subject: runs_of(pages, subject)[0]["id"] for subject in SEVERAL} == newest


def test_a_word_that_time_changed_has_a_new_run(records: Engine, pages: Pages) -> None:
    bring_in(records, SUBJECT)
    patient_path(SUBJECT, NOW, return_state=True)
    green = runs_of(pages, SUBJECT)[0]
    assert (green["state_name"], green["state_type"]) == ("On track", "COMPLETED")

    sweep(NOW + timedelta(days=60), return_state=True)  # the booking has passed, unanswered

    red = runs_of(pages, SUBJECT)[0]
    assert red["id"] != green["id"]
    assert (red["state_name"], red["state_type"]) == ("Overdue", "FAILED")


def test_a_date_that_a_fact_moved_has_a_new_run_though_the_word_is_the_same(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, SUBJECT)
    sweep(NOW, return_state=True)
    before = runs_of(pages, SUBJECT)[0]
    later = {"kind": "step", "step": "apheresis", "state": "booked", "at": "2026-03-24T10:00+08:00"}
    record_fact(records, SUBJECT, later, now=NOW, by="nurse")
    sweep(NOW, return_state=True)

    after = runs_of(pages, SUBJECT)[0]
    assert after["id"] != before["id"]
    assert "2026-03-24" in after["name"]


def test_a_run_that_broke_off_before_it_said_anything_is_made_again(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, SUBJECT)
    with monkeypatch.context() as broken:
        broken.setattr("flows.patient_path.show_timeline", None)
        assert patient_path(SUBJECT, NOW, return_state=True).is_failed()
    assert paths_to_show(records) == [SUBJECT]

    sweep(NOW, return_state=True)
    assert runs_of(pages, SUBJECT)[0]["state_name"] == "On track"
