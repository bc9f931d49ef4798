"""What an alert asks that was kept before there were reasons, until the next pass writes it anew.

Its kind and what else its row tells are all there is.
"""

from models.alerting.case_names import Case
from models.protocol import Protocol
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity

_PLAIN = {
    AlertKind.HOLD: Case.HOLD,
    AlertKind.EVIDENCE_EXPIRED: Case.REPEAT_EVIDENCE,
    AlertKind.INELIGIBLE: Case.INELIGIBLE,
    AlertKind.NEEDS_INFORMATION: Case.GIVE_INFORMATION,
    AlertKind.PROVISIONAL_CALENDAR: Case.PROVISIONAL_CALENDAR,
}


def case_before(alert: Alert, protocol: Protocol) -> Case:
    """What is asked of whoever reads it."""
    match alert.kind:
        case AlertKind.WASHOUT_VIOLATED | AlertKind.WINDOW_VIOLATED:
            return _case_of_a_violation(alert, protocol)
        case AlertKind.DUE_SOON:
            return _case_of_what_is_due(alert, protocol)
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
    """The gate had an alert of its own, which told of all that was missing."""
    if alert.rule in protocol.gate_by_rule:
        return Case.MUST_WAIT
    if alert.booked:
        return Case.BOOKED_SOON
    return Case.DUE_SOON if alert.severity is Severity.INFO else Case.LAST_DAY


def _case_of_a_conflict(alert: Alert) -> Case:
    if alert.move is not None:
        return Case.MOVE_OTHER
    # a step without a booking cannot be moved; rows of before there was a deadline do not say
    late = alert.to is not None and alert.deadline is not None and not alert.booked
    return Case.HOLD_AS_DEVIATION if late else Case.INFEASIBLE
