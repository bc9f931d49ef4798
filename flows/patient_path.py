"""One pass over one subject's path, from the recorded facts to the published calendar."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.schemas.objects import State

from models.disclosure import PREFECT
from pictures.path import path_of
from tasks.environment import language
from tasks.passes.events import tell_changes
from tasks.passes.one_pass import plan_path, work_out
from tasks.passes.records import publish, read_records
from tasks.prefect_pages.shown_path import (
    final_state,
    label_run,
    note_shown,
    tag_if_our_fault,
    walk,
)
from tasks.prefect_pages.timeline_page import show_timeline
from tasks.prefect_pages.upcoming import show_upcoming


@flow(
    name="patient-path",
    flow_run_name="{subject}",
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def patient_path(subject: str, as_of: datetime | None = None) -> State[None]:
    """Plan one subject's path, publish what moved, and show where the subject stands.

    Safe to repeat: without a new fact, a second pass changes no calendar and no alert.
    """
    now = as_of or datetime.now(UTC)
    recorded = read_records(subject)
    plan = plan_path(recorded, now)
    result = work_out(recorded, plan, now)
    outcome = publish(result)
    protocol = recorded.protocol(plan.as_of)
    path = path_of(plan, protocol, ceiling=PREFECT)
    label_run(path)
    tell_changes(path.plan, outcome)

    walk(path)

    shown = path_of(plan, protocol, language(), ceiling=PREFECT)
    show_timeline(shown, protocol.day_zero)
    show_upcoming(subject, return_state=True)
    note_shown(outcome, result)
    return final_state(path, outcome, result)
