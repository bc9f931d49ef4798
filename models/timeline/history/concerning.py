"""Which steps of the path concern a subject, as far as that is more than a sex and an age."""

from collections.abc import Mapping

from models.chart.chart import Chart
from models.chart.facts import StepMark
from models.moments import Span
from models.protocol import Protocol
from models.protocol.path import Step
from models.timeline.history.step_records import StepRecord, StepRecords
from models.timeline.readings.populations import Membership

_HAS_A_DATE = {StepMark.DONE, StepMark.BOOKED}


def concerned_steps(chart: Chart, protocol: Protocol, recorded: StepRecords) -> frozenset[str]:
    """The steps that concern a subject; what was done stays done, whatever is recorded later."""
    membership = Membership(chart, protocol, dates_of_the_done(recorded))
    steps = {s.id: s for s in protocol.step if _concerns(s, recorded[s.id], membership)}
    if protocol.hangs_on_records:
        _leave_out_what_hangs_on_others(steps, recorded)
    return frozenset(steps)


def dates_of_the_done(recorded: StepRecords) -> Mapping[str, Span | None]:
    """When each step was done; None where it has not been."""
    return {step: record.at if record.done else None for step, record in recorded.items()}


def _concerns(step: Step, record: StepRecord, membership: Membership) -> bool:
    if step.event is not None:
        return record.done
    if step.optional and record.mark not in _HAS_A_DATE:
        return False
    population = membership.protocol.population_by_id.get(step.applies)
    if record.done and population is not None and population.changes:
        return True
    return membership.concerns(step.applies)


def _leave_out_what_hangs_on_others(steps: dict[str, Step], recorded: StepRecords) -> None:
    """A visit after something that the subject does not have is no visit of theirs."""
    while hanging := [
        step
        for step in steps.values()
        if step.anchor not in {None, *steps} and not recorded[step.id].done
    ]:
        for step in hanging:
            del steps[step.id]
