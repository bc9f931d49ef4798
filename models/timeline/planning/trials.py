"""What would be, if steps were booked otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from models.chart.chart import Chart
from models.chart.facts import StepFact, StepMark
from models.moments import Span
from models.timeline.history.step_records import ASSUMED
from models.timeline.windows.case import Case, open_case


def case_with(case: Case, moves: Mapping[str, Span]) -> Case:
    """The same subject with steps booked so, as if that had been recorded now.

    What was only assumed is assumed otherwise.
    """
    assumed = {
        step: moves.get(step, record.at)
        for step, record in case.recorded.items()
        if record.fact == ASSUMED and record.at is not None
    }
    booked = {step: at for step, at in moves.items() if step not in assumed}
    return open_case(_booked(case.chart, booked), case.protocol, assumed)


def _booked(chart: Chart, moves: Mapping[str, Span]) -> Chart:
    bookings = (
        StepFact(id=f"move/{step}", index=place, step=step, mark=StepMark.BOOKED, at=at)
        for place, (step, at) in enumerate(moves.items(), start=len(chart.entries))
    )
    return replace(chart, entries=(*chart.entries, *bookings))
