"""Why a step is late, or will be soon, as typed facts."""

from models.moments import Minute, local_day
from models.protocol.path import Step
from models.reasons.alerts.bookings import HoldStep, RecordOrBookAgain, RecordWhenDone
from models.reasons.alerts.delays import (
    BookedSoon,
    BookingPassed,
    DueBy,
    LastWorkingTime,
    LaterStepDone,
    WindowPassed,
)
from models.timeline.alerts.situation import Situation
from models.timeline.windows.records_wanted import records_wanted
from models.timeline.windows.unrecorded_ends import ended_as_planned


def cause_of_delay(
    step: Step, situation: Situation
) -> BookingPassed | WindowPassed | LaterStepDone:
    """Its booking, its own window, or a step that comes after it."""
    at = situation.scene.case.recorded[step.id].at
    if at is not None:
        return BookingPassed(step=step.id, at=at)
    closes = situation.scene.own_closing(step)
    if closes is not None:
        return WindowPassed(step=step.id, closes=closes)
    return LaterStepDone(step=step.id)


def ask_after_delay(step: Step, situation: Situation) -> RecordWhenDone | RecordOrBookAgain:
    """Only a record can be missing where what follows is done, or of a course that goes on.

    The aim of a gate may wait for it.
    """
    case = situation.scene.case
    if situation.scene.overtaken(step) or step.id in ended_as_planned(case, situation.scene.now):
        aims = (gate.towards for gate in case.protocol.gate)
        waits = next((aim for aim in aims if step.id in records_wanted(aim, case)), None)
        return RecordWhenDone(step=step.id, before=waits)
    return RecordOrBookAgain(step=step.id)


def what_comes(
    step: Step, ends: Minute, situation: Situation
) -> BookedSoon | DueBy | LastWorkingTime:
    """A booking, or the end of a window; `ends` is when the step is, or must be done by."""
    case = situation.scene.case
    at, zone = case.recorded[step.id].at, case.chart.zone
    if at is not None:
        return BookedSoon(step=step.id, at=at)
    closes = situation.scene.own_closing(step)
    if closes is None or local_day(closes, zone) == local_day(ends, zone):
        return DueBy(step=step.id, by=ends)
    return LastWorkingTime(step=step.id, by=ends, closes_on=local_day(closes, zone))


def ask_of_what_comes(step: Step, ends: Minute, situation: Situation) -> HoldStep | None:
    """What is booked is only to be known."""
    booked = situation.scene.case.recorded[step.id].at is not None
    return None if booked else HoldStep(step=step.id, by=ends)
