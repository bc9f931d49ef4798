"""Order in Prefect's database, every night: it is a window on the records, not an archive."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.schemas.objects import State

from tasks.prefect_pages.housekeeping import (
    compare_upcoming,
    housekeeping_state,
    remove_missed,
    remove_routine,
)
from tasks.prefect_pages.shown_path import tag_if_our_fault
from tasks.prefect_pages.upcoming import show_upcoming


@flow(
    name="housekeeping",
    flow_run_name="housekeeping",
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def housekeeping(as_of: datetime | None = None) -> State[None]:
    """Remove what nobody will look at again, mend what is coming.

    Safe to repeat. Everything else leaves by Prefect's own vacuum, after its retention.
    """
    now = as_of or datetime.now(UTC)
    removed = remove_routine(now) + remove_missed(now)
    lost = compare_upcoming()
    shown = show_upcoming()
    return housekeeping_state(removed, lost, shown)
