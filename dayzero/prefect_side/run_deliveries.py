"""Deliveries, run in this process and told in a line: through Prefect, or without it."""

from typing import NamedTuple

from dayzero import clock
from dayzero.prefect_side.run_flows import (
    RunFailed,
    check_reachable,
    held_at,
    why_of,
)
from flows.deliver import deliver_alerts
from models.alerting.tellings import ToldState
from tasks.telling.alert_routing import routing
from tasks.telling.delivering import (
    DEAD_LETTERS,
    DELIVERED,
    NOBODY_REACHED,
    deliver_rounds,
    in_vain,
    say_delivered,
    say_in_vain,
    try_in_threads,
)


class Delivered(NamedTuple):
    """What came of one run."""

    said: str
    reached_all: bool


def deliver_plainly() -> Delivered:
    """In this process alone: alerts reach people although Prefect is down."""
    rested = deliver_rounds(clock.now, try_in_threads)
    said, vain = say_delivered(rested), in_vain(rested)
    if vain:
        said = f"{said}; {say_in_vain(vain)}"
    return Delivered(said, reached_all=not (rested[ToldState.DEAD] or vain))


def deliver_by_flow() -> Delivered:
    """As a flow run, each message a task run.

    Raises:
        ProtocolRefused: with the line, if the routing cannot be what its author meant.
        PrefectUnreachable: before anything ran.
        RunFailed: if the work was not done by our own fault.
    """
    routing()
    check_reachable()
    state = deliver_alerts(held_at(), return_state=True)
    if state.name not in {DELIVERED, DEAD_LETTERS, NOBODY_REACHED}:
        raise RunFailed("deliver", why_of(state))
    return Delivered(state.message or "", reached_all=state.name == DELIVERED)
