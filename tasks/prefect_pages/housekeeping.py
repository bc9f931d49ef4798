"""What leaves Prefect's database before its own vacuum comes, and what is put right there."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from prefect import get_client, task
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterEndTime,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateName,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Completed

from models.records.store import mark_not_shown, shown_runs
from models.timeline.path_word import Word
from tasks.environment import store
from tasks.passes.sweeping import SWEPT
from tasks.prefect_pages.upcoming import POOL, Shown, end_run
from tasks.telling.delivering import DELIVERED

KEPT = "Kept in order"
ROUTINE_KEPT = timedelta(days=2)  # sweeps and deliveries that ended well
MISSED_AFTER = timedelta(hours=1)  # a scheduled run that nobody took is made up for by the next
ROUTINE = ("sweep", "deliver-alerts")
SCHEDULED = (*ROUTINE, "housekeeping")
PAGE = 200


@task(name="remove-routine", task_run_name="remove-routine", persist_result=False)
def remove_routine(now: datetime) -> int:
    """Remove runs that did their work and will not be looked at: their traces are elsewhere.

    Returns:
        How many.
    """
    ended_well = FlowRunFilter(
        state=FlowRunFilterState(name=FlowRunFilterStateName(any_=[SWEPT, DELIVERED, "Cancelled"])),
        end_time=FlowRunFilterEndTime(before_=now - ROUTINE_KEPT),
    )
    return _remove(ended_well, ROUTINE)


@task(name="remove-missed", task_run_name="remove-missed", persist_result=False)
def remove_missed(now: datetime) -> int:
    """Remove scheduled runs that nobody took in time: ten missed sweeps equal one.

    Returns:
        How many.
    """
    missed = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=now - MISSED_AFTER),
    )
    return _remove(missed, SCHEDULED)


@task(name="compare-upcoming", task_run_name="compare-upcoming", persist_result=False)
def compare_upcoming() -> int:
    """Let records and scheduled runs of what is coming agree on which runs there are.

    A run that Prefect lost, as with a new database, or that a worker ran by mistake is made
    again; a run that no record knows is ended.

    Returns:
        How many were put right.
    """
    known = shown_runs(store())
    waiting = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
    )
    with get_client(sync_client=True) as client:
        pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
        shown = {
            str(run.id) for run in _pages(client, flow_run_filter=waiting, work_pool_filter=pool)
        }
        for run in shown - known.keys():
            end_run(client, run, Word.MOVED)
    lost = known.keys() - shown
    for run in lost:
        mark_not_shown(store(), known[run], run)
    return len(lost) + len(shown - known.keys())


def _remove(runs: FlowRunFilter, deployments: tuple[str, ...]) -> int:
    removed = 0
    with get_client(sync_client=True) as client:
        of_these = DeploymentFilter(name=DeploymentFilterName(any_=list(deployments)))
        ids = [one.id for one in client.read_deployments(deployment_filter=of_these)]
        if not ids:
            return 0
        wanted = runs.model_copy(update={"deployment_id": FlowRunFilterDeploymentId(any_=ids)})
        while batch := client.read_flow_runs(flow_run_filter=wanted, limit=PAGE):
            for run in batch:
                client.delete_flow_run(run.id)
            removed += len(batch)
    return removed


def _pages(client: SyncPrefectClient, **wanted: Any) -> Iterator[FlowRun]:
    """Every run that is wanted, read before any of them is changed."""
    offset = 0
    while page := client.read_flow_runs(
        **wanted, sort=FlowRunSort.ID_DESC, limit=PAGE, offset=offset
    ):
        yield from page
        offset += PAGE


def housekeeping_state(removed: int, lost: int, shown: Shown) -> State[None]:
    """What was done, in one sentence."""
    return Completed(
        name=KEPT,
        message=(
            f"{removed} runs removed; of what is coming"
            f" {lost} put right, {shown.made} made, {shown.ended} ended."
        ),
    )
