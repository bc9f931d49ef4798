"""A sweep's chunks, shared with the other workers where there are any.

The sweep hands its chunks out as runs of their own and goes on by itself from the front; a
chunk that nobody has begun when it gets there it takes back. So it needs nobody, and whoever
is there helps. Two that pass over one subject at once leave one revision, as always.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from httpx import HTTPError
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import WorkerFilter, WorkerFilterStatus
from prefect.client.schemas.objects import FlowRun, State, StateType, WorkerStatus
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled

from tasks.passes.sweeping import SWEPT, Swept

POOL, DEPLOYMENT = "dayzero", "chunk/chunk"
TAKEN_BACK = "Taken back"
LONGEST_WAIT_SECONDS = 900.0  # what is not done by then is due at the next sweep
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some subjects who are due.

    Attributes:
        run: the run that was handed out for them; None where the sweep keeps them.
    """

    subjects: Sequence[str]
    run: UUID | None = None


def share_out(parts: Sequence[Sequence[str]], now: datetime) -> list[Chunk]:
    """Hand out all chunks but the first, if another worker is there to take them."""
    kept = [Chunk(part) for part in parts]
    if len(parts) < 2:  # noqa: PLR2004  one chunk is for the sweep itself
        return kept
    try:
        with get_client(sync_client=True) as client:
            return [kept[0], *_handed_out(client, kept[1:], now)]
    except (HTTPError, ObjectNotFound):  # no pool, no such deployment, no answer: it needs nobody
        return kept


def _handed_out(
    client: SyncPrefectClient, chunks: Sequence[Chunk], now: datetime
) -> Sequence[Chunk]:
    if not _others(client):
        return chunks
    deployment = client.read_deployment_by_name(DEPLOYMENT).id
    return [Chunk(one.subjects, _hand_out(client, deployment, one.subjects, now)) for one in chunks]


def _others(client: SyncPrefectClient) -> bool:
    """Whether a worker beside the one that runs the sweep is alive."""
    online = WorkerFilter(status=WorkerFilterStatus(any_=[WorkerStatus.ONLINE]))
    return len(client.read_workers_for_work_pool(POOL, worker_filter=online)) > 1


def _hand_out(
    client: SyncPrefectClient, deployment: UUID, subjects: Sequence[str], now: datetime
) -> UUID:
    run = client.create_flow_run_from_deployment(
        deployment,
        name=f"chunk · {subjects[0]} and on",
        parameters={"subjects": list(subjects), "as_of": now.isoformat()},
        tags=["chunk"],
    )
    return UUID(str(run.id))


def is_ours(chunk: Chunk) -> bool:
    """Whether the sweep must pass over a chunk itself: nobody has begun it. Takes it back then."""
    if chunk.run is None:
        return True
    with get_client(sync_client=True) as client:
        if client.read_flow_run(chunk.run).state_type is not StateType.SCHEDULED:
            return False
        state: State[None] = Cancelled(name=TAKEN_BACK, message="the sweep came to it first")
        client.set_flow_run_state(chunk.run, state)
    return True


def done_by_others(shared: Iterable[Chunk]) -> Swept:
    """Wait for the chunks that others have begun; one that failed stays due, and is told."""
    handed = [chunk for chunk in shared if chunk.run is not None]
    if not handed:
        return Swept()
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    with get_client(sync_client=True) as client:
        return sum((_done(client, chunk, until) for chunk in handed), Swept())


def _done(client: SyncPrefectClient, chunk: Chunk, until: float) -> Swept:
    run = _ended(client, chunk, until)
    name = "not ended yet" if run is None else run.state_name
    if name == TAKEN_BACK:  # the sweep has counted it already
        return Swept()
    if name == SWEPT:
        return Swept(helped=1)
    return Swept(faults={chunk.subjects[0]: f"its chunk: {name}"})


def _ended(client: SyncPrefectClient, chunk: Chunk, until: float) -> FlowRun | None:
    """The chunk's run once it has ended; None if it has not by then."""
    while chunk.run is not None:
        run = client.read_flow_run(chunk.run)
        if run.state is not None and run.state.is_final():
            return run
        if time.monotonic() > until:
            return None
        time.sleep(LOOK_SECONDS)
    return None
