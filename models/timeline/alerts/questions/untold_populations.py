"""Questions on whether a subject is of those whom a step or a rule to come concerns."""

from collections.abc import Iterator

from models.protocol.populations import Population
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.records import PopulationUnknown
from models.reasons.questions.results import ValuesAsked
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.questions.severity import severity_of_question
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.values import AlertKind
from models.timeline.windows.case import Case


def untold_populations(situation: Situation) -> Iterator[Draft]:
    """One for each population that cannot be told, while a step to come hangs on it."""
    case = situation.scene.case
    for population in case.protocol.population:
        asks = case.membership.of(population.id).asks
        step = _first_to_come(population, case) if asks else None
        if step is not None:
            yield _ask(population, ValuesAsked(values=asks), step, situation)


def _first_to_come(population: Population, case: Case) -> str | None:
    protocol = case.protocol
    lines = [(step.id, step.applies) for step in protocol.step]
    lines += [(link.step, link.applies) for link in protocol.links_of_some]
    lines += [(rule.bears_on, rule.applies) for rule in protocol.rules_of_some]
    over = case.done | case.ended
    named = {step for step, applies in lines if applies == population.id}
    to_come = (step for step in named - over if case.recorded[step].concerns)
    return min(to_come, key=protocol.order.__getitem__, default=None)


def _ask(population: Population, question: ValuesAsked, step: str, situation: Situation) -> Draft:
    thing = thing_asked(question, None)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=severity_of_question(step, situation),
        cause=PopulationUnknown(population=population.id, step=step),
        ask=RecordFact(question=question),
        step=step,
        deadline=situation.booking(step),
    )
    return draft(alert, Role.CAUSE, by_thing(thing))
