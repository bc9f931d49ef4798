"""What an alert asks of its reader: by what it asks for, and what for. Pure."""

from typing import assert_never, cast

from models.alerting.case_names import Case
from models.alerting.cases_before import case_before
from models.protocol import Protocol
from models.reasons.alerts import asks, bookings, clarifying, moves, repeating
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.delays import BookedOutsideWindow, BookedSoon, DoneOutsideWindow
from models.reasons.alerts.records import TestTooOld
from models.reasons.alerts.told import SeveralCauses
from models.reasons.kept import AsSaidBefore
from models.reasons.path import holds
from models.reasons.path.conflicts import Conflicting
from models.reasons.path.gates import HeldUp
from models.reasons.reason import Reason
from models.reasons.verdicts import VerdictReason
from models.reasons.verdicts.tests import TestReason
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity


def case_of(alert: Alert, protocol: Protocol) -> Case:
    """What is asked of whoever reads an alert."""
    if isinstance(alert.cause, AsSaidBefore):
        return case_before(alert, protocol)
    if alert.ask is None:
        told = isinstance(alert.cause, BookedSoon)
        return Case.BOOKED_SOON if told else Case.PROVISIONAL_CALENDAR
    return _case_of(alert.ask, alert)


def _case_of(ask: Asked, alert: Alert) -> Case:
    if isinstance(ask, asks.Recording):
        return _to_record(ask, alert)
    if isinstance(ask, clarifying.Clarifying):
        return _to_clarify(ask)
    if isinstance(ask, holds.Waiting):
        return Case.HOLD if isinstance(ask, holds.DoNotStart) else Case.TELL_INVESTIGATOR
    return _to_book(ask, alert) if isinstance(ask, bookings.Booking) else _to_move(ask, alert)


def _to_clarify(ask: clarifying.Clarifying) -> Case:
    match ask:
        case clarifying.HoldAgain():
            return Case.HOLD_AGAIN
        case clarifying.CheckBooking():
            return Case.CHECK_BOOKING
        case (
            clarifying.CorrectOneRecord()
            | clarifying.ReopenOrCorrect()
            | clarifying.RecordOrCorrect()
            | clarifying.RecordOrCorrectLater()
            | clarifying.TellWhichCounts()
        ):
            return Case.CORRECT_RECORDS


def _to_record(ask: asks.Recording, alert: Alert) -> Case:
    match ask:
        case asks.RecordFact() | asks.RecordOtherWay():
            asked = Case.GIVE_INFORMATION
        case asks.RecordDeviation():
            asked = _done(alert)
        case asks.DoNotGoOn() | asks.TellInvestigator():
            asked = Case.INELIGIBLE
        case asks.AskForResult():
            asked = Case.ASK_FOR_RESULT
        case asks.CorrectRecord():
            asked = Case.CORRECT_TWICE
        case asks.AskInvestigator():
            asked = Case.ASK_INVESTIGATOR
        case asks.CheckName():
            asked = Case.CHECK_NAME
        case asks.RecordChildbearing():
            asked = Case.CONFIRM_CHILDBEARING
        case _:
            assert_never(ask)
    return asked


def _to_book(ask: bookings.Booking, alert: Alert) -> Case:
    match ask:
        case bookings.HoldStep():
            asked = Case.DUE_SOON if alert.severity is Severity.INFO else Case.LAST_DAY
        case bookings.RecordWhenDone():
            asked = Case.RECORD_LATE if ask.before is None else Case.RECORD_BEFORE
        case bookings.RecordOrBookAgain():
            asked = Case.OVERDUE
        case bookings.RecordOnceDone() | bookings.RecordOrBook():
            asked = Case.RECORD_STEP
        case bookings.BookStep() | bookings.BookOnOrAfter():
            asked = Case.BOOK_STEP
        case bookings.BookAgain():
            asked = Case.BOOK_ANEW
        case bookings.BookTest():
            asked = Case.BOOK_TEST
        case bookings.RepeatTest():
            asked = Case.REPEAT_EVIDENCE
        case bookings.DoNotHold() | bookings.FindOtherDate() | bookings.DecideOnStep():
            asked = _cannot_hold(ask, alert)
        case _:
            assert_never(ask)
    return asked


def _to_move(ask: moves.Moving, alert: Alert) -> Case:
    match ask:
        case moves.AnyOf(ways=several) | moves.AllOf(asks=several):
            return _case_of(cast("Asked", several[0]), alert)
        case moves.RecordEnd() if isinstance(alert.cause, HeldUp):
            return Case.GIVE_INFORMATION
        case (
            moves.MoveStep()
            | moves.MoveStepOnOrAfter()
            | moves.HoldAsDeviation()
            | moves.CheckFact()
            | moves.RecordEnd()
            | repeating.AskWhetherToRepeat()
        ):
            return _cannot_hold(ask, alert)
        case _:
            assert_never(ask)


def _done(alert: Alert) -> Case:
    """What a step was done against."""
    if alert.kind is AlertKind.INELIGIBLE:
        return Case.INELIGIBLE
    match alert.cause:
        case DoneOutsideWindow():
            return Case.DONE_OUT_OF_WINDOW
        case cause if isinstance(cause, TestReason):
            return Case.DONE_WITHOUT_EVIDENCE
        case _:
            return Case.DONE_AGAINST_WASHOUT


def _cannot_hold(ask: Asked, alert: Alert) -> Case:
    """Why a step cannot be when it is booked, or has no date left."""
    cause = first_cause(alert.cause)
    if alert.kind is AlertKind.INELIGIBLE:
        return Case.INELIGIBLE
    if isinstance(cause, TestReason | TestTooOld):
        return Case.MOVE_FOR_EVIDENCE
    if isinstance(cause, VerdictReason):
        return Case.MOVE_FOR_WASHOUT
    if alert.move is not None:
        return Case.MOVE_OTHER
    if isinstance(cause, BookedOutsideWindow):
        return Case.MOVE_INTO_WINDOW
    late = isinstance(cause, Conflicting) and isinstance(ask, moves.HoldAsDeviation)
    return Case.HOLD_AS_DEVIATION if late else Case.INFEASIBLE


def first_cause(cause: Reason) -> Reason:
    """Of several, the one that speaks; of what must wait, why."""
    match cause:
        case SeveralCauses(causes=(first, *_)):
            return first_cause(first)
        case HeldUp(missing=missing):
            return first_cause(missing)
        case _:
            return cause
