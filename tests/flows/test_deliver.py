"""Deliveries as a flow: a task run for each message, green or red by what came of it."""

from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from flows.deliver import deliver_alerts
from models.alerting.tellings import ToldState
from models.records.alerts.alerts import reconcile_alerts
from models.records.store import list_deliveries
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import Pages
from tests.ports import free_port
from tests.unit.records.recorded import an_alert, as_said

pytestmark = [pytest.mark.usefixtures("stage"), pytest.mark.journey]
SUBJECT = "CN01-001"


@pytest.fixture
def open_alert(records: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Records with one critical alert, and no digest of this day."""
    bring_in(records, SUBJECT)
    reconcile_alerts(records, SUBJECT, [an_alert(cause=as_said("dasatinib was last given"))], NOW)
    for channel in ("MAIL", "CHAT"):
        monkeypatch.delenv(f"DAYZERO_CHANNEL_COORDINATOR_{channel}", raising=False)
    return records


def test_each_message_is_a_task_run_and_a_second_run_sends_nothing(
    open_alert: Engine, pages: Pages, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/hook").respond_with_data("")
    address = f"json://hush-hush:word@127.0.0.1:{httpserver.port}/hook"
    monkeypatch.setenv("DAYZERO_CHANNEL_COORDINATOR_MAIL", address)

    state = deliver_alerts(NOW, return_state=True)
    again = deliver_alerts(NOW, return_state=True)

    run = pages.flow_run(state.state_details.flow_run_id)
    assert (state.name, state.type.value, state.message) == ("Delivered", "COMPLETED", "2 sent")
    assert (again.name, again.message) == ("Delivered", "nothing was due")
    assert len(httpserver.log) == 2  # the alert and the morning digest
    names = {task["name"] for task in pages.task_runs(run, 2)}
    assert names == {f"delivery-{one.number}" for one in list_deliveries(open_alert)}
    said = pages.everything_about(run)
    assert not [word for word in ("hush-hush", "word@", "dasatinib") if word in said]


def test_a_run_that_reaches_nobody_at_present_is_red_and_says_so(
    open_alert: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"json://127.0.0.1:{free_port()}/hook"  # where nobody listens
    monkeypatch.setenv("DAYZERO_CHANNEL_COORDINATOR_MAIL", address)
    found = [
        deliver_alerts(NOW + timedelta(minutes=minutes), return_state=True) for minutes in (0, 1, 3)
    ]

    assert [state.name for state in found] == ["Delivered", "Delivered", "Nobody reached"]
    assert found[-1].type.value == "FAILED"
    assert "1 message reaches nobody at present" in (found[-1].message or "")
    [told] = [one for one in list_deliveries(open_alert) if one.kind == "alert"]
    assert told.state is ToldState.WAITING


def test_a_run_with_dead_letters_is_red_and_says_where_to_look(open_alert: Engine) -> None:
    state = deliver_alerts(NOW, return_state=True)

    assert (state.name, state.type.value) == ("Dead letters", "FAILED")
    assert "see dayzero deliveries --dead" in (state.message or "")
    assert {one.state for one in list_deliveries(open_alert)} == {ToldState.DEAD}
