"""Whether a step at a gate is asked of the subject at all, where that cannot be told.

A link or a rule of which it cannot be told is kept: that errs towards waiting. A step would err
towards being held.
"""

from collections.abc import Iterator

from models.moments import Minute
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.records import PopulationUnknown
from models.reasons.questions.results import ValuesAsked
from models.timeline.results import Missing
from models.timeline.states.scene import Scene


def missing_memberships(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """What would tell of whom the gate's steps are asked, where it is not recorded."""
    case = scene.case
    for step in dict.fromkeys((case.gate.before, case.gate.towards)):
        population = case.protocol.step_by_id[step].applies
        asks = case.membership.of(population).asks
        if population in case.protocol.population_by_id and asks:
            yield Missing(
                reason=PopulationUnknown(population=population, step=step),
                ask=RecordFact(question=ValuesAsked(values=asks)),
                step=step,
                deadline=deadline,
            )
