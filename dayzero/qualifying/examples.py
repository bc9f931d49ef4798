"""Example charts with results that were worked out by hand, planned on this machine."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dayzero.desk.planning import plan_of
from models.protocol import load_protocol
from models.versions.in_force import NOTHING_AT_SITES
from wording.language import ENGLISH, Language
from wording.plan_document import plan_document

FOLDER: Final = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One result of one example.

    Attributes:
        about: what is recorded, and why that follows; in the reader's language.
        what: the step or the rule, and the field of the plan.
    """

    about: str
    what: str
    expected: str
    found: str

    @property
    def fits(self) -> bool:
        """Whether the program says what was worked out by hand."""
        return self.expected == self.found


def checked_examples(language: Language, folder: Path = FOLDER) -> list[Checked]:
    """Every expected result, with what this installation's program and data make of it."""
    told = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    return [one for example in told["example"] for one in _checked(example, language, folder)]


def _checked(example: Mapping[str, Any], language: Language, folder: Path) -> Iterator[Checked]:
    name = example["chart"]
    chart = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    made = plan_of(chart, datetime.fromisoformat(example["at"]), NOTHING_AT_SITES)
    document: Mapping[str, Any] = plan_document(made, load_protocol(made.protocol_id))
    about = example["about" if language == ENGLISH else f"about_{language}"]
    for each in example["expected"]:
        rows, key = ("verdicts", "rule") if "rule" in each else ("steps", "step")
        found: Mapping[str, Any] = next(
            (row for row in document[rows] if row[key] == each[key]), {}
        )
        yield Checked(
            about=about,
            what=f"{each[key]} {each['field']}",
            expected=each["value"],
            found=str(found.get(each["field"])),
        )
