"""What a subject's page says."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.values import VerdictValue
from wording.catalogue import Counted
from wording.filled import part


@part("pages", "subject")
@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectWords:
    """One language; every text names its own blanks.

    Attributes:
        check: the button of a second person; `checked` is the mark that it leaves.
    """

    action: str
    no_action: str
    asks_nothing: str
    closed: str
    same_person: str
    since: str
    why: str
    not_told_yet: str
    acknowledged: str
    snoozed: str
    reopened: Counted
    acknowledge: str
    acknowledge_about: str
    reason: str
    snooze: str
    snooze_about: str
    snooze_day: str
    answer: str
    day_zero: str
    day_zero_done: str
    day_zero_booked: str
    day_zero_proposed: str
    earliest: str
    earliest_unknown: str
    bound_by: str
    washouts_clear: str
    margin: str
    worst: str
    chain: str
    runners_up: str
    runners_up_about: str
    met_from: str
    of_fact: str
    no_washout: str
    otherwise: str
    try_it: str
    book: str
    timeline: str
    scroll: str
    steps: str
    steps_about: str
    step: str
    day: str
    state: str
    date: str
    window: str
    because: str
    suggested: str
    held_before: str
    from_until: str
    from_on: str
    until: str
    between: str
    opened_by: str
    closed_by: str
    fact: str
    not_applicable: str
    default: str
    default_about: str
    verdicts: str
    all_met: str
    values: Mapping[VerdictValue, str]
    met_count: str
    unrecorded: Counted
    withheld: str
    gate: str
    gate_open: str
    gate_told: Counted
    gate_missing: str
    gate_by: str
    changes: str
    no_changes: str
    more_changes: str
    window_of: str
    washout_of: str
    whole: str
    moved: str
    added: str
    removed: str
    reworded: str
    state_changed: str
    facts: str
    facts_about: str
    what: str
    when: str
    recorded: str
    by: str
    corrected: str
    taken_back: str
    provisional: str
    next_change: str
    calendar: str
    calendar_about: str
    calendar_make: str
    calendar_replace: str
    calendar_links: str
    calendar_once: str
    calendar_https: str
    calendar_webcal: str
    calendar_qr: str
    calendar_last_read: str
    calendar_take_back: str
    fhir: str
    record: str
    record_more: str
    correct: str
    take_back: str
    site: str
    said_acknowledged: str
    said_snoozed: str
    said_recorded: str
    said_recorded_together: str
    said_urgent: str
    said_taken_back: str
    check: str
    checked: str
    said_checked: str
    paper: str
