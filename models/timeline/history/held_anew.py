"""Steps that are held again since a path that had ended was opened again."""

from dataclasses import dataclass

from models.chart.chart import Chart
from models.chart.facts import StepMark
from models.protocol import Protocol
from models.timeline.history.endings import Ending, is_later, reopened_after
from models.timeline.history.step_records import StepRecords


@dataclass(frozen=True, slots=True)
class HeldAnew:
    """Why a step is held again since the path was opened again.

    Attributes:
        done_before: the steps that were done before the path ended: they do not wait for it.
    """

    ending: Ending
    done_before: frozenset[str]


def held_anew(chart: Chart, protocol: Protocol, recorded: StepRecords) -> dict[str, HeldAnew]:
    """The steps that are held again since the path was opened again."""
    ends = {
        repeat.step: reopened_after(repeat, chart, protocol)
        for repeat in protocol.repeat
        if repeat.ended_by is not None
    }
    return {
        step: HeldAnew(end, _done_before(end, chart, recorded))
        for step, end in ends.items()
        if end is not None
    }


def _done_before(end: Ending, chart: Chart, recorded: StepRecords) -> frozenset[str]:
    done = {fact.id: fact for fact in chart.steps if fact.mark is StepMark.DONE}
    return frozenset(
        step
        for step, one in recorded.items()
        if one.done and one.fact in done and not is_later(done[one.fact], end.fact, chart)
    )
