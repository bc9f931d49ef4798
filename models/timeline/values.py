"""The words of a plan: states of steps, values of verdicts, kinds and urgency of alerts."""

from enum import StrEnum


class StepState(StrEnum):
    """Where a step stands at one moment; defined once, used by pages, feeds and alerts."""

    DONE = "done"
    DONE_OUT_OF_WINDOW = "done_out_of_window"
    BOOKED = "booked"
    DUE = "due"
    OVERDUE = "overdue"
    AT_RISK = "at_risk"  # booked, and the booking breaks a rule or cannot be judged
    PLANNED = "planned"
    BLOCKED = "blocked"  # no legal time is left, or a step before it was missed
    MISSED = "missed"
    CANCELLED = "cancelled"
    NOT_APPLICABLE = "not_applicable"


class VerdictValue(StrEnum):
    MET = "met"
    VIOLATION = "violation"
    INDETERMINATE = "indeterminate"  # the facts are too coarse; the text asks for one
    PENDING = "pending"  # something must still happen, and still can
    NOT_APPLICABLE = "not_applicable"


class AlertKind(StrEnum):
    HOLD = "hold"  # a person must decide before the path goes on
    WASHOUT_VIOLATED = "washout_violated"
    WINDOW_VIOLATED = "window_violated"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    EVIDENCE_EXPIRED = "evidence_expired"
    INFEASIBLE = "infeasible"
    NEEDS_INFORMATION = "needs_information"
    INELIGIBLE = "ineligible"
    PROVISIONAL_CALENDAR = "provisional_calendar"


class Severity(StrEnum):
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"
