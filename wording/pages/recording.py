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
        correct: the heading of a form that corrects a fact.
        on_record: the fact that a form corrects; `to_take_back` of one that it takes back.
        folded: over the fields that few need.
        other: what no rule reads.
        read_as: of a date, how it was read; `year_off` that its year is perhaps another.
        figures: what a number of a fact is, where its value alone does not tell.
        taken_from: a fact of the wrong subject was taken back there, and is to be recorded here.
        leaves: warns somebody who sees only some sites of a transfer to another.
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
    correct: str
    on_record: str
    to_take_back: str
    folded: str
    other: str
    figures: Mapping[str, str]
    other_trial: str
    half_life: str
    leaves: str
    taken_from: str
    reported: str
    choose: str
    read_as: str
    year_off: str
    which_day: str
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
