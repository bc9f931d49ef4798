"""The process among Prefect's workers: its name, and the tag of the runs that it makes."""

import socket
from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from prefect import get_client
from prefect.client.schemas.objects import FlowRun

from tasks.prefect_pages.abandoned import WORKER

NAME: Final = f"{socket.gethostname()} {uuid4().hex[:8]}"
"""Another at each start: what an earlier process left behind is never taken for this one's."""

TAG: Final = f"{WORKER}{NAME}"


def sign(flow_run: FlowRun) -> None:
    """Let a run name this worker, so that it is ended if this worker is killed."""
    signed: Sequence[str] = [*flow_run.tags, TAG]
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, tags=signed)
    flow_run.tags = list(signed)
