"""A calendar that our own lint refuses is held back, and nothing else is: alerts do not wait."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from flows.patient_path import patient_path
from flows.sweep import sweep
from models.records.store import (
    book,
    open_alerts,
    published_entries,
    subjects_due,
)
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import Pages
from tests.reading_feeds import subscribed

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.journey]
VIOLATED = "CN10-001"  # dasatinib 71 hours before the booked infusion


def give_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every title hold a telephone number."""
    monkeypatch.setattr("calendars.feeds.feed.summary_in", lambda *_: "call 13912345678")


def test_alerts_go_out_although_the_calendar_does_not(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, VIOLATED)
    with monkeypatch.context() as broken:
        give_away(broken)
        state = patient_path(VIOLATED, NOW, return_state=True)
    run = pages.newest_run_of(VIOLATED)

    assert "washout_violated" in {one.alert.kind for one in open_alerts(records)}
    assert published_entries(records, VIOLATED) == ()
    assert (state.name, state.type.value) == ("Calendar held back", "FAILED")
    assert "a fault of ours; the alerts went out" in (state.message or "")
    assert "At fault: VEVENT CN10-001." in (state.message or "")
    assert "13912345678" not in pages.everything_about(run)
    assert "our-fault" in run["tags"]
    assert subjects_due(records, NOW) == [VIOLATED]


def test_subscribers_keep_the_calendar_of_before_until_it_is_mended(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, VIOLATED)
    patient_path(VIOLATED, NOW, return_state=True)
    before = subscribed(records, VIOLATED, NOW)
    later = NOW + timedelta(hours=1)
    moved = (NOW + timedelta(days=40)).isoformat(timespec="minutes")
    book(records, VIOLATED, "infusion", moved, now=later, by="nurse")
    with monkeypatch.context() as broken:
        give_away(broken)
        state = sweep(later, return_state=True)
    run = pages.newest_run_of("sweep")

    assert (state.name, state.type.value) == ("Incomplete", "FAILED")
    assert f"{VIOLATED} (its calendar was held back)" in (state.message or "")
    assert "our-fault" in run["tags"]
    assert "13912345678" not in pages.everything_about(run)
    assert subscribed(records, VIOLATED, later) == before

    assert sweep(later, return_state=True).name == "Swept"
    after = subscribed(records, VIOLATED, later)
    assert after is not None
    assert after != before
    assert subjects_due(records, later) == []
