"""Runs whose worker is gone are ended within minutes: by Prefect's heartbeat, or by its workers."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from prefect import get_client
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.states import Pending, Running

from dayzero.prefect_side.automating import apply
from dayzero.prefect_side.deploying import UPKEEP, deploy
from tasks.prefect_pages.abandoned import WORKER, end_abandoned
from tests.flows.prefect_pages import PATIENCE_SECONDS, Pages
from tests.flows.test_automations import remove_automations

pytestmark = [pytest.mark.usefixtures("deployed"), pytest.mark.journey]
SWEEP, PASSES = "sweep/sweep", "patient-path/patient-path"
GONE = f"{WORKER}of a machine that is off"


def a_run(deployment: str, state: State[Any], *tags: str) -> str:
    parameters = {"subject": "CN01-001"} if deployment == PASSES else {}
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name(deployment)
        run = client.create_flow_run_from_deployment(
            found.id, state=state, parameters=parameters, tags=list(tags)
        )
        return str(run.id)


def a_worker() -> str:
    """The tag of a worker that has just given a sign of life."""
    name = f"worker {uuid4()}"
    with get_client(sync_client=True) as client:
        client.request(
            "POST",
            "/work_pools/{work_pool_name}/workers/heartbeat",
            path_params={"work_pool_name": "dayzero"},
            json={"name": name, "heartbeat_interval_seconds": 30},
        )
    return f"{WORKER}{name}"


def test_what_a_worker_left_that_is_gone_is_ended_and_nothing_else(pages: Pages) -> None:
    alive = a_worker()
    left = [a_run(SWEEP, Running(), GONE), a_run(PASSES, Running(), GONE), a_run(SWEEP, Pending())]
    left.append(a_run(PASSES, Running()))  # no pass takes minutes, whoever made it
    going_on = [a_run(SWEEP, Running(), alive), a_run(PASSES, Running(), alive)]
    going_on.append(a_run(SWEEP, Running()))  # of a command: its heartbeat speaks for it

    end_abandoned(datetime.now(UTC) + timedelta(minutes=2))
    assert {pages.flow_run(run)["state_name"] for run in left} == {"Running", "Pending"}

    end_abandoned(datetime.now(UTC) + timedelta(minutes=4))
    ended = {(pages.flow_run(run)["state_name"], pages.flow_run(run)["state_type"]) for run in left}
    assert ended == {("Abandoned", "CRASHED")}
    assert {pages.flow_run(run)["state_name"] for run in going_on} == {"Running"}


@pytest.mark.journey  # it waits half a minute for Prefect's clock
def test_prefect_ends_a_run_that_gives_its_heartbeat_no_more(pages: Pages, tmp_path: Path) -> None:
    """With ten seconds in place of four minutes."""
    quick = UPKEEP.read_text().replace("within: 240", "within: 10")
    file = tmp_path / "quick.yaml"
    file.write_text(quick.replace('name: "dayzero upkeep: ', 'name: "quick upkeep: '))
    list(apply(file))
    run = a_run(SWEEP, Running())
    emit_event(
        "prefect.flow-run.heartbeat",
        resource={"prefect.resource.id": f"prefect.flow-run.{run}"},
        related=[
            {
                "prefect.resource.id": "prefect.flow.1",
                "prefect.resource.role": "flow",
                "prefect.resource.name": "sweep",
            }
        ],
    )

    deadline = time.monotonic() + PATIENCE_SECONDS
    while pages.flow_run(run)["state_name"] != "Abandoned":
        assert time.monotonic() < deadline
        time.sleep(0.2)
    remove_automations("quick upkeep: ")


def test_what_an_earlier_version_registered_is_gone_once_this_one_is(pages: Pages) -> None:
    with get_client(sync_client=True) as client:
        sweep = client.read_deployment_by_name(SWEEP)
        every_minute = {"schedule": {"interval": 60}, "active": True, "slug": "every-minute"}
        pages.http.post(f"/deployments/{sweep.id}/schedules", json=[every_minute])
        client.create_deployment(flow_id=sweep.flow_id, name="chunk")
        assert len(client.read_deployment_schedules(sweep.id)) == 1

        list(deploy())

        assert client.read_deployment_schedules(sweep.id) == []
