"""What the list of subjects says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.values import Severity
from wording.catalogue import Counted
from wording.filled import Keys, part

OVER = ("completed", "closed")
SORTINGS = ("urgency", "number", "next", "day_zero", "margin")


@part("pages", "list")
@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """One language; every text names its own blanks.

    Attributes:
        lists: each list that can be had as a file; `file` is one of its formats.
        over: how a path is over that is in no phase any more.
        needs: that only those are shown of whom something is asked.
        not_planned: where no pass has looked yet.
        missed: that a pass should have come before, so that the line may be older.
        showing: which of how many stand on this page.
    """

    title: str
    summary: Counted
    nobody: str
    filter: str
    site: str
    every_site: str
    state: str
    every_state: str
    show: str
    subject: str
    what: str
    by: str
    margin: str
    margin_about: str
    day_zero: str
    next: str
    closed: str
    answered: str
    cannot_tell: str
    no_margin: str
    none_match: str
    unreadable: str
    alerts: str
    phase: str
    every_phase: str
    over: Annotated[Mapping[str, str], Keys(OVER)]
    needs: str
    text: str
    sort: str
    sortings: Annotated[Mapping[str, str], Keys(SORTINGS)]
    not_planned: str
    missed: str
    showing: str
    pages: str
    page_before: str
    page_after: str
    truth: str
    at_site: str
    severities: Mapping[Severity, str]
    files: str
    file: str
    lists: Mapping[str, str]
