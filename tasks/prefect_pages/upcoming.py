"""What is coming, among Prefect's runs: each subject's next step, scheduled for its end.

A run of its own work pool stands for the step until a new fact moves or ends it. That pool is
paused, so that Prefect marks a run Late exactly when its step is overdue.
"""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID, uuid4

from prefect import get_client, task
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Scheduled

from models.disclosure import PREFECT
from models.records.store import (
    Outdated,
    ShownStep,
    learn_versions,
    mark_not_shown,
    mark_shown,
    outdated_runs,
    steps_to_show,
)
from models.timeline.path_word import Word
from models.versions.known import known_protocol
from pictures.outside_names import id_below
from tasks.environment import store, upcoming_at_most
from tasks.prefect_pages.states import state_of

POOL = "upcoming"
DEPLOYMENT = "upcoming/upcoming"
AT_ONCE = 500  # runs made or ended in one go, some 20 a second; what is left comes next time


class Shown(NamedTuple):
    """How many runs were made, and how many were ended."""

    made: int
    ended: int


@task(name="show-upcoming", task_run_name="show-upcoming", persist_result=False)
def show_upcoming(subject: str | None = None) -> Shown:
    """Make Prefect's scheduled runs agree with what comes next, for one subject or for all.

    Safe to repeat and to run beside itself: a run has a key of its own, and what is shown
    already asks nothing of Prefect.
    """
    return keep_upcoming(subject)


def keep_upcoming(subject: str | None = None) -> Shown:
    """The same without a run."""
    at_most = upcoming_at_most()
    learn_versions(store())
    outdated = outdated_runs(store(), at_most=at_most, subject=subject, limit=AT_ONCE)
    missing = steps_to_show(store(), at_most=at_most, subject=subject, limit=AT_ONCE)
    if not outdated and not missing:
        return Shown(0, 0)
    with get_client(sync_client=True) as client:
        _end(client, outdated)
        # what was just ended may have something that follows it
        return Shown(_make(client, at_most, subject), len(outdated))


def _end(client: SyncPrefectClient, outdated: Iterable[Outdated]) -> None:
    for old in outdated:
        end_run(client, old.run, Word(old.left_as))
        mark_not_shown(store(), old.subject, old.run)


def end_run(client: SyncPrefectClient, run: str, word: Word) -> None:
    """End a scheduled run in a state named for what became of its step; gone is ended, too."""
    state = state_of(word, f"no longer coming: {word.lower()}")
    try:
        client.set_flow_run_state(UUID(run), state, force=True)
    except ObjectNotFound:
        return


def _make(client: SyncPrefectClient, at_most: int | None, subject: str | None) -> int:
    try:
        deployment = client.read_deployment_by_name(DEPLOYMENT).id
    except ObjectNotFound:  # nobody registered it: nothing is shown, nothing is wrong
        return 0
    missing = steps_to_show(store(), at_most=at_most, subject=subject, limit=AT_ONCE)
    for step in missing:
        run = _schedule(client, deployment, step)
        mark_shown(store(), step.subject, run, step.version)
    return len(missing)


def _schedule(client: SyncPrefectClient, deployment: UUID, step: ShownStep) -> str:
    """A run for a step; one that ended already, as after records were restored, is no answer."""
    key = f"{step.subject}/{step.step}/{step.due_at.isoformat()}/{step.version}"
    run = _create(client, deployment, step, key)
    if run.state_type is not StateType.SCHEDULED:
        run = _create(client, deployment, step, f"{key}/{uuid4()}")
    return str(run.id)


def _create(client: SyncPrefectClient, deployment: UUID, step: ShownStep, key: str) -> FlowRun:
    name = id_below(step.step, known_protocol(step.protocol), PREFECT)
    return client.create_flow_run_from_deployment(
        deployment,
        name=f"{step.subject} · {step.title}",
        parameters={"subject": step.subject, "step": name},
        state=Scheduled(scheduled_time=step.due_at),
        tags=[
            f"trial:{step.protocol}",
            f"site:{step.site}",
            f"subject:{step.subject}",
            f"step:{name}",
        ],
        idempotency_key=key,
    )
