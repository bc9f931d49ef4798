"""What a fact moves is published at once, with or without Prefect; Prefect shows it afterwards."""

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from dayzero.prefect_side.every_minute import SWEEP, EveryMinute
from dayzero.prefect_side.showing import MANY, Showing
from dayzero.prefect_side.to_show import ToShow
from dayzero.prefect_side.watching import Watch
from models.records.store import (
    called_subjects,
    mark_for_pass,
    open_alerts,
    paths_to_show,
    record_fact,
    subjects_due,
)
from tests.delivery.conftest import TOLD_ALL, WITHOUT_DIGEST, hook_address
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import Pages
from tests.flows.test_events import event_on
from tests.flows.test_every_minute import asked
from tests.flows.test_paths_shown import runs_of
from tests.ports import free_port
from tests.protocols.amended import with_another_name
from tests.reading_feeds import subscribed
from tests.unit.alerting.alerts_to_tell import BASE

pytestmark = [pytest.mark.usefixtures("deployed"), pytest.mark.journey]
SUBJECT = "CN10-001"  # a washout of theirs is violated
OTHERS = tuple(f"CN{site:02}-001" for site in range(1, 12) if site != 10)
BOOKED = {"kind": "step", "step": "infusion", "state": "booked", "at": "2026-03-19T10:00+08:00"}
AWAY = {PREFECT_API_URL: f"http://127.0.0.1:{free_port()}/api"}


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYZERO_NOW", NOW.isoformat())


def answer(engine: Engine, to_show: ToShow) -> None:
    """Look at the calls, as a worker does several times a second."""
    watch = Watch(engine, to_show, threading.Event())
    with watch.client:
        watch.look()


def show(to_show: ToShow) -> float:
    showing = Showing(to_show, threading.Event())
    with showing.client:
        return showing.look()


def has_a_calendar(engine: Engine, subject: str) -> bool:
    body = subscribed(engine, subject, datetime.now(UTC))
    return body is not None and b"BEGIN:VEVENT" in body.octets


def test_while_prefect_is_away_a_fact_moves_the_calendar_and_opens_its_alert(
    records: Engine, pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    before, to_show = len(runs_of(pages, SUBJECT)), ToShow()
    bring_in(records, SUBJECT)
    with temporary_settings(AWAY), caplog.at_level(logging.WARNING, "dayzero.watch"):
        answer(records, to_show)

        assert has_a_calendar(records, SUBJECT)
        assert "washout_violated" in {one.alert.kind for one in open_alerts(records)}
        assert subjects_due(records, NOW) == []
        assert show(to_show) > 1  # it is asked again later, not five times a second
        assert "Prefect's server does not answer; nothing is lost" in caplog.text
    assert to_show.waiting() == 1

    show(to_show)
    assert to_show.waiting() == 0
    assert len(runs_of(pages, SUBJECT)) == before + 1
    assert event_on(pages, "dayzero.subject.violated", "washout_violated")


def test_several_facts_of_a_subject_are_shown_in_one_run(records: Engine, pages: Pages) -> None:
    before, to_show = len(runs_of(pages, SUBJECT)), ToShow()
    bring_in(records, SUBJECT)
    answer(records, to_show)
    record_fact(records, SUBJECT, BOOKED, now=NOW, by="nurse")
    answer(records, to_show)
    assert "washout_violated" not in {one.alert.kind for one in open_alerts(records)}

    show(to_show)
    show(to_show)
    runs = runs_of(pages, SUBJECT)
    assert len(runs) == before + 1
    assert "lymphodepletion end" in runs[0]["name"]
    assert event_on(pages, "dayzero.subject.alert_closed", "washout_violated")


def test_where_many_wait_their_events_are_told_and_the_sweep_shows_their_paths(
    records: Engine, pages: Pages
) -> None:
    before, to_show = len(runs_of(pages, SUBJECT)), ToShow()
    bring_in(records, SUBJECT)
    answer(records, to_show)
    for subject in OTHERS:
        to_show.add(subject, None)
    assert to_show.waiting() == MANY + 1

    show(to_show)
    assert to_show.waiting() == 0
    assert len(runs_of(pages, SUBJECT)) == before
    assert event_on(pages, "dayzero.subject.violated", "washout_violated")
    assert paths_to_show(records) == [SUBJECT]


def test_more_calls_than_ten_are_one_sweep_and_without_prefect_pass_after_pass(
    records: Engine, pages: Pages
) -> None:
    for run in asked(pages, SWEEP, {}):
        pages.http.delete(f"/flow_runs/{run['id']}").raise_for_status()
    bring_in(records, SUBJECT, *OTHERS)
    answer(records, ToShow())
    assert len(asked(pages, SWEEP)) == 1
    assert called_subjects(records, 1) == []
    assert len(subjects_due(records, NOW)) == 11

    for subject in (SUBJECT, *OTHERS):
        mark_for_pass(records, subject, NOW)
    to_show = ToShow()
    with temporary_settings(AWAY):
        answer(records, to_show)
    assert subjects_due(records, NOW) == []
    assert to_show.waiting() == 11


def test_a_pass_that_fails_keeps_no_other_back_and_fails_in_its_run_too(
    records: Engine,
    pages: Pages,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    to_show = ToShow()
    bring_in(records, OTHERS[0], SUBJECT)
    visit = {"kind": "step", "step": "day_28", "state": "booked", "at": "2026-06-16T10:00+08:00"}
    record_fact(records, OTHERS[0], visit, now=NOW, by="nurse")
    amended = with_another_name(tmp_path / "amended")  # there is no such visit in it
    monkeypatch.setenv("DAYZERO_PROTOCOLS", str(amended))
    answer(records, to_show)

    assert has_a_calendar(records, SUBJECT)
    assert subjects_due(records, NOW) == [OTHERS[0]]
    assert f"{OTHERS[0]}: the pass failed with ChartUnsound" in caplog.text

    show(to_show)
    show(to_show)
    assert pages.newest_run_of(OTHERS[0])["state_type"] == "FAILED"


def test_while_prefect_is_away_what_is_due_is_passed_over_and_told(
    records: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    httpserver: HTTPServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    routing = tmp_path / "routing.toml"
    routing.write_text(BASE + WITHOUT_DIGEST + TOLD_ALL)
    httpserver.expect_request("/hook").respond_with_data("taken")
    monkeypatch.setenv("DAYZERO_ROUTING", str(routing))
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD_CHAT", hook_address(httpserver.port))
    bring_in(records, SUBJECT)
    minute = EveryMinute(threading.Event())
    with temporary_settings(AWAY), caplog.at_level(logging.WARNING, "dayzero.minute"):
        minute.look()
        minute.look()

    assert subjects_due(records, NOW) == []
    told = [request.headers["X-DayZero-Delivery"] for request, _ in httpserver.log]
    assert len(told) == len(set(told)) == len(open_alerts(records)) > 0
    assert caplog.text.count("passes and messages go on without it") == 1

    minute.look()
    assert "Prefect's server answers again" in caplog.text
