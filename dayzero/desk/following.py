"""What followed from a fact that was just recorded, whatever door it came in by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from dayzero.desk.planning import stand_of
from models.protocol.site_calendars import SiteCalendars
from models.reasons.reason import Reason
from models.records.store import all_site_calendars, chart_document, fact_of
from models.timeline.results import Alert, Plan
from models.timeline.values import Severity


@dataclass(frozen=True, slots=True)
class Followed:
    """One recorded fact, the plan as it was before it, and the plan that stands now.

    Whoever sends the same deed again sees the same as who sent it first.
    """

    fact: Mapping[str, Any]
    before: Plan
    after: Plan

    @property
    def urgent(self) -> tuple[Alert, ...]:
        """What must be known at once."""
        return urgent_since(self.before, self.after, self.fact)


def what_followed(engine: Engine, subject: str, fact: str, moment: datetime) -> Followed:
    """Plan the chart as it stands, and as it stood before that fact.

    Raises:
        FactUnknown: if the chart has no such fact.
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    document, calendars = chart_document(engine, subject), all_site_calendars(engine)
    recorded = fact_of(document, fact)
    return followed(document, recorded, moment, calendars)


def followed(
    document: Mapping[str, Any],
    fact: Mapping[str, Any],
    moment: datetime,
    calendars: SiteCalendars,
) -> Followed:
    """The same of a chart that was read already."""
    facts = list(document["facts"])
    earlier = {**document, "facts": facts[: facts.index(fact)]}
    before = stand_of(earlier, moment, calendars)
    return Followed(fact, before, stand_of(document, moment, calendars))


def urgent_since(
    before: Plan | None, after: Plan, fact: Mapping[str, Any] | None = None
) -> tuple[Alert, ...]:
    """What is wrong now and was not before, or not as much; what is critical comes first.

    What was wrong already is told again where the new fact changed it: who books on another
    day on which the site is closed must know that of this day too.

    Args:
        before: None for a subject of whom nothing was known.
        fact: what was recorded; None where it is not one fact that made the difference.
    """
    known = {(alert.key, alert.severity): alert for alert in before.alerts} if before else {}
    new = [
        alert
        for alert in after.alerts
        if alert.severity is not Severity.INFO
        and _is_news(alert, known.get((alert.key, alert.severity)), fact)
    ]
    return tuple(sorted(new, key=lambda alert: alert.severity is not Severity.CRITICAL))


def _is_news(alert: Alert, known: Alert | None, fact: Mapping[str, Any] | None) -> bool:
    if known is None:
        return True
    if fact is None or alert.reason == known.reason:
        return False
    of_its_step = alert.step is not None and fact.get("step") == alert.step
    return of_its_step or fact["id"] == alert.fact or _tells_of(str(fact["id"]), alert.cause)


def _tells_of(fact: str, cause: object) -> bool:
    """Whether a cause names a fact, or one of the reasons in it does."""
    match cause:
        case tuple():
            return any(_tells_of(fact, one) for one in cause)
        case Reason():
            return any(_tells_of(fact, getattr(cause, one.name)) for one in fields(cause))
    return cause == fact
