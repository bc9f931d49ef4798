"""How all stood when a step that is held again was held before."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.chart.chart import Chart
from models.chart.facts import StepFact, StepMark
from models.protocol import Protocol
from models.protocol.path import Repeat
from models.timeline.history.chart_at_rounds import ChartAtRounds, rounds_of_repeats
from models.timeline.history.endings import is_later, reopened_after
from models.timeline.history.rounds import claims, in_time
from models.timeline.history.step_records import StepRecords, claimed_by


@dataclass(frozen=True, slots=True)
class Past:
    """How all stood when a step that is held again was held before.

    Attributes:
        repeat: why it is held again.
        steps: what this is about; of other steps it only says how they stood.
        loss: the claim by which the product was lost; None where a step is only repeated.
    """

    repeat: Repeat
    steps: frozenset[str]
    recorded: StepRecords
    loss: StepFact | None = None


def pasts_of(chart: Chart, protocol: Protocol, recorded: StepRecords) -> Iterator[Past]:
    """Each earlier time at which a step was held that is held again; oldest first.

    Args:
        recorded: how all stands now.
    """
    found = tuple(rounds_of_repeats(chart, protocol))
    for repeat, rounds in found:
        steps = frozenset({repeat.step, repeat.lost or repeat.step, *repeat.renews})
        for one in rounds[:-1]:
            then = {**{each.step: of[-1] for each, of in found}, repeat.step: one}
            yield Past(repeat, steps, ChartAtRounds(chart, protocol, then, {}).records(), one.loss)
    for repeat in protocol.repeat:
        if repeat.ended_by is not None:
            yield from _before_the_end(repeat, chart, protocol, recorded)
        elif repeat.lost is None:
            last = {each.step: of[-1] for each, of in found}
            yield from _repetitions(repeat, ChartAtRounds(chart, protocol, last, {}), recorded)


def _before_the_end(
    repeat: Repeat, chart: Chart, protocol: Protocol, recorded: StepRecords
) -> Iterator[Past]:
    """The last time that the step was held before the path ended."""
    end = reopened_after(repeat, chart, protocol)
    done = in_time(claims(chart, repeat.step, StepMark.DONE))
    held = [fact for fact in done if end is not None and not is_later(fact, end.fact, chart)]
    if held:
        alike = (s.id for s in protocol.step if s.same_as == repeat.step)
        shared = [step for step in alike if not claims(chart, step)]
        steps = (repeat.step, *shared)
        then = {**recorded, **dict.fromkeys(steps, claimed_by(held[-1]))}
        yield Past(repeat, frozenset(steps), then)


def _repetitions(repeat: Repeat, reading: ChartAtRounds, recorded: StepRecords) -> Iterator[Past]:
    """The times before the one that counts, or will, with what was held anew with each."""
    at = recorded[repeat.step].at
    done = in_time([f for f in reading.of_its_round(repeat.step) if f.mark is StepMark.DONE])
    held = [fact for fact in done if at is not None and fact.at.latest < at.earliest]
    for place, fact in enumerate(held, start=1):
        until = held[place].at if place < len(held) else at
        with_it = {step: reading.held_then(step, fact, until) for step in repeat.renews}
        then = {**recorded, repeat.step: claimed_by(fact), **with_it}
        yield Past(repeat, frozenset({repeat.step, *repeat.renews}), then)
