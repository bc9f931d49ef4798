"""Alerts on their way to people: what is due is recorded, sent, and tried again until it rests."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.task_runners import ThreadPoolTaskRunner

from models.alerting.tellings import ToldState
from tasks.prefect_pages.shown_path import label_this_run, tag_if_our_fault
from tasks.telling.delivering import (
    AT_ONCE,
    deliver_rounds,
    delivery_state,
    in_vain,
    say_delivered,
    try_as_task_runs,
)

SIDE_BY_SIDE: ThreadPoolTaskRunner[ToldState | None] = ThreadPoolTaskRunner(max_workers=AT_ONCE)


@flow(
    name="deliver-alerts",
    flow_run_name="deliver-alerts",
    task_runner=SIDE_BY_SIDE,  # type: ignore[arg-type]  # Prefect types its own runner more narrowly than its decorator
    on_failure=[tag_if_our_fault],
    on_crashed=[tag_if_our_fault],
    persist_result=False,
)
def deliver_alerts(as_of: datetime | None = None) -> State[None]:
    """Tell everybody who must be told now, each message once.

    Safe to repeat and to run beside itself: a message on its way is left alone, one that
    was sent is not sent again.
    """
    rested = deliver_rounds(lambda: as_of or datetime.now(UTC), try_as_task_runs)
    label_this_run(f"deliver-alerts · {say_delivered(rested)}", "deliver-alerts")
    return delivery_state(rested, in_vain(rested))
