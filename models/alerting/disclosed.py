"""What of an alert may be told below a ceiling. Pure; decided by kind and rule, never by reading.

Steps and dates may always be told. The plan's own sentence is given only where all that an
alert of its kind can quote lies below the ceiling.
"""

from models.alerting.cases import Case
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.results import Alert
from models.timeline.values import AlertKind


def rule_discloses(rule: str | None, protocol: Protocol) -> Disclosure:
    """What it reveals of a subject that a rule is named: rules of the path tell least."""
    criterion = protocol.criterion_by_rule.get(rule or "")
    if criterion is not None:
        return criterion.discloses
    of_the_path = rule is None or rule in protocol.link_by_rule or rule == protocol.gate.rule
    return Disclosure.TREATMENT if of_the_path else Disclosure.RESULT


def sentence_discloses(alert: Alert, protocol: Protocol) -> Disclosure:
    """What the plan's own sentence can reveal; a washout's quotes the treatment it is for."""
    match alert.kind:
        case AlertKind.WASHOUT_VIOLATED:
            return rule_discloses(alert.rule, protocol)
        case AlertKind.OVERDUE | AlertKind.DUE_SOON:
            return Disclosure.RESULT if alert.missing else Disclosure.TREATMENT
        case AlertKind.PROVISIONAL_CALENDAR:
            return Disclosure.NOTHING
        case (
            AlertKind.WINDOW_VIOLATED
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
