"""A Prefect worker that stays warm: it runs flows in its own process, everything imported.

Prefect's process worker starts a process for each run, some five seconds of computing each;
a sweep and a delivery every minute would keep a small machine busy with starting. This one
takes runs of the same work pool, so both kinds may work side by side.
"""

import logging
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

import anyio
from anyio.abc import TaskStatus
from anyio.to_thread import run_sync
from prefect import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.flow_engine import run_flow
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)
from sqlalchemy import Engine

from dayzero.prefect_side.every_minute import EveryMinute
from dayzero.prefect_side.invitations import Invitations
from dayzero.prefect_side.mornings import Mornings
from dayzero.prefect_side.pushes import Pushes
from dayzero.prefect_side.showing import Showing
from dayzero.prefect_side.this_worker import NAME, sign
from dayzero.prefect_side.to_show import ToShow
from dayzero.prefect_side.watching import Watch
from dayzero.prefect_side.worker_health import Health
from dayzero.running.place import POOL
from dayzero.today_file.folder import Folder
from tasks.prefect_pages.abandoned import PASSES
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT
from tasks.pushing.target import Target

LOG = logging.getLogger("dayzero.worker")
AT_ONCE = 4
TRY_AGAIN_SECONDS = 10.0

Part = Watch | Showing | EveryMinute | Invitations | Pushes | Mornings
"""What looks in a thread of its own until it is told to stop."""


class WarmWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Runs each flow in a thread of this process."""

    type = "dayzero-warm"
    job_configuration = BaseJobConfiguration
    health: Health | None = None

    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        """Take what is scheduled; a worker that does not know its pool yet has asked nobody."""
        taken = await super().get_and_submit_flow_runs()
        if self.health is not None and self.get_status()["work_pool"] is not None:
            self.health.polled()
        return taken

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,  # noqa: ARG002  how to start a process, which this one does not
        task_status: TaskStatus[int] | None = None,
    ) -> BaseWorkerResult:
        """Run to the end; how it ended is told by the run's own state."""
        if task_status is not None:
            task_status.started(os.getpid())
        await run_sync(run_here, flow_run)
        return BaseWorkerResult(identifier=str(os.getpid()), status_code=0)


def run_here(flow_run: FlowRun) -> None:
    """Run the flow of a run's deployment in this thread."""
    sign(flow_run)
    with get_client(sync_client=True) as client:
        entrypoint = client.read_deployment(flow_run.deployment_id).entrypoint  # type: ignore[arg-type]  # a pool's runs have one
    flow = _loaded(str(entrypoint))
    with WITHOUT_HEARTBEAT() if flow.name == PASSES else nullcontext():
        run_flow(flow, flow_run=flow_run, return_type="state")


@lru_cache
def _loaded(entrypoint: str) -> Flow[..., Any]:
    return load_flow_from_entrypoint(entrypoint)


def work(
    engine: Engine, target: Target | None, folder: Folder | None, *, tells_health: bool
) -> None:
    """Work until SIGTERM or Ctrl-C, then let begun runs end.

    Args:
        target: the hospital's own calendar, to which what is published is pushed at once.
        folder: into which each morning's Today is written.
        tells_health: whether it answers over HTTP, where Prefect's settings say.
    """
    stop = threading.Event()
    try:
        anyio.run(_work, _parts(engine, target, folder, stop), stop, tells_health)
    except* RuntimeError as left:
        # Prefect's worker cannot close its own scopes when it is ended while it still looks for
        # its server; by then every part of ours has ended
        if not stop.is_set():
            raise
        LOG.info("ended while the pool was still sought: %s", type(left.exceptions[0]).__name__)


def _parts(
    engine: Engine, target: Target | None, folder: Folder | None, stop: threading.Event
) -> list[Part]:
    to_show = ToShow()
    parts: list[Part] = [
        Watch(engine, to_show, stop),
        Showing(to_show, stop),
        EveryMinute(stop),
        Invitations(engine, stop),
    ]
    if target is not None:
        parts.append(Pushes(engine, target, stop))
    if folder is not None:
        parts.append(Mornings(engine, folder, stop))
    return parts


async def _work(parts: Sequence[Part], stop: threading.Event, tells_health: bool) -> None:
    health = Health([partial(attrgetter("looked_at"), part) for part in parts])
    async with anyio.create_task_group() as everything:
        for part in parts:
            everything.start_soon(run_sync, part.until_stopped)
        everything.start_soon(_serve_pool, health)
        if tells_health:
            everything.start_soon(run_sync, health.serve, stop)
        LOG.info("ready")
        with anyio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
            async for number in signals:
                LOG.info("ending (%s)", number.name)
                break
        stop.set()
        everything.cancel_scope.cancel()


async def _serve_pool(health: Health) -> None:
    """Take the pool's runs; while Prefect's server is down for long, begin anew."""
    while True:
        try:
            worker = WarmWorker(work_pool_name=POOL, name=NAME, limit=AT_ONCE, prefetch_seconds=0)
            worker.health = health
            await worker.start(printer=LOG.info)
        except Exception as trouble:  # noqa: BLE001  whatever it is, it is told and tried again
            LOG.warning("scheduled runs wait: %s", type(trouble).__name__)
        await anyio.sleep(TRY_AGAIN_SECONDS)
