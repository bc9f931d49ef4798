"""What the page of several moves together says."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "what_if")
@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfWords:
    """One language; every text names its own blanks.

    Attributes:
        first, second: the two proposals.
        newer: over what somebody recorded since the page was shown.
        newer_row: one fact of it.
        alone: that nothing moves along.
        along: beside what nobody typed.
        dates: dates that follow and are not recorded.
        left: conflicts that a proposal leaves.
    """

    title: str
    link: str
    about: str
    drag: str
    newer: str
    newer_row: str
    refused: str
    offered: str
    offered_about: str
    beside: str
    changes: str
    changes_about: str
    step: str
    stands: str
    first: str
    second: str
    day: str
    last_day: str
    off: str
    of_field: str
    folded: str
    alone: str
    see: str
    compare: str
    one_only: str
    nothing: str
    to_record: str
    along: str
    holds: str
    left: Counted
    mends: str
    expired: str
    judged: str
    from_to: str
    dates: Counted
    reason_about: str
    commit: Counted
