"""What the list of subjects says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import Severity
from wording.catalogue import Counted
from wording.filled import part


@part("pages", "list")
@dataclass(frozen=True, slots=True, kw_only=True)
class ListWords:
    """One language; every text names its own blanks.

    Attributes:
        lists: each list that can be had as a file; `file` is one of its formats.
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
    more_alerts: str
    at_site: str
    severities: Mapping[Severity, str]
    files: str
    file: str
    lists: Mapping[str, str]
