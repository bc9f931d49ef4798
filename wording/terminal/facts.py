"""How recorded facts are said at a terminal: what was recorded, by whom, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.chart.facts import StepMark
from wording.filled import From, part


@part("terminal", "facts")
@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """One language; every text names its own blanks.

    Attributes:
        kinds: of facts.
        states: what a step is recorded as.
        fields: how each field is said.
        inside: likewise, of another trial; of a dose one that is not here is its value.
        columns: above the columns: fact, kind, what, recorded, by, note.
    """

    kinds: Annotated[Mapping[str, str], From("pages", "record.kinds")]
    states: Annotated[Mapping[StepMark, str], From("pages", "record.states")]
    constants: Annotated[Mapping[str, str], From("pages", "record.constants")]
    sexes: Annotated[Mapping[str, str], From("pages", "record.sexes")]
    fields: Mapping[str, str]
    inside: Mapping[str, str]
    columns: tuple[str, str, str, str, str, str]
    listed: Annotated[str, From("pages", "common.listed")]
    yes: Annotated[str, From("pages", "record.yes")]
    no: Annotated[str, From("pages", "record.no")]
    unknown: str
    corrected: Annotated[str, From("pages", "subject.corrected")]
    taken_back: Annotated[str, From("pages", "subject.taken_back")]
    corrects: str
    takes_back: str
