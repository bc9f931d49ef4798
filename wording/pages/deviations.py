"""What the register of deviations says."""

from dataclasses import dataclass

from wording.filled import part


@part("registers", "deviations")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationWords:
    """One language; every text names its own blanks.

    Attributes:
        wanted: in place of a reason that nobody gave yet; `wanted_from` of somebody.
        lifted: of a deviation that no longer follows from the facts.
        newer: that somebody else said something while the form was filled in.
        earlier: over what was said before.
    """

    title: str
    about: str
    none: str
    filter: str
    subject: str
    step: str
    every_step: str
    since: str
    until: str
    show: str
    number: str
    rule: str
    what: str
    outside: str
    found: str
    reason: str
    root_cause: str
    action: str
    reported: str
    reported_to: str
    reported_on: str
    reported_said: str
    said_by: str
    wanted: str
    wanted_from: str
    lifted: str
    explain: str
    change: str
    heading: str
    explain_about: str
    keep: str
    refused: str
    newer: str
    earlier: str
    said_explained: str
    of_subject: str
    as_file: str
    newest: str
    further: str
