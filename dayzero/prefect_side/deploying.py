"""What Prefect's server is told of us: two work pools, deployments, and who ends dead runs.

Prefect's own `prefect deploy --all` reads the same prefect.yaml.
"""

from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from prefect import get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.schedules import Schedule
from prefect.workers.process import ProcessWorker

from dayzero.prefect_side.automating import apply
from dayzero.prefect_side.run_flows import check_reachable
from dayzero.running.place import POOL
from tasks.prefect_pages.upcoming import POOL as UPCOMING

DEPLOYMENTS = Path(__file__).parents[2] / "prefect.yaml"
POOLS: Mapping[str, str] = {
    POOL: "Passes, sweeps, deliveries and housekeeping, run by dayzero worker on as many"
    " machines as there are.",
    UPCOMING: "What is coming: each subject's next step, at the end of its window. Late means"
    " that the step is overdue. No worker belongs here, so this pool is paused; that is meant so.",
}
UPKEEP = Path(__file__).parents[2] / "automations" / "upkeep.yaml"
GONE = ("chunk/chunk",)
"""Deployments of earlier versions."""


def deploy() -> Iterator[str]:
    """Make the pools and register each deployment; a line for each. Safe to repeat.

    Raises:
        PrefectUnreachable: before anything was registered.
    """
    check_reachable()
    for name, description in POOLS.items():
        _make_pool(name, description)
        yield f"work pool {name} is ready"
    for said in yaml.safe_load(DEPLOYMENTS.read_text())["deployments"]:
        _register(said)
        yield f"deployment {said['name']} is registered{_rhythm(said)}"
    _remove_gone()
    yield from (f"automation {line}" for line in apply(UPKEEP))


def _make_pool(name: str, description: str) -> None:
    """A pool without workers is paused: grey, where Not ready would be the red of an outage."""
    paused = name == UPCOMING
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(name)
        except ObjectNotFound:
            with suppress(ObjectAlreadyExists):  # somebody else deploys at the same time
                client.create_work_pool(_new_pool(name))
        client.update_work_pool(name, WorkPoolUpdate(description=description, is_paused=paused))


def _new_pool(name: str) -> WorkPoolCreate:
    return WorkPoolCreate(
        name=name,
        type=ProcessWorker.type,
        base_job_template=ProcessWorker.get_default_base_job_template(),
    )


def _register(said: Mapping[str, Any]) -> None:
    limit = said.get("concurrency_limit")
    known: Any = RunnerDeployment.from_entrypoint(
        entrypoint=said["entrypoint"],
        name=said["name"],
        description=said["description"],
        tags=said.get("tags"),
        paused=said.get("paused", False),
        schedules=[Schedule(**_schedule(each)) for each in said.get("schedules", ())],
        concurrency_limit=ConcurrencyLimitConfig(**limit) if limit else None,
        work_pool_name=said["work_pool"]["name"],
    ).apply()
    _end_schedules(known, {each["slug"] for each in said.get("schedules", ())})


def _end_schedules(deployment: UUID, said: Container[str]) -> None:
    """End those that the file has no more, with the runs that they have scheduled."""
    with get_client(sync_client=True) as client:
        for schedule in client.read_deployment_schedules(deployment):
            if schedule.slug not in said:
                client.delete_deployment_schedule(deployment, schedule.id)


def _remove_gone() -> None:
    with get_client(sync_client=True) as client:
        for name in GONE:
            with suppress(ObjectNotFound):
                client.delete_deployment(client.read_deployment_by_name(name).id)


def _schedule(said: Mapping[str, Any]) -> dict[str, Any]:
    """Prefect's file gives seconds, its class takes a duration."""
    seconds = said.get("interval")
    return {**said, **({"interval": timedelta(seconds=seconds)} if seconds else {})}


def _rhythm(said: Mapping[str, Any]) -> str:
    rhythms = [each["slug"].replace("-", " ") for each in said.get("schedules", ())]
    return "".join(f", {rhythm}" for rhythm in rhythms)
