"""What an alert asks of its reader. Pure.

A question is told by its key: what it hangs on is named there, and nothing else tells an
infusion that was recorded twice from a drug whose dose is missing.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.protocol import Protocol
from models.reasons.alerts.contradictions import (
    CheckBooking,
    Clarifying,
    CorrectOneRecord,
    HoldAgain,
    RecordOrCorrect,
    ReopenOrCorrect,
    TellWhichCounts,
)
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity

NO_STEP = "-"


class Case(StrEnum):
    """What is asked of the reader; each has a sentence in each language."""

    MOVE_FOR_WASHOUT = "move_for_washout"
    MOVE_INTO_WINDOW = "move_into_window"
    MOVE_FOR_EVIDENCE = "move_for_evidence"
    DONE_AGAINST_WASHOUT = "done_against_washout"
    DONE_OUT_OF_WINDOW = "done_out_of_window"
    DONE_WITHOUT_EVIDENCE = "done_without_evidence"
    OVERDUE = "overdue"
    RECORD_LATE = "record_late"
    DUE_SOON = "due_soon"
    BOOKED_SOON = "booked_soon"
    LAST_DAY = "last_day"
    GATE_SHUT = "gate_shut"
    REPEAT_EVIDENCE = "repeat_evidence"
    INFEASIBLE = "infeasible"
    MOVE_OTHER = "move_other"
    HOLD_AS_DEVIATION = "hold_as_deviation"
    GIVE_INFORMATION = "give_information"
    ASK_FOR_RESULT = "ask_for_result"
    BOOK_ANEW = "book_anew"
    CORRECT_TWICE = "correct_twice"
    CORRECT_RECORDS = "correct_records"
    HOLD_AGAIN = "hold_again"
    CHECK_BOOKING = "check_booking"
    CONFIRM_CHILDBEARING = "confirm_childbearing"
    CHECK_NAME = "check_name"
    ASK_INVESTIGATOR = "ask_investigator"
    INELIGIBLE = "ineligible"
    PROVISIONAL_CALENDAR = "provisional_calendar"


_PLAIN = {
    AlertKind.EVIDENCE_EXPIRED: Case.REPEAT_EVIDENCE,
    AlertKind.INELIGIBLE: Case.INELIGIBLE,
    AlertKind.PROVISIONAL_CALENDAR: Case.PROVISIONAL_CALENDAR,
}

_CLARIFYING: Mapping[type[Clarifying], Case] = {
    CorrectOneRecord: Case.CORRECT_RECORDS,
    ReopenOrCorrect: Case.CORRECT_RECORDS,
    RecordOrCorrect: Case.CORRECT_RECORDS,
    TellWhichCounts: Case.CORRECT_RECORDS,
    HoldAgain: Case.HOLD_AGAIN,
    CheckBooking: Case.CHECK_BOOKING,
}

_ON_A_STEP = {
    "twice": Case.CORRECT_TWICE,
    "missed": Case.BOOK_ANEW,
    "cancelled": Case.BOOK_ANEW,
}
"""How the key ends of a question that is on no rule."""


def case_of(alert: Alert, protocol: Protocol) -> Case:
    """What is asked of whoever reads an alert."""
    if isinstance(alert.ask, Clarifying):
        return _CLARIFYING[type(alert.ask)]
    return _case_by_kind(alert, protocol)


def _case_by_kind(alert: Alert, protocol: Protocol) -> Case:
    match alert.kind:
        case AlertKind.WASHOUT_VIOLATED | AlertKind.WINDOW_VIOLATED:
            return _case_of_a_violation(alert, protocol)
        case AlertKind.DUE_SOON:
            return _case_of_what_is_due(alert, protocol)
        case AlertKind.NEEDS_INFORMATION:
            return _case_of_a_question(alert)
        case AlertKind.INFEASIBLE:
            return _case_of_a_conflict(alert)
        case AlertKind.OVERDUE:
            return Case.RECORD_LATE if alert.overtaken else Case.OVERDUE
        case _:
            return _PLAIN[alert.kind]


def _case_of_a_violation(alert: Alert, protocol: Protocol) -> Case:
    """An alert on a booked step has a deadline, one on a done step has none."""
    done = alert.deadline is None
    if alert.kind is AlertKind.WASHOUT_VIOLATED:
        return Case.DONE_AGAINST_WASHOUT if done else Case.MOVE_FOR_WASHOUT
    if alert.rule in {evidence.rule for evidence in protocol.evidence}:
        return Case.DONE_WITHOUT_EVIDENCE if done else Case.MOVE_FOR_EVIDENCE
    return Case.DONE_OUT_OF_WINDOW if done else Case.MOVE_INTO_WINDOW


def _case_of_what_is_due(alert: Alert, protocol: Protocol) -> Case:
    if alert.rule == protocol.gate.rule:
        return Case.GATE_SHUT
    if alert.booked:
        return Case.BOOKED_SOON
    return Case.DUE_SOON if alert.severity is Severity.INFO else Case.LAST_DAY


def _case_of_a_conflict(alert: Alert) -> Case:
    if alert.move is not None:
        return Case.MOVE_OTHER
    # a step without a booking cannot be moved; rows of before there was a deadline do not say
    late = alert.to is not None and alert.deadline is not None and not alert.booked
    return Case.HOLD_AS_DEVIATION if late else Case.INFEASIBLE


def _case_of_a_question(alert: Alert) -> Case:
    step, _, what = alert.key.partition(f"/{alert.kind.value}/")[2].partition("/")
    if step == NO_STEP and alert.step is None:
        childbearing = what == "childbearing_potential"
        return Case.CONFIRM_CHILDBEARING if childbearing else Case.CHECK_NAME
    if step == NO_STEP and alert.rule is not None:
        return Case.ASK_INVESTIGATOR
    # a site may have named the fact that a rule's question hangs on “missed” or “result”
    if alert.rule is not None:
        return Case.ASK_FOR_RESULT if what == f"{alert.fact}/result" else Case.GIVE_INFORMATION
    return _ON_A_STEP.get(what.rpartition("/")[2], Case.GIVE_INFORMATION)
