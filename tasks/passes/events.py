"""What changed for a subject, as events of Prefect that automations can wait for.

An event is a second channel beside our own alerts, which are delivered by themselves. Its
name says what the subject now is (`dayzero.subject.violated`), its resource is the subject
(`dayzero.subject.CN10-001`), related to it is the site (`dayzero.site.CN10`). Like all that
Prefect keeps, it names steps and dates, never a rule nor what a fact says.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from prefect.events import emit_event
from prefect.runtime import flow_run as this_run

from models.disclosure import PREFECT
from models.moments import at_zone
from models.records.store import PassOutcome
from models.timeline.path_word import Word, word_of
from models.timeline.results import Alert, Plan
from models.versions.known import known_protocol
from pictures.outside_names import id_below
from pictures.path_troubles import say_alert

PREFIX = "dayzero.subject"
ON_TRACK, NOTICE = f"{PREFIX}.on_track", f"{PREFIX}.notice"
SCHEDULE_MOVED, ALERT_CLOSED = f"{PREFIX}.schedule_moved", f"{PREFIX}.alert_closed"

Told = tuple[str, Mapping[str, Any]]


def tell_changes(plan: Plan, outcome: PassOutcome) -> None:
    """Tell Prefect what a pass changed; a pass that changed nothing tells nothing.

    The plan is that of a path for Prefect: its steps have their names for outside.

    Outside a flow run nobody listens, and Prefect would start a server to be told.
    """
    if this_run.id is None:
        return
    for name, payload in changes(plan, outcome):
        tell(name, payload, subject=plan.subject, site=plan.site, trial=plan.protocol_id)


def tell(name: str, payload: Mapping[str, Any], *, subject: str, site: str, trial: str) -> None:
    """Send one event, in a process that knows where Prefect's server is."""
    emit_event(
        event=name,
        resource={
            "prefect.resource.id": f"{PREFIX}.{subject}",
            "prefect.resource.name": subject,
            "dayzero.trial": trial,
        },
        related=[
            {
                "prefect.resource.id": f"dayzero.site.{site}",
                "prefect.resource.role": "site",
                "prefect.resource.name": site,
            }
        ],
        payload={"subject": subject, "site": site, **payload},
    )


def changes(plan: Plan, outcome: PassOutcome) -> Iterator[Told]:
    """Each alert that opened or closed, whether the calendar moved, whether all is well again."""
    if outcome.entries_changed:
        yield SCHEDULE_MOVED, {"entries": outcome.entries_changed}
    for alert in outcome.opened:
        yield event_of(alert), _payload(plan, alert)
    for alert in outcome.closed:
        yield ALERT_CLOSED, _payload(plan, alert)
    if outcome.closed and all(word_of(alert) is Word.ON_TRACK for alert in plan.alerts):
        yield ON_TRACK, {}


def event_of(alert: Alert) -> str:
    """`dayzero.subject.violated`: what an alert that opened makes of its subject."""
    word = word_of(alert)
    return NOTICE if word is Word.ON_TRACK else f"{PREFIX}.{word.lower().replace(' ', '_')}"


def _payload(plan: Plan, alert: Alert) -> dict[str, Any]:
    deadline = alert.deadline
    return {
        "kind": alert.kind.value,
        "severity": alert.severity.value,
        "step": id_below(alert.step, known_protocol(plan.protocol_id), PREFECT),
        "deadline": None if deadline is None else at_zone(deadline, plan.zone).isoformat(),
        "message": say_alert(plan, alert),
    }
