"""One pass at once, for whoever just recorded a fact: it needs the records and nothing else.

Prefect shows it afterwards, in its own time; what a pass publishes never waits for that.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from models.disclosure import PREFECT
from models.records.store import StoreTrouble, publish_pass
from pictures.path import path_of
from tasks.environment import store
from tasks.passes.events import Told, changes
from tasks.passes.one_pass import plan_path, work_out
from tasks.passes.records import recorded_of

LOG = logging.getLogger("dayzero.watch")


@dataclass(frozen=True, slots=True)
class ToTell:
    """What a pass that was made without Prefect changed, to be told to it later.

    Attributes:
        trial: the protocol's id.
        told: the name and the content of each event, of no more than Prefect may know.
    """

    subject: str
    site: str
    trial: str
    told: tuple[Told, ...]


def pass_at_once(subject: str, as_of: datetime) -> ToTell | None:
    """Plan one subject and publish what moved.

    Returns:
        What Prefect is to be told; None where newer facts or another pass were quicker.

    Raises:
        SubjectUnknown: if nobody has that number.
        ChartUnsound: if what is recorded is no chart of its protocol.
        StoreTrouble: if the database cannot be used; the pass stays due.
    """
    recorded = recorded_of(subject)
    plan = plan_path(recorded, as_of)
    outcome = publish_pass(store(), work_out(recorded, plan, as_of))
    if outcome.stale:
        return None
    shown = path_of(plan, recorded.protocol(plan.as_of), ceiling=PREFECT).plan
    return ToTell(subject, plan.site, plan.protocol_id, tuple(changes(shown, outcome)))


def pass_or_log(subject: str, as_of: datetime) -> ToTell | None:
    """The same for one of many: a pass that fails by our own fault keeps none of the others back.

    It stays due, and fails again in the run of Prefect's that shows it.

    Raises:
        StoreTrouble: if the database cannot be used; none of the others could then.
    """
    try:
        return pass_at_once(subject, as_of)
    except StoreTrouble:
        raise
    except Exception as error:  # noqa: BLE001  whatever it is, the other subjects have their pass
        # the class alone: an error's own words may quote what was recorded
        LOG.error("%s: the pass failed with %s", subject, type(error).__name__)  # noqa: TRY400
        return None
