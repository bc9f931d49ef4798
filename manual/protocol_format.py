"""The reference of the protocol's format: what the author of a trial's data may write."""

from collections.abc import Mapping

from pydantic import BaseModel

from manual.examples_of_tables import example_of
from manual.markdown import page
from manual.tables_of_models import described
from models.protocol import (
    conditions,
    criteria,
    holds,
    lexicon,
    lifetime_dose,
    path,
    populations,
    vocabulary,
)
from models.protocol.types import Convention, Protocol, Withheld

OPENING = (
    "A trial is one TOML file beside `drugs.toml`, `sites.toml` and `vocabulary.toml`; `dayzero"
    " protocol new` writes a first one. An unknown key, a word that nobody gave, a value of"
    " another kind is refused when the file is read, with its line; `dayzero protocol check` tells"
    " all of them at once. Text that people read stands once for each language of the trial's own"
    " title: `title`, and `title_zh` where it has one. Durations are written `72 hours`, `4 weeks`,"
    " `3 months`; which way each is counted is a convention of the data. Each example below"
    " loads in the trial that `dayzero protocol new` writes. Editors complete by [the"
    " schema](protocol.schema.json). An entry of any table that stands several times may have"
    ' `n = "2 to 9"`: it is then written for each number, both ends included, and `{n}`, `{n-1}`,'
    " `{n+1}` and `{n*3}` in its texts are that number and what is counted from it. [Write a"
    " trial](../how-to/protocol-author/write.md) says how to begin."
)

TABLES: Mapping[type[BaseModel], str] = {
    Protocol: "The file itself",
    populations.Population: "`[[population]]`",
    populations.Trait: "A need of a population",
    path.Step: "`[[step]]`",
    path.OutsideName: "`step.outside`",
    path.Link: "`[[link]]`",
    path.Repeat: "`[[repeat]]`",
    path.Gate: "`[[gate]]`",
    path.AcrossSubjects: "`[[across_subjects]]`",
    path.Closing: "`[[closing]]`",
    criteria.Washout: "`[[washout]]`",
    criteria.Exemption: "`washout.exempt`",
    criteria.ExemptSeverity: "`washout.exempt_severity`",
    criteria.Evidence: "`[[evidence]]`",
    criteria.Interval: "`[[interval]]`",
    criteria.OrMeasure: "`interval.or_measure`",
    criteria.Age: "`[age]`",
    conditions.Condition: "`[[condition]]`",
    conditions.Alternative: "A need of a condition",
    conditions.Judgement: "`condition.judged_by`",
    conditions.Measure: "`[[measure]]`",
    conditions.FindingName: "`[[finding]]`",
    holds.Hold: "`[[hold]]`",
    holds.Trigger: "`hold.raised_by`",
    lifetime_dose.LifetimeDose: "`[[lifetime_dose]]`",
    lexicon.Ambiguous: "`[[ambiguous]]`",
    vocabulary.Word: "`[[phase]]`, `[[event]]`, `[[test]]`",
    Convention: "`[[convention]]`",
    Withheld: "`[[withheld]]`",
}

REMARKS: Mapping[str, str] = {
    "schema_": "which form of the file this is",
    "id": "by which the rest of the data names it",
    "version": "of the entry or the protocol that was read",
    "day_zero": "the step from which days are counted",
    "study_completion": "when the trial is expected to end",
    "phase": "the phase of the path that it belongs to",
    "test": "the test that it is about",
    "event": "the event that it is about",
    "measure": "the measure that it is about",
    "finding": "the finding that it is about",
    "rule": "the rule's id, as alerts and entries cite it",
    "titles": "what people call it",
    "texts": "the rule in one sentence",
    "quote": "the entry's own words",
    "step": "the step that it is about",
    "anchor": "the step from which it is counted",
    "source": "what a monitor would cite: `NCT04684147 exclusion 3.5`",
    "basis": "whether the entry states it, or the site's data does",
    "discloses": "what it reveals of a subject that this is named",
}


def protocol_page() -> str:
    """Every table of a protocol's file, as the program reads it."""
    parts = described(TABLES, REMARKS, example_of)
    return page("The protocol's format", "`models/protocol`", OPENING, *parts)
