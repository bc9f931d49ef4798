"""What of an alert may be told below a ceiling. Pure; decided by kind and rule, never by reading.

Steps and dates may always be told. The alert's whole sentence is given only where all that an
alert of its kind can quote, and all that its own reason holds, lies below the ceiling.
"""

from models.alerting.case_names import Case
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.reasons.disclosing import disclosure_of
from models.reasons.kept import AsSaidBefore
from models.timeline.results import Alert
from models.timeline.values import AlertKind


def rule_discloses(rule: str | None, protocol: Protocol) -> Disclosure:
    """What it reveals of a subject that a rule is named: rules of the path tell least."""
    criterion = protocol.criterion_by_rule.get(rule or "")
    if criterion is not None:
        return criterion.discloses
    of_the_path = rule is None or rule in protocol.link_by_rule or rule in protocol.gate_by_rule
    return Disclosure.TREATMENT if of_the_path else Disclosure.RESULT


def sentence_discloses(alert: Alert, protocol: Protocol) -> Disclosure:
    """What the alert's whole sentence can reveal."""
    kept_before = isinstance(alert.cause, AsSaidBefore)
    own = Disclosure.NOTHING if kept_before else disclosure_of(alert.reason)
    return max(own, _kind_discloses(alert, protocol))


def _kind_discloses(alert: Alert, protocol: Protocol) -> Disclosure:
    """What sentences of its kind can quote; a washout's the treatment that it is for."""
    match alert.kind:
        case AlertKind.WASHOUT_VIOLATED:
            return rule_discloses(alert.rule, protocol)
        case AlertKind.OVERDUE | AlertKind.DUE_SOON:
            of_a_gate = alert.rule in protocol.gate_by_rule  # of rows of before there were reasons
            return Disclosure.RESULT if of_a_gate else Disclosure.TREATMENT
        case AlertKind.PROVISIONAL_CALENDAR:
            return Disclosure.NOTHING
        case (
            AlertKind.HOLD
            | AlertKind.WINDOW_VIOLATED
            | AlertKind.EVIDENCE_EXPIRED
            | AlertKind.INFEASIBLE
            | AlertKind.NEEDS_INFORMATION
            | AlertKind.INELIGIBLE
        ):
            return Disclosure.RESULT


def case_below(case: Case, ceiling: Disclosure) -> Case:
    """What is asked, where the question itself would tell something."""
    if case is Case.CONFIRM_CHILDBEARING and ceiling < Disclosure.TREATMENT:
        return Case.GIVE_INFORMATION
    return case
