"""Whether there is anything to do: asked every minute, so that no run stands for nothing."""

from datetime import datetime, timedelta

from models.records.store import paths_to_show, subjects_due, wake_those_ahead
from tasks.environment import store
from tasks.passes.changed_plans import look_is_due
from tasks.telling.delivering import next_batch

A_MOMENT = timedelta(seconds=10)  # whoever recorded a fact is answered sooner, by a pass


def sweep_is_due(now: datetime) -> bool:
    """Whether a pass is due, everybody is to be looked at, or a path's word is not shown yet."""
    if wake_those_ahead(store(), now) or subjects_due(store(), now - A_MOMENT, limit=1):
        return True
    return look_is_due(store(), now) or bool(paths_to_show(store(), limit=1))


def deliveries_are_due(now: datetime) -> bool:
    """Whether anybody must be told something now; what is due is recorded by asking."""
    return bool(next_batch(now))
