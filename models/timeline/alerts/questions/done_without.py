"""Questions on an infusion that is recorded without what must come before it."""

from collections.abc import Iterator

from models.reasons.alerts.clarifying import RecordOrCorrectLater
from models.reasons.alerts.contradictions import DoneWithout
from models.reasons.alerts.records import DoneOn
from models.timeline.alerts.drafts import Draft, Role, by_date, draft
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from models.timeline.windows.case import Case
from models.timeline.windows.records_wanted import records_wanted


def asked_instead(case: Case) -> tuple[str, ...]:
    """Steps of which no record is awaited any more: they are asked of the infusion."""
    gate, recorded = case.protocol.gate, case.recorded
    if not recorded[gate.towards].done:
        return ()
    course = case.protocol.course
    missing = () if any(recorded[step].done for step in course) else course
    return (*records_wanted(gate.towards, case), *missing)


def done_without(situation: Situation) -> Iterator[Draft]:
    """One for each: a product that was not released, a lymphodepletion of which nothing says."""
    case = situation.scene.case
    gate, recorded = case.protocol.gate, case.recorded
    infused = recorded[gate.towards]
    later = () if gate.before not in asked_instead(case) else case.protocol.course
    for step in asked_instead(case):
        if infused.fact is None or infused.at is None or step in later[1:]:
            continue
        infusion = DoneOn(fact=infused.fact, at=infused.at)
        alert = Alert(
            key=situation.key(AlertKind.NEEDS_INFORMATION, step, "not_recorded"),
            kind=AlertKind.NEEDS_INFORMATION,
            severity=Severity.WARNING,
            cause=DoneWithout(step=step, later=gate.towards, done=infusion),
            ask=RecordOrCorrectLater(step=step, later=gate.towards),
            step=step,
        )
        yield draft(alert, Role.CAUSE, by_date(step))
