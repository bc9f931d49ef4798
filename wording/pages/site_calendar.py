"""What the page of a site's closures and working days says."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "site_calendar")
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCalendarWords:
    """One language; every text names its own blanks.

    Attributes:
        register: what the page holds, in one sentence.
        until: from one day or minute to another.
        signs: what is done with an entry, by its sign.
        fields: what each field of the form is called, also where a refusal names it.
        kinds: what the events of a file may be.
        answers: refusals that are answered on this page, by kind: the command names its options.
    """

    title: str
    register: str
    sites: str
    until: str
    when: str
    kind: str
    reason: str
    closed: str
    works: str
    imported: str
    none: str
    none_to_come: str
    over: Counted
    official: str
    bring: str
    about: str
    file_hint: str
    name_hint: str
    allow_empty: str
    reason_hint: str
    another: str
    show: str
    again: str
    commit: str
    refused: str
    preview: str
    added: Counted
    removed: Counted
    nothing_new: str
    done: str
    newer: str
    change: str
    changes: str
    more: Counted
    subjects: str
    opens: str
    closes: str
    moves: str
    nobody: str
    unplanned: str
    signs: Mapping[str, str]
    fields: Mapping[str, str]
    kinds: Mapping[str, str]
    answers: Mapping[str, str]
