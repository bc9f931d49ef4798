"""A large sweep is shared with other workers, and needs none of them."""

from uuid import uuid4

import pytest
from prefect import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from sqlalchemy import Engine

from dayzero.demo.stage import Stage
from dayzero.prefect_side.deploying import deploy
from dayzero.prefect_side.warm_worker import run_here
from dayzero.running.ports import LOOPBACK
from flows.sweep import sweep
from models.records.store import open_alerts, published_entries, subjects_due
from tasks.passes.sharing import Chunk, done_by_others, is_ours, share_out
from tasks.passes.sweeping import Swept
from tests.flows.conftest import NOW, bring_in
from tests.ports import free_port

pytestmark = pytest.mark.journey  # real servers or a browser, for minutes

FOUR = ("CN01-001", "CN03-001", "CN05-001", "CN10-001")
PARTS = [FOUR[:2], FOUR[2:3], FOUR[3:]]


@pytest.fixture
def workers(stage: Stage) -> None:
    """Two workers of the pool that say they are alive, and the deployments.

    Prefect's own client tries again where its database is busy for a moment.
    """
    list(deploy())
    pool = {"work_pool_name": "dayzero"}
    api = temporary_settings({PREFECT_API_URL: f"{stage.prefect_url}/api"})
    with api, get_client(sync_client=True) as client:
        for _ in range(2):
            heartbeat = {"name": f"worker {uuid4()}", "heartbeat_interval_seconds": 30}
            client.request(
                "POST",
                "/work_pools/{work_pool_name}/workers/heartbeat",
                path_params=pool,
                json=heartbeat,
            )


def begun_by_another(chunk: Chunk) -> None:
    """Run a chunk as a worker does."""
    with get_client(sync_client=True) as client:
        run_here(client.read_flow_run(chunk.run))  # type: ignore[arg-type]  # it was handed out


@pytest.mark.usefixtures("workers")
def test_what_another_worker_has_begun_is_left_to_it_and_the_rest_is_taken_back(
    records: Engine,
) -> None:
    bring_in(records, *FOUR)
    first, taken, left = share_out(PARTS, NOW)
    begun_by_another(taken)

    assert first.run is None
    assert [is_ours(chunk) for chunk in (first, taken, left)] == [True, False, True]
    assert done_by_others([first, taken, left]) == Swept(helped=1)
    assert subjects_due(records, NOW) == [*PARTS[0], *PARTS[2]]
    assert published_entries(records, taken.subjects[0])


@pytest.mark.usefixtures("workers")
def test_a_sweep_whose_helpers_never_come_does_it_all_itself(records: Engine) -> None:
    bring_in(records, *FOUR)

    state = sweep(NOW, 1, return_state=True)

    assert state.name == "Swept"
    assert "4 passes: 4 calendars changed" in (state.message or "")
    assert "other workers" not in (state.message or "")
    assert subjects_due(records, NOW) == []


@pytest.mark.usefixtures("workers")
def test_a_chunk_that_failed_at_another_worker_stays_due_and_is_told(records: Engine) -> None:
    bring_in(records, *FOUR)
    nobody = Chunk(("CN09-999",), share_out([FOUR, ("CN09-999",)], NOW)[1].run)
    begun_by_another(nobody)

    assert done_by_others([nobody]).faults == {"CN09-999": "its chunk: Incomplete"}
    assert open_alerts(records) == []


def test_a_server_that_knows_no_pool_or_does_not_answer_keeps_no_sweep_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.passes.sharing.POOL", "a pool that nobody made")
    unknown = share_out(PARTS, NOW)
    with temporary_settings({PREFECT_API_URL: f"http://{LOOPBACK}:{free_port()}/api"}):
        silent = share_out(PARTS, NOW)

    assert [chunk.run for chunk in (*unknown, *silent)] == [None] * 6
    assert [chunk.subjects for chunk in unknown] == PARTS
    assert stage.prefect_url  # a server is there, and is asked
