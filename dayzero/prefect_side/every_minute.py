"""What a worker does every minute: it looks whether there is anything to do.

Only then is a sweep or a delivery asked of Prefect, once a minute however many workers look; while
its server is away, the worker does both by itself.
So each of Prefect's runs stands for something, and a subject's own run is not buried. A worker
that looked and found no sweep due says so in an event, for whoever waits for a sign of life.
"""

import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.events import emit_event
from prefect.exceptions import ObjectNotFound
from prefect.states import Scheduled

from dayzero.prefect_side.run_flows import held_at
from dayzero.prefect_side.this_worker import NAME
from dayzero.prefect_side.without_prefect import carry_on
from models.records.store import StoreTrouble
from tasks.passes.due_work import deliveries_are_due, sweep_is_due
from tasks.prefect_pages.abandoned import end_abandoned
from tasks.prefect_pages.attention_list import is_outdated, show_attention
from tasks.prefect_pages.upcoming import keep_upcoming
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.minute")
EVERY_SECONDS = 60.0
AT_IT = timedelta(minutes=15)  # a run that is at it for longer keeps no other from being asked for
SWEEP, DELIVER = "sweep/sweep", "deliver-alerts/deliver-alerts"
MINUTE, SECOND = "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"
NO_SWEEP_DUE = "dayzero.sweep.not_due"
UNENDED = (StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING)


class EveryMinute:
    """Looks until it is told to stop; what troubles one look, the next tries again."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self.looked_at = time.monotonic()
        self.alone = False

    def until_stopped(self) -> None:
        """Look, wait out the minute, look again."""
        wait = 0.0
        while not self.stop.wait(wait):
            self.looked_at = time.monotonic()
            self.look()
            wait = max(EVERY_SECONDS - (time.monotonic() - self.looked_at), 0.0)

    def look(self) -> None:
        """Ask for what is due, keep Prefect's pages true; each by itself, whatever fails."""
        try:
            self._look(held_at() or datetime.now(UTC))
        except StoreTrouble as trouble:
            LOG.warning("%s; looked at again in a minute", say_refusal(trouble, ENGLISH))
        except Exception as error:  # noqa: BLE001  as when Prefect's server is down
            LOG.warning("a look was broken off (%s); another in a minute", type(error).__name__)

    def _look(self, now: datetime) -> None:
        with get_client(sync_client=True) as client:
            if self._is_away(client):
                carry_on(now)
                return
            if deliveries_are_due(now):
                ask_for(client, DELIVER)
            if sweep_is_due(now):
                ask_for(client, SWEEP)
            else:
                say_no_sweep_is_due()
        for name in end_abandoned(datetime.now(UTC)):
            LOG.warning("%s: its worker is gone; ended", name)
        if is_outdated(now):
            show_attention(now)
        keep_upcoming()

    def _is_away(self, client: SyncPrefectClient) -> bool:
        """Whether Prefect's server does not answer; said once when it goes and when it is back."""
        away = client.api_healthcheck() is not None
        if away and not self.alone:
            LOG.warning("Prefect's server does not answer; passes and messages go on without it")
        if self.alone and not away:
            LOG.warning("Prefect's server answers again")
        self.alone = away
        return away


def ask_for(client: SyncPrefectClient, deployment: str, *, once_in: str = MINUTE) -> bool:
    """Ask for a run that some worker takes, unless one is at it.

    Args:
        once_in: the form of a moment; however many ask within one, they ask for the same run.

    Returns:
        False where nobody has registered the deployment: there is nothing to ask for.
    """
    now = datetime.now(UTC)
    try:
        wanted = client.read_deployment_by_name(deployment).id
    except ObjectNotFound:
        return False
    if _one_is_at_it(client, wanted, now - AT_IT):
        return True
    client.create_flow_run_from_deployment(
        wanted,
        name=deployment.partition("/")[0],
        parameters={"as_of": held_at()},
        state=Scheduled(scheduled_time=now),
        idempotency_key=f"{deployment} {now:{once_in}}",
    )
    return True


def _one_is_at_it(client: SyncPrefectClient, deployment: UUID, since: datetime) -> bool:
    unended = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(UNENDED))),
        expected_start_time=FlowRunFilterExpectedStartTime(after_=since),
    )
    return bool(client.read_flow_runs(flow_run_filter=unended, limit=1))


def say_no_sweep_is_due() -> None:
    """A sign of life: the records were asked, and nobody waits for a pass."""
    emit_event(
        NO_SWEEP_DUE,
        resource={"prefect.resource.id": "dayzero.worker", "prefect.resource.name": NAME},
        related=[
            {
                "prefect.resource.id": "dayzero.flow.sweep",
                "prefect.resource.role": "flow",
                "prefect.resource.name": "sweep",
            }
        ],
    )
