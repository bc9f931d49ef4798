"""What stands behind a scheduled run of what is coming; meant to be looked at, not to be run."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.schemas.objects import State

from models.disclosure import PREFECT
from pictures.path import path_of
from tasks.passes.one_pass import plan_path
from tasks.passes.records import read_records
from tasks.prefect_pages.shown_path import tag_if_our_fault
from tasks.prefect_pages.states import state_of


@flow(
    name="upcoming",
    flow_run_name="{subject} · {step}",
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def upcoming(subject: str, step: str, as_of: datetime | None = None) -> State[None]:
    """Say how one step stands, and change nothing: a worker that runs it does no harm."""
    recorded = read_records(subject)
    plan = plan_path(recorded, as_of or datetime.now(UTC))
    line = path_of(plan, recorded.protocol(plan.as_of), ceiling=PREFECT).line(step)
    return state_of(line.word, line.message)
