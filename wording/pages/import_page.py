"""What the page says that brings in a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "imports")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPageWords:
    """One language; every text names its own blanks.

    Attributes:
        answers: refusals that are answered on this page, by kind: the command names its options.
        fields: what a column can be.
        step_as: a column of a step's days, as `done` or `booked`.
        fact: one fact: its kind, and what it says.
        every_row: in place of a subject: each row says it.
    """

    title: str
    about: str
    file: str
    file_hint: str
    site: str
    subject: str
    subject_hint: str
    every_row: str
    more: str
    source: str
    source_hint: str
    dates: str
    dates_unsaid: str
    day_first: str
    month_first: str
    decimal: str
    decimal_unsaid: str
    point: str
    comma: str
    sheet: str
    read: str
    again: str
    commit: str
    another: str
    preview: Counted
    facts: Counted
    refused: str
    more_faults: Counted
    columns: str
    columns_hint: str
    heading: str
    is_read_as: str
    not_read: str
    other_heading: str
    steps: str
    step_as: Mapping[str, str]
    patients: str
    patients_hint: str
    patient: str
    nobody: str
    remember: str
    remember_hint: str
    unread: str
    unread_hint: str
    fault: str
    new: str
    nothing_new: str
    fact: str
    row: str
    what: str
    leave_out: str
    differs: str
    differs_hint: str
    on_record: str
    in_list: str
    decision: str
    undecided: str
    take: str
    keep: str
    why: str
    gone: str
    gone_hint: str
    take_back: str
    known: Counted
    known_row: str
    decided: str
    decided_hint: str
    taken: str
    left: str
    aside: str
    left_out: str
    moves: str
    nothing_moves: str
    waits: str
    newer: str
    done: Counted
    bring_in: str
    answers: Mapping[str, str]
    fields: Mapping[str, str]
