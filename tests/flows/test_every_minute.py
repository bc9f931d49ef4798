"""Every minute a worker looks; a run of Prefect's comes only where something is to be done."""

import threading
import time
from datetime import timedelta

import pytest
from prefect import get_client
from prefect.states import Cancelled
from sqlalchemy import Engine

from dayzero.prefect_side.every_minute import (
    DELIVER,
    NO_SWEEP_DUE,
    SECOND,
    SWEEP,
    UNENDED,
    EveryMinute,
    ask_for,
)
from flows.deliver import deliver_alerts
from flows.sweep import sweep
from models.records.store import acknowledge, open_alerts
from tests.flows.conftest import NOW, bring_in
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages, Row

pytestmark = [pytest.mark.usefixtures("deployed"), pytest.mark.journey]
SUBJECT, CRITICAL = "CN04-001", "CN10-001"
LATER = NOW + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch, pages: Pages) -> None:
    """The clock is held, and nobody has asked for anything yet."""
    monkeypatch.setenv("DAYZERO_NOW", LATER.isoformat())
    for run in (*asked(pages, SWEEP, {}), *asked(pages, DELIVER, {})):
        pages.http.delete(f"/flow_runs/{run['id']}").raise_for_status()


NOT_ENDED = {"state": {"type": {"any_": [state.value for state in UNENDED]}}}


def asked(pages: Pages, deployment: str, such: Row = NOT_ENDED) -> list[Row]:
    """Runs that were asked for and have not ended."""
    name = deployment.partition("/")[2]
    return list(pages.all("flow_runs", deployments={"name": {"any_": [name]}}, flow_runs=such))


def look() -> None:
    EveryMinute(threading.Event()).look()


def signs_of_life(pages: Pages) -> int:
    wanted = {"filter": {"event": {"name": [NO_SWEEP_DUE]}}, "limit": 50}
    return len(pages.http.post("/events/filter", json=wanted).json()["events"])


def test_where_nothing_is_due_there_is_no_run_and_a_sign_of_life(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, SUBJECT)
    sweep(NOW, return_state=True)
    deliver_alerts(LATER, return_state=True)  # the digest of the morning
    before = signs_of_life(pages)
    look()

    assert asked(pages, SWEEP) == []
    assert asked(pages, DELIVER) == []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while signs_of_life(pages) == before:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_whoever_is_due_is_asked_for_once_however_many_look(records: Engine, pages: Pages) -> None:
    bring_in(records, SUBJECT)
    look()
    look()

    (run,) = asked(pages, SWEEP)
    assert run["state_name"] in {"Scheduled", "Late"}
    assert run["parameters"] == {"as_of": LATER.isoformat()}


def test_several_that_ask_within_one_moment_ask_for_the_same_run(pages: Pages) -> None:
    with get_client(sync_client=True) as client:
        assert ask_for(client, SWEEP, once_in="%Y")
        (first,) = asked(pages, SWEEP)
        client.set_flow_run_state(first["id"], Cancelled(), force=True)
        assert ask_for(client, SWEEP, once_in="%Y")
        assert asked(pages, SWEEP) == []  # that of this year has been

        assert ask_for(client, SWEEP, once_in=SECOND)
        assert len(asked(pages, SWEEP)) == 1


def test_where_nobody_registered_the_deployment_there_is_nothing_to_ask_for() -> None:
    with get_client(sync_client=True) as client:
        assert not ask_for(client, "sweep/none")


def test_a_path_that_no_run_shows_is_a_reason_for_a_sweep(
    records: Engine, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(records, SUBJECT)
    with monkeypatch.context() as unshown:
        unshown.setattr("flows.sweep.changed_paths", list)
        sweep(NOW, return_state=True)
    look()

    assert len(asked(pages, SWEEP)) == 1


def test_a_message_that_is_due_is_a_reason_for_a_delivery(records: Engine, pages: Pages) -> None:
    bring_in(records, CRITICAL)
    sweep(NOW, return_state=True)
    look()

    assert len(asked(pages, DELIVER)) == 1
    assert asked(pages, SWEEP) == []


def test_an_answer_stands_in_the_list_within_the_minute_and_needs_no_sweep(
    records: Engine, pages: Pages
) -> None:
    bring_in(records, CRITICAL)
    sweep(NOW, return_state=True)
    for standing in open_alerts(records):
        acknowledge(records, str(standing.number), why="called the ward", now=NOW, by="nurse")
    look()

    assert "Taken over by somebody." in pages.newest_artifact("who-needs-attention")["data"]
    assert asked(pages, SWEEP) == []
