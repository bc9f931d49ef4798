"""Subjects that no pass has looked at when it should: what is listed of them may be older; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dayzero.desk.planning import zone_of
from models.errors import InputRefused
from models.records.store import SubjectLine
from wording.language import Language
from wording.refusals import say_refusal

LATE = timedelta(minutes=15)
"""A sweep looks each minute: a pass that is due for longer than this was missed."""


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Whose pass was missed.

    Attributes:
        refused: of each whose chart the protocol no longer reads, why.
        since: when the first of the others was due; None where there is none.
        late: how many others there are.
    """

    refused: dict[str, str]
    since: datetime | None
    late: int


def unplanned(lines: Iterable[SubjectLine], now: datetime, language: Language) -> Unplanned:
    """Those whose pass is due for longer than `LATE`."""
    missed = [line for line in lines if line.pass_due_at and line.pass_due_at < now - LATE]
    said = {line.subject: _refusal(line, now, language) for line in missed}
    refused = {subject: why for subject, why in said.items() if why}
    dues = [line.pass_due_at for line in missed if line.subject not in refused]
    return Unplanned(refused, min((due for due in dues if due), default=None), len(dues))


def _refusal(line: SubjectLine, now: datetime, language: Language) -> str:
    try:
        zone_of(line.document, now)
    except InputRefused as refused:
        return say_refusal(refused, language)
    return ""
