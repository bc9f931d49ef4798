"""What a worker does every minute while Prefect's server is away: passes and messages go on.

Prefect shows and spreads the work; what must not wait for it is done in this process, pass after
pass. Each is safe beside whoever does the same.
"""

import logging
from datetime import datetime

from dayzero.prefect_side.run_deliveries import deliver_plainly
from models.records.store import subjects_due, wake_those_ahead
from tasks.environment import store
from tasks.passes.at_once import pass_or_log
from tasks.passes.changed_plans import look_at_everybody, look_is_due
from tasks.passes.due_work import deliveries_are_due

LOG = logging.getLogger("dayzero.minute")
AT_MOST = 500  # passes between two deliveries


def carry_on(now: datetime) -> None:
    """Pass over whoever is due, then tell what must be told.

    What Prefect would have been told of these passes as events it is never told; the sweep that
    comes when it is back shows every path whose word or date has changed.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    wake_those_ahead(store(), now)
    if look_is_due(store(), now):
        look_at_everybody(store(), now)
    for subject in subjects_due(store(), now, AT_MOST):
        pass_or_log(subject, now)
    if deliveries_are_due(now):
        LOG.info("%s", deliver_plainly().said)
