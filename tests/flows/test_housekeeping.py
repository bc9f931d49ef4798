"""Prefect's database is kept in order: what nobody looks at again goes, the rest stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from prefect import get_client
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed, Scheduled

from flows.housekeeping import housekeeping
from tests.flows.prefect_pages import Pages

pytestmark = [
    pytest.mark.usefixtures("deployed", "records"),
    pytest.mark.journey,
]


def a_run(state: State[Any], deployment: str = "sweep/sweep") -> str:
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name(deployment)
        parameters = {"subject": "CN01-001"} if deployment.startswith("patient") else {}
        run = client.create_flow_run_from_deployment(found.id, state=state, parameters=parameters)
        return str(run.id)


def exists(pages: Pages, run: str) -> bool:
    return pages.http.get(f"/flow_runs/{run}").status_code == 200


def test_routine_and_missed_runs_go_and_whatever_went_wrong_stays(pages: Pages) -> None:
    routine = a_run(Completed(name="Swept", message="0 passes"))
    failed = a_run(Failed(name="Incomplete", message="failed: CN01-001"))
    by_hand = a_run(Completed(name="On track"), "patient-path/patient-path")
    missed = a_run(Scheduled(scheduled_time=datetime.now(UTC) - timedelta(days=1)))

    assert housekeeping(datetime.now(UTC) + timedelta(days=1), return_state=True).is_completed()
    assert exists(pages, routine)
    assert not exists(pages, missed)

    housekeeping(datetime.now(UTC) + timedelta(days=3), return_state=True)
    assert not exists(pages, routine)
    assert exists(pages, failed)
    assert exists(pages, by_hand)
