"""What belongs to what: sentence, rule, line of data, spec test, hazard."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from models.protocol import Protocol, load_protocol
from models.texts import Texts
from safety.changes.data import blocks_of
from safety.hazards.checking import rules_of, stated_rules
from safety.hazards.reading import Hazard, read_hazards
from safety.hazards.tests_named import means
from safety.written import Written

ROOT = Path(__file__).parents[2]
ENTRY = Path(__file__).with_name("registry_entry.toml")
SPEC = ROOT / "tests" / "spec"
DATA = "nct04684147.toml"


class Sentence(Written):
    """One sentence of the entry; where it became no rule, why.

    Attributes:
        text: verbatim; None where the entry's own numbering leaves one out.
    """

    id: str
    text: str | None = None
    rules: tuple[str, ...]
    no_rule: Texts | None = None


@dataclass(frozen=True)
class Rule:
    """One rule as the data states it, and what tells the reader that it is there.

    Attributes:
        line: of the trial's data, where its block begins.
        title: None of a rule that the data gives none.
        of_entry: whether the entry states it; otherwise it is a site default.
        quote: the entry's own words; None of a rule that quotes none.
    """

    id: str
    line: int
    title: Texts | None
    of_entry: bool
    quote: str | None


@dataclass(frozen=True)
class Trace:
    """All of it, each way."""

    sentences: tuple[Sentence, ...]
    rules: tuple[Rule, ...]
    tests: dict[str, tuple[str, ...]]
    hazards: tuple[Hazard, ...]

    def sentences_of(self, rule: str) -> list[Sentence]:
        """Those that a rule was made of."""
        return [each for each in self.sentences if rule in each.rules]

    def hazards_of(self, rule: str) -> list[Hazard]:
        """Those of which a wrong answer of a rule would be the harm."""
        return [each for each in self.hazards if rule in each.rules]

    @cached_property
    def spec_files(self) -> tuple[str, ...]:
        """Every file of spec tests."""
        return tuple(path.relative_to(ROOT).as_posix() for path in sorted(SPEC.rglob("test_*.py")))

    def rules_told_in(self, file: str) -> list[str]:
        """The rules that a file of spec tests speaks of."""
        return [rule for rule, files in self.tests.items() if file in files]

    def hazards_held_by(self, file: str) -> list[Hazard]:
        """The hazards that name a file, or a test in it."""
        named = ((hazard, name) for hazard in self.hazards for name in hazard.tests)
        return list(dict.fromkeys(hazard for hazard, name in named if means(file, name)))


def read_trace() -> Trace:
    """From the files of this project as they stand."""
    document = tomllib.loads(ENTRY.read_text(encoding="utf-8"))
    sentences = TypeAdapter(tuple[Sentence, ...]).validate_python(document["sentence"])
    rules = tuple(_rules(load_protocol()))
    specs = {path: path.read_text(encoding="utf-8") for path in sorted(SPEC.rglob("test_*.py"))}
    tests = {rule.id: tuple(_files_that_tell(rule.id, specs)) for rule in rules}
    return Trace(sentences, rules, tests, read_hazards())


def _rules(protocol: Protocol) -> Iterator[Rule]:
    lines = {block.name: block.line for block in reversed(blocks_of(DATA)) if block.name}
    stated = {rule.rule: rule for rules in stated_rules(protocol) for rule in reversed(rules)}
    exempting = {w.exempt.rule: w.rule for w in protocol.washout if w.exempt}
    for name in sorted(rules_of(protocol)):
        written = exempting.get(name, name)
        rule = stated[written]
        quote = getattr(rule, "quote", None)
        yield Rule(
            id=name,
            line=lines[written],
            title=getattr(rule, "titles", None) or getattr(rule, "texts", None),
            of_entry=rule.basis == "registry entry",
            quote=quote if name == written else None,
        )


def _files_that_tell(rule: str, specs: Mapping[Path, str]) -> Iterator[str]:
    """Files of spec tests in which a rule is named, by its own id and no longer one."""
    named = re.compile(rf"(?<![\w-]){re.escape(rule)}(?!\.?\w)")
    for path, text in specs.items():
        if rule in text and named.search(text):
            yield path.relative_to(ROOT).as_posix()
