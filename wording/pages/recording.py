"""What the forms for recording say; the words of recorded facts are the protocol's."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.chart.facts import StepMark
from wording.filled import part


@part("pages", "record")
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingWords:
    """One language; every text names its own blanks.

    Attributes:
        titles: of each form, by what it records.
        fields: labels, by field; with the form before it where one says it otherwise.
        hints: below a field, by field; empty where none is needed.
        states: what a step is recorded as.
        kinds: of facts.
        equal: asks whether a fact is another one than that of a moment ago.
        constants: what is recorded once of a subject.
        sexes: as they stand in a chart.
    """

    titles: Mapping[str, str]
    intro: Mapping[str, str]
    fields: Mapping[str, str]
    hints: Mapping[str, str]
    states: Mapping[StepMark, str]
    kinds: Mapping[str, str]
    constants: Mapping[str, str]
    sexes: Mapping[str, str]
    takes_back: str
    reported: str
    choose: str
    preview: str
    preview_about: str
    commit: str
    change: str
    to_record: str
    earliest: str
    moves: str
    nothing_moves: str
    before: str
    after: str
    opens: str
    closes: str
    no_alert_opens: str
    no_alert_closes: str
    refused: str
    recorded: str
    newer: str
    equal: str
    not_another: str
    commit_another: str
    no_drug: str
    yes: str
    no: str
    unknown: str
    times_a_day: str
    first_last: str
    last: str
    first: str
    ongoing: str
