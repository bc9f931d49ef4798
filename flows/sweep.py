"""All subjects whose pass is due: what downtime and the passing of days left to do."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.schemas.objects import State

from flows.patient_path import patient_path
from tasks.passes.sweeping import chunks, find_due, pass_over, sweep_state, total
from tasks.prefect_pages.attention_list import show_attention
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT
from tasks.prefect_pages.shown_path import changed_paths, label_this_run, tag_if_our_fault
from tasks.prefect_pages.upcoming import show_upcoming

CHUNK = 500  # subjects in one task run: Prefect keeps a row for each task run, not each subject


@flow(
    name="sweep",
    flow_run_name="sweep",
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def sweep(
    as_of: datetime | None = None, chunk: int = CHUNK, *, everyone: bool = False
) -> State[None]:
    """Pass over everyone who is due, then show who needs attention, due or not.

    Whose word changed has a run of the path's own. Safe to repeat: ten sweeps that were missed
    equal one.

    Args:
        everyone: look at everybody first, though nothing says that it is time to.
    """
    now = as_of or datetime.now(UTC)
    due = find_due(now, everyone=everyone)
    swept = total(pass_over(part, now) for part in chunks(due, chunk))
    waiting = show_attention(now)
    with WITHOUT_HEARTBEAT():
        for subject in changed_paths():
            patient_path(subject, now, return_state=True)
    show_upcoming(return_state=True)
    label_this_run(f"sweep · {waiting}", "sweep")
    return sweep_state(swept, waiting)
