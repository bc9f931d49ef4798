"""The one word for a step, or for a whole path: Prefect's pages and our own say the same."""

from collections.abc import Mapping
from enum import StrEnum

from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity, StepState


class Word(StrEnum):
    """What a step, or a whole path, is said to be; the most serious last."""

    DONE = "Done"
    ON_TRACK = "On track"
    BOOKED = "Booked"
    PLANNED = "Planned"
    NOT_APPLICABLE = "Not applicable"
    CALLED_OFF = "Called off"
    CLOSED = "Closed"
    MOVED = "Moved"  # what was coming at one time comes at another, or after another step
    OVERTAKEN = "Overtaken"  # newer facts came, or another pass published, while this one ran
    DUE = "Due"
    CANNOT_TELL = "Cannot tell"
    AT_RISK = "At risk"
    OVERDUE = "Overdue"
    MISSED = "Missed"
    BLOCKED = "Blocked"
    INELIGIBLE = "Ineligible"
    VIOLATED = "Violated"


WORD_OF_STEP: Mapping[StepState, Word] = {
    StepState.DONE: Word.DONE,
    StepState.DONE_OUT_OF_WINDOW: Word.VIOLATED,
    StepState.BOOKED: Word.BOOKED,
    StepState.DUE: Word.DUE,
    StepState.OVERDUE: Word.OVERDUE,
    StepState.AT_RISK: Word.AT_RISK,
    StepState.PLANNED: Word.PLANNED,
    StepState.BLOCKED: Word.BLOCKED,
    StepState.MISSED: Word.MISSED,
    StepState.CANCELLED: Word.CALLED_OFF,
    StepState.NOT_APPLICABLE: Word.NOT_APPLICABLE,
}

WORD_OF_ALERT: Mapping[AlertKind, Word] = {
    AlertKind.HOLD: Word.BLOCKED,
    AlertKind.WASHOUT_VIOLATED: Word.VIOLATED,
    AlertKind.WINDOW_VIOLATED: Word.VIOLATED,
    AlertKind.OVERDUE: Word.OVERDUE,
    AlertKind.DUE_SOON: Word.DUE,
    AlertKind.EVIDENCE_EXPIRED: Word.DUE,  # the test is to be repeated
    AlertKind.INFEASIBLE: Word.BLOCKED,
    AlertKind.NEEDS_INFORMATION: Word.CANNOT_TELL,
    AlertKind.INELIGIBLE: Word.INELIGIBLE,
    AlertKind.PROVISIONAL_CALENDAR: Word.ON_TRACK,  # to be known, nothing to be done
}


_NOT_READY = frozenset({AlertKind.DUE_SOON, AlertKind.EVIDENCE_EXPIRED})
"""Kinds of what is to be done that, when critical, keeps a near infusion from being held."""


def word_of(alert: Alert) -> Word:
    """What an alert makes of a path; what is missing before a near step is more than due."""
    if alert.kind in _NOT_READY and alert.severity is Severity.CRITICAL:
        return Word.AT_RISK
    return WORD_OF_ALERT[alert.kind]


def seriousness(alert: Alert) -> tuple[int, int]:
    """Sort key: the most severe first, and of those the most serious word first."""
    return list(Severity).index(alert.severity), -list(Word).index(word_of(alert))
