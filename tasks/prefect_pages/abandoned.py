"""Runs whose worker is gone: killed, hung or cut off, it left them as if they went on.

Prefect ends a run whose heartbeat stopped. A pass has none, and what was killed in its first
moment has not sent one. Such a run is known by its worker, whose own sign of life Prefect keeps.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkerFilter,
    WorkerFilterStatus,
)
from prefect.client.schemas.objects import FlowRun, StateType, WorkerStatus
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

ABANDONED, GONE = "Abandoned", "its worker is gone; the next sweep does its work"
WORKER = "worker:"
"""How the tag begins that names the worker of a run."""

PATIENCE = timedelta(minutes=3)  # Prefect takes a worker for gone after a minute and a half
PASSES = "patient-path"
OTHERS = ("sweep", "deliver-alerts", "housekeeping")
POOL = "dayzero"


def end_abandoned(now: datetime) -> Sequence[str]:
    """End what was begun some minutes ago by a worker that is no longer there.

    Safe to repeat. A run that did end meanwhile stays as it ended.

    Returns:
        The names of the runs.
    """
    with get_client(sync_client=True) as client:
        passes = _begun(client, now - PATIENCE, PASSES)
        others = [run for run in _begun(client, now - PATIENCE, *OTHERS) if _is_judged(run)]
        alive = _alive(client) if passes or others else frozenset()
        abandoned = [run for run in (*passes, *others) if alive.isdisjoint(run.tags)]
        for run in abandoned:
            client.set_flow_run_state(run.id, Crashed(name=ABANDONED, message=GONE))
    return [run.name for run in abandoned]


def _begun(client: SyncPrefectClient, before: datetime, *flows: str) -> list[FlowRun]:
    states = FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING])
    runs = client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=list(flows))),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=states)),
    )
    return [run for run in runs if run.state is not None and run.state.timestamp < before]


def _is_judged(run: FlowRun) -> bool:
    """A sweep of a command names no worker and may take long: its heartbeat speaks for it."""
    named = any(tag.startswith(WORKER) for tag in run.tags)
    return named or run.state_type is StateType.PENDING


def _alive(client: SyncPrefectClient) -> frozenset[str]:
    """The tags of the workers that have given a sign of life lately."""
    online = WorkerFilter(status=WorkerFilterStatus(any_=[WorkerStatus.ONLINE]))
    try:
        found = client.read_workers_for_work_pool(POOL, worker_filter=online)
    except ObjectNotFound:  # nobody made the pool, so nobody works in it
        return frozenset()
    return frozenset(f"{WORKER}{worker.name}" for worker in found)
