"""Some of the subjects of a sweep, passed over by another worker than the sweep's own."""

from datetime import datetime

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.passes.sweeping import pass_over, sweep_state
from tasks.prefect_pages.shown_path import tag_if_our_fault


@flow(
    name="chunk",
    flow_run_name="chunk",
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def pass_over_chunk(subjects: list[str], as_of: datetime) -> State[None]:
    """One pass over each; safe to repeat and to run beside the sweep that handed it out."""
    return sweep_state(pass_over(subjects, as_of))
