"""When a task is worth trying again: only where time alone can help."""

from typing import Any

from prefect.client.schemas.objects import State, TaskRun

from models.records.store import StoreBusy, StoreUnreachable

TRY_AGAIN_AFTER = [1.0, 10.0]  # seconds: a lock is short, a database's restart is not


def time_helps(task: Any, task_run: TaskRun, state: State[Any]) -> bool:  # noqa: ARG001  Prefect passes three
    """A lock is released and a database comes back; any other fault stays as it is."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, (StoreBusy, StoreUnreachable))


def never(*_: Any) -> bool:
    """A step that is overdue is not less so a second later."""
    return False
