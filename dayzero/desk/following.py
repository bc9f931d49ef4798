"""What followed from a fact that was just recorded, whatever door it came in by."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from dayzero.desk.planning import stand_of
from models.reasons.facts import facts_by_name
from models.reasons.reason import Reason
from models.records.store import (
    ImportedChart,
    ImportReport,
    all_at_sites,
    chart_document,
    fact_of,
)
from models.timeline.results import Alert, Plan
from models.timeline.values import Severity
from models.versions.in_force import AtSites


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
        return urgent_since(self.before, self.after, [self.fact])


def what_followed(engine: Engine, subject: str, fact: str, moment: datetime) -> Followed:
    """Plan the chart as it stands, and as it stood before that fact.

    Raises:
        FactUnknown: if the chart has no such fact.
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    document, at_sites = chart_document(engine, subject), all_at_sites(engine)
    recorded = fact_of(document, fact)
    before = stand_of(_before(document, {fact}), moment, at_sites)
    return Followed(recorded, before, stand_of(document, moment, at_sites))


def urgent_with(
    document: Mapping[str, Any],
    recorded: Collection[str],
    moment: datetime,
    at_sites: AtSites,
) -> tuple[Alert, ...]:
    """What must be known at once since the first of some facts of a chart was recorded.

    Raises:
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    added = set(recorded)
    before = stand_of(_before(document, added), moment, at_sites)
    after = stand_of(document, moment, at_sites)
    return urgent_since(before, after, _those(document, added))


@dataclass(frozen=True, slots=True)
class ImportFollowed:
    """The plan of one subject of an import, and what of it must be known at once."""

    after: Plan
    urgent: tuple[Alert, ...]


def changed_by(report: ImportReport) -> dict[str, tuple[ImportedChart, ...]]:
    """The subjects of whom an import added something, each with its files."""
    changed: dict[str, tuple[ImportedChart, ...]] = {}
    for chart in report.charts:
        if chart.added or chart.enrolled:
            changed[chart.subject] = (*changed.get(chart.subject, ()), chart)
    return changed


def what_followed_import(
    engine: Engine, charts: Sequence[ImportedChart], moment: datetime, at_sites: AtSites
) -> ImportFollowed:
    """The same as for one fact, of all that files added to the chart of one subject.

    Raises:
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    document = chart_document(engine, charts[0].subject)
    after = stand_of(document, moment, at_sites)
    if any(chart.enrolled for chart in charts):
        return ImportFollowed(after, urgent_since(None, after))
    added = {fact for chart in charts for fact in chart.added}
    before = stand_of(_before(document, added), moment, at_sites)
    return ImportFollowed(after, urgent_since(before, after, _those(document, added)))


def what_calendars_did(
    document: Mapping[str, Any], moment: datetime, before: AtSites, after: AtSites
) -> ImportFollowed:
    """The same of a chart whose site has other calendars now: a closure may hit a booking.

    Raises:
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    stands = stand_of(document, moment, after)
    return ImportFollowed(stands, urgent_since(stand_of(document, moment, before), stands))


def _those(document: Mapping[str, Any], added: AbstractSet[str]) -> list[Mapping[str, Any]]:
    return [fact for fact in document["facts"] if fact["id"] in added]


def _before(document: Mapping[str, Any], added: AbstractSet[str]) -> dict[str, Any]:
    """The chart as it was before the first of these facts."""
    facts = list(document["facts"])
    first = next(place for place, fact in enumerate(facts) if fact["id"] in added)
    return {**document, "facts": facts[:first]}


def urgent_since(
    before: Plan | None, after: Plan, added: Sequence[Mapping[str, Any]] = ()
) -> tuple[Alert, ...]:
    """What is wrong now and was not before, or not as much; what is critical comes first.

    What was wrong already is told again where a new fact changed it: who books on another day
    on which the site is closed must know that of this day too.

    Args:
        before: None for a subject of whom nothing was known.
        added: what was recorded between the two.
    """
    known = {(alert.key, alert.severity): alert for alert in before.alerts} if before else {}
    new = [
        alert
        for alert in after.alerts
        if alert.severity is not Severity.INFO
        and _is_news(alert, known.get((alert.key, alert.severity)), added)
    ]
    return tuple(sorted(new, key=lambda alert: alert.severity is not Severity.CRITICAL))


def _is_news(alert: Alert, known: Alert | None, added: Sequence[Mapping[str, Any]]) -> bool:
    if known is None:
        return True
    return alert.reason != known.reason and any(_is_about(alert, fact) for fact in added)


def _is_about(alert: Alert, fact: Mapping[str, Any]) -> bool:
    of_its_step = alert.step is not None and fact.get("step") == alert.step
    return of_its_step or fact["id"] == alert.fact or _tells_of(str(fact["id"]), alert.cause)


def _tells_of(fact: str, cause: object) -> bool:
    """Whether a cause names a fact, or one of the reasons in it does."""
    match cause:
        case tuple():
            return any(_tells_of(fact, one) for one in cause)
        case Reason():
            return any(_tells_of(fact, one) for one in facts_by_name(cause).values())
    return cause == fact
