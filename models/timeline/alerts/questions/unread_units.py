"""Questions on values by which a hold stands, in units of which its limit says nothing."""

from collections.abc import Iterator

from models.chart.facts import MeasurementFact
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.records import UnitUnread
from models.reasons.questions.results import ValuesAsked, ValueWanted, Wanted
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.situation import Situation
from models.timeline.history.hold_records import has_known_unit
from models.timeline.history.holds import StandingHold
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from models.timeline.verdicts.hold_reasons import value_noted


def unread_units(situation: Situation) -> Iterator[Draft]:
    """One for each value that may raise a hold, or may not: its unit alone would tell."""
    for standing in situation.scene.case.holds:
        for fact in standing.facts if standing.steps else ():
            if isinstance(fact, MeasurementFact) and not _is_read(fact, standing):
                yield _ask(fact, standing, situation)


def _is_read(fact: MeasurementFact, standing: StandingHold) -> bool:
    """Whether the hold has a limit in the unit of the value."""
    return any(
        trigger.measure == fact.measure and has_known_unit(fact, trigger)
        for trigger in standing.hold.raised_by
    )


def _ask(fact: MeasurementFact, standing: StandingHold, situation: Situation) -> Draft:
    unit = ValueWanted(wanted=Wanted.UNIT, about=fact.measure, fact=fact.id)
    question = ValuesAsked(values=(unit,))
    thing, step = thing_asked(question, fact.id), standing.steps[0]
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        cause=UnitUnread(record=value_noted(fact)),
        ask=RecordFact(question=question),
        step=step,
        fact=fact.id,
        deadline=situation.booking(step),
    )
    return draft(alert, Role.CAUSE, by_thing(thing))
