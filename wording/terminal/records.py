"""How the records are said at a terminal: who stands where, and what a new fact moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.values import Severity
from wording.catalogue import Counted
from wording.filled import From, part


@part("terminal", "records")
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWords:
    """One language; every text names its own blanks.

    Attributes:
        severities: each with its number, of open alerts.
        recorded: one fact is written; what it moved follows.
        only_recorded: one fact is written, of which no plan can be made.
        opened: an alert that follows from it, below that line.
        opened_of: the same of one subject among those of an import.
        state_from: a step without a date, in its state.
    """

    severities: Mapping[Severity, str]
    subject: str
    site: str
    next_change: str
    open_alerts: str
    unreadable: str
    due_now: str
    nothing: str
    listed: Annotated[str, From("pages", "common.listed")]
    recorded: str
    only_recorded: str
    unplanned: str
    opened: str
    opened_of: str
    moved: Annotated[str, From("pages", "subject.moved")]
    still: str
    more: Counted
    sentence: str
    state_at: str
    state_from: str
