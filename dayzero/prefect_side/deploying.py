"""What Prefect's server is told of us: two work pools, and the deployments of prefect.yaml.

Prefect's own `prefect deploy --all` reads the same file.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from prefect import get_client
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.schedules import Schedule
from prefect.workers.process import ProcessWorker

from dayzero.prefect_side.run_flows import check_reachable
from dayzero.running.place import POOL
from tasks.prefect_pages.upcoming import POOL as UPCOMING

DEPLOYMENTS = Path(__file__).parents[2] / "prefect.yaml"
POOLS: Mapping[str, str] = {
    POOL: "Passes, sweeps, deliveries and housekeeping, run by dayzero worker on as many"
    " machines as there are.",
    UPCOMING: "What is coming: each subject's next step, at the end of its window. Late means"
    " that the step is overdue. No worker belongs here, so this pool is always"
    " Not ready; that is meant so.",
}


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


def _make_pool(name: str, description: str) -> None:
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(name)
        except ObjectNotFound:
            template = ProcessWorker.get_default_base_job_template()
            client.create_work_pool(
                WorkPoolCreate(
                    name=name,
                    type=ProcessWorker.type,
                    description=description,
                    base_job_template=template,
                )
            )
        else:
            client.update_work_pool(name, WorkPoolUpdate(description=description))


def _register(said: Mapping[str, Any]) -> None:
    limit = said.get("concurrency_limit")
    RunnerDeployment.from_entrypoint(
        entrypoint=said["entrypoint"],
        name=said["name"],
        description=said["description"],
        tags=said.get("tags"),
        schedules=[Schedule(**_schedule(each)) for each in said.get("schedules", ())],
        concurrency_limit=ConcurrencyLimitConfig(**limit) if limit else None,
        work_pool_name=said["work_pool"]["name"],
    ).apply()


def _schedule(said: Mapping[str, Any]) -> dict[str, Any]:
    """Prefect's file gives seconds, its class takes a duration."""
    seconds = said.get("interval")
    return {**said, **({"interval": timedelta(seconds=seconds)} if seconds else {})}


def _rhythm(said: Mapping[str, Any]) -> str:
    rhythms = [each["slug"].replace("-", " ") for each in said.get("schedules", ())]
    return "".join(f", {rhythm}" for rhythm in rhythms)
