"""Where a step stands by the facts alone: when it was done, or is booked, and by which fact.

A step that is done is done, whatever else is recorded; only where the protocol says so is
it held again. Of a step that is not done, what was recorded last holds: a booking that was
moved. A booking that was recorded before its step was done is the one that was kept, early as
the step may have been, unless the path ended and was opened again between their days. Nothing
else hangs on the order of records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.chart.facts import StepFact, StepMark
from models.moments import Span
from models.timeline.history.rounds import in_time

ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What is recorded of one step.

    Attributes:
        mark: the claim that holds; None where nothing is recorded.
        at: when it was done or is booked; None otherwise.
        fact: the fact it comes from, or "assumed".
        concerns: False where the step does not concern this subject.
    """

    mark: StepMark | None = None
    at: Span | None = None
    fact: str | None = None
    concerns: bool = True

    @property
    def done(self) -> bool:
        """The step happened."""
        return self.mark is StepMark.DONE

    @property
    def booked(self) -> bool:
        """The step has a date and has not happened."""
        return self.mark is StepMark.BOOKED


StepRecords = Mapping[str, StepRecord]


def recorded_by(facts: Sequence[StepFact]) -> StepRecord:
    """A done step is done, the last time of several; otherwise what was recorded last holds."""
    done = in_time([fact for fact in facts if fact.mark is StepMark.DONE])
    return claimed_by((done or facts)[-1]) if facts else StepRecord()


def claimed_by(fact: StepFact) -> StepRecord:
    """What one claim says; what was missed or cancelled has no date."""
    dated = fact.mark in {StepMark.DONE, StepMark.BOOKED}
    return StepRecord(fact.mark, fact.at if dated else None, fact.id)
