"""The columns of exported lists: one name for each thing, in whichever list it stands.

In English a column is called as the contract calls its field, so that programs read it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from models.alerting.tellings import AlertState
from models.timeline.path_word import Word
from models.timeline.values import Severity, StepState
from wording.catalogue import Counted
from wording.filled import From, filled, part
from wording.language import Language


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    SUBJECT = "subject"
    SITE = "site"
    ZONE = "zone"
    AS_OF = "as_of"
    STATE = "state"
    STATE_ID = "state_id"
    STEP = "step"
    STEP_TITLE = "step_title"
    TIME = "time"
    DAY = "day"
    AT = "at"
    PROPOSED = "proposed"
    CLEARS_AT = "clears_at"
    OPENS = "opens"
    CLOSES = "closes"
    OPENED_BY = "opened_by"
    CLOSED_BY = "closed_by"
    FACT = "fact"
    DAY_ZERO = "day_zero"
    DAY_ZERO_STATE = "day_zero_state"
    NEXT_STEP = "next_step"
    NEXT_AT = "next_at"
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"
    SEVERITY = "severity"
    KIND = "kind"
    RULE = "rule"
    SOURCE = "source"
    CAUSE = "cause"
    MARGIN_MINUTES = "margin_minutes"
    WHAT = "what"
    WHY = "why"
    DEADLINE = "deadline"
    STANDS = "stands"
    OPENED_AT = "opened_at"
    REOPENED = "reopened"
    ANSWER = "answer"
    ANSWERED_BY = "answered_by"
    ANSWERED_AT = "answered_at"
    SNOOZED_UNTIL = "snoozed_until"
    FOUND_AT = "found_at"
    RECORDED_BY = "recorded_by"
    REASON = "reason"
    ROOT_CAUSE = "root_cause"
    ACTION = "action"
    REPORTED_TO = "reported_to"
    REPORTED_ON = "reported_on"
    EXPLAINED_BY = "explained_by"
    EXPLAINED_AT = "explained_at"


@part("exports", "exports")
@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWords:
    """One language; every text names its own blanks.

    Attributes:
        columns: above each column.
        paths: where a whole path stands; `states` where a step does.
        answers: what people did about an alert.
        written: how many rows a file has.
        unreadable: in place of what cannot be planned.
    """

    language: Language
    columns: Mapping[Column, str]
    paths: Annotated[Mapping[Word, str], From("pictures", "timeline.words")]
    states: Annotated[Mapping[StepState, str], From("feeds", "calendar.states")]
    severities: Annotated[Mapping[Severity, str], From("terminal", "plan.severities")]
    answers: Mapping[AlertState, str]
    yes: str
    no: str
    written: Counted
    unreadable: Annotated[str, From("terminal", "records.unreadable")]


def export_words(language: Language) -> ExportWords:
    """The words of exported files in one language."""
    return filled(ExportWords, language)
