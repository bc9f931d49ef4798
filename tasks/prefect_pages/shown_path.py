"""A path on Prefect's pages: a task run for each line, a name and tags for the run."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from prefect import get_client, task
from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import Flow
from prefect.runtime import flow_run as this_run
from prefect.states import Failed

from models.records.store import PassOutcome, PassResult, mark_path_shown, paths_to_show
from models.timeline.path_word import Word
from pictures.path import Path, PathLine
from tasks.environment import store
from tasks.passes.one_pass import CALENDAR_HELD_BACK, say_held_back
from tasks.prefect_pages.abandoned import WORKER
from tasks.prefect_pages.log_levels import level_by_colour
from tasks.prefect_pages.states import state_of
from tasks.retrying import never

NEWER_FACTS = "newer facts were recorded meanwhile; their pass is due"
OUTRUN = "another pass of this subject published meanwhile; what it published stands"
SHOWN_AT_ONCE = 30  # a second or more each on a busy machine; what is left has the next sweep
PATHS = "patient-path"
"""The tag of every run that shows a subject's path."""

OUR_FAULT = "our-fault"
"""The tag of a run that failed itself; a patient's trouble never carries it."""


level_by_colour()


# With no retries at all Prefect would log "Task run failed" for each overdue step; with one
# that is never taken it says nothing, and the state says it all.
@task(retries=1, retry_condition_fn=never, persist_result=False)
def stand(line: PathLine) -> State[None]:
    """Nothing but the line's own state."""
    return state_of(line.word, line.message)


def walk(path: Path) -> None:
    """Show the path, whatever its phases are: a task run for each of its steps, named by step.

    No tags: for each tagged task run Prefect asks its server for a place under that tag's
    limit, and waits for the answer; a pass took ten times as long.
    """
    for line in path.lines:
        stand.with_options(name=line.run, task_run_name=line.run)(line, return_state=True)


def label_run(path: Path) -> None:
    """Name this run by subject and state, and tag it with what people look for."""
    plan = path.plan
    label_this_run(
        f"{plan.subject} · {path.message}",
        PATHS,
        f"trial:{plan.protocol_id}",
        f"site:{plan.site}",
        f"subject:{plan.subject}",
        f"phase:{path.phase}",
    )


def label_this_run(name: str, *tags: str) -> None:
    """Give the flow run that is running a name that says how it went, and tags to find it by."""
    worker = (tag for tag in this_run.tags if tag.startswith(WORKER))
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(this_run.id), name=name, tags=[*tags, *worker])


def tag_if_our_fault(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:  # noqa: ARG001  Prefect passes three
    """Tag a run that raised or was stopped, so that it is never taken for a patient's state."""
    if state.name not in {word.value for word in Word}:
        with get_client(sync_client=True) as client:
            client.update_flow_run(flow_run.id, tags=[*flow_run.tags, OUR_FAULT])


def changed_paths() -> Sequence[str]:
    """Subjects whose newest run says something else than their last pass; so many at a time."""
    return paths_to_show(store(), SHOWN_AT_ONCE)


def note_shown(outcome: PassOutcome, result: PassResult) -> None:
    """Record what this run says, so that the next sweep makes one only where that has changed."""
    if not outcome.stale:
        mark_path_shown(store(), result.seen.subject, result.standing)


def final_state(path: Path, outcome: PassOutcome, result: PassResult) -> State[None]:
    """The run's own state: the path's word, unless a newer fact or pass made this one void.

    A calendar that was held back is a fault of ours, and no state of the patient's.
    """
    if outcome.stale:
        return state_of(Word.OVERTAKEN, OUTRUN if outcome.outrun else NEWER_FACTS)
    if result.held_back:
        return Failed(name=CALENDAR_HELD_BACK, message=say_held_back(result))
    return state_of(path.word, path.message)
