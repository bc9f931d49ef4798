"""One change of each number, unit, operator and class in the data of the trial and of its drugs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from safety.changes.data import Block, blocks_of, text_of
from safety.mutants.likely import called_alike
from safety.mutants.probes import drug_key
from safety.mutants.recording import Recorded

TRIAL, DRUGS = "nct04684147.toml", "drugs.toml"
SAID_ONLY = re.compile(
    r"^(?:title|text|quote|source|basis|sentence|note|synonyms|also|names|name|exact_names|id|rule"
    r"|atc|atc_roots|warn_after_anchor|discloses|outside|high_dose_names|group|words|before|after"
    r"|phase|decision)(?:_zh)?\b"
)
"""What is said, or names something: not what a rule counts with."""

PASSED_OVER = frozenset({"convention", "withheld", "phase", "test", "event", "finding"})
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\")|(?<=\")-?\d+(?:\.\d+)?(?=[ \"/])")
UNIT = re.compile(r"(?<= )(minutes|hours|days|months)\b|(?<=\d )(mg/m2(?:/day)?)")
UNITS: Mapping[str, str] = {
    "minutes": "days", "hours": "days", "days": "months", "months": "days",
    "mg/m2": "mg/m2/day", "mg/m2/day": "mg/m2",
}  # fmt: skip
OPERATOR = re.compile(r"\b(?:true|false|at_most|at_least|above|below)\b")
OPERATORS: Mapping[str, str] = {
    "true": "false", "false": "true", "at_most": "below", "below": "at_most",
    "at_least": "above", "above": "at_least",
}  # fmt: skip
CLASSES = re.compile(
    r"^(?:drug_classes|classes|events|purposes|routes|routes_not|fields|other_routes|severities|until"
    r"|keeps|renews|holds) = \[(?P<list>[^\]]*)\]",
    re.MULTILINE,
)
MEMBER = re.compile(r'"[^"]+"(?:, )?')


@dataclass(frozen=True)
class DataFault:
    """One place of a file of data where another text stands."""

    file: str
    block: Block
    kind: str
    start: int
    before: str
    after: str

    @property
    def owner(self) -> str:
        """What a result is kept under: the block as it is, wherever in the file it stands."""
        written = text_of(self.file)[self.block.start : self.block.end]
        return f"{self.file}: {self.block.title} {sha256(written.encode()).hexdigest()[:12]}"

    @property
    def name(self) -> str:
        """The key of a result beside it."""
        line, place = self.line_text.strip()[:90], self.start - self.block.start
        return f"{self.kind}: {self.before} → {self.after} in {line}@{place}"

    @property
    def line(self) -> int:
        """Of the file, from 1."""
        return text_of(self.file).count("\n", 0, self.start) + 1

    @property
    def line_text(self) -> str:
        """The whole line as it is shipped."""
        return text_of(self.file).splitlines()[self.line - 1]

    def text(self) -> str:
        """The file with this one fault."""
        text = text_of(self.file)
        return text[: self.start] + self.after + text[self.start + len(self.before) :]

    def tests(self, recorded: Recorded) -> list[str]:
        """Of a drug the tests that read it; else all, those that speak of the block first."""
        if self.block.table == "drug" and self.block.name is not None:
            return recorded.tests_of(drug_key(self.block.name))
        words = _word_of(self.block), self.block.name or self.block.table
        names = recorded.all_tests
        speaking = [name for name in names if any(word in name for word in words)]
        said = f"{self.block.title} {self.line_text}"
        alike = (*called_alike(said, speaking), *called_alike(said, names))
        return list(dict.fromkeys((*alike, *speaking, *names)))


def _word_of(block: Block) -> str:
    """How a file of tests is called for a rule: ex_03_2; an example has its name as it is."""
    return (block.name or block.table).lower().replace("-", "_").replace(".", "_")


def data_faults() -> Iterator[DataFault]:
    """Every fault of the trial's data and of the catalogue of drugs."""
    for file in (TRIAL, DRUGS):
        for block in blocks_of(file):
            if block.table not in PASSED_OVER:
                yield from _of_block(file, block)


def _of_block(file: str, block: Block) -> Iterator[DataFault]:
    text = text_of(file)
    start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        if "=" in line and not SAID_ONLY.match(line) and not line.startswith("#"):
            yield from _of_line(file, block, start, line)
        start += len(line)
    for found in CLASSES.finditer(text, block.start, block.end):
        members = list(MEMBER.finditer(text, *found.span("list")))
        alone = len(members) == 1 and found.group().startswith("classes")
        for member in members:
            after = _other_class(member.group()) if alone else ""
            yield DataFault(file, block, "class", member.start(), member.group(), after)


def _of_line(file: str, block: Block, start: int, line: str) -> Iterator[DataFault]:
    counts = line.partition(" #")[0]
    for kind, pattern, become in (
        ("number", NUMBER, _one_more),
        ("unit", UNIT, UNITS.__getitem__),
        ("operator", OPERATOR, OPERATORS.__getitem__),
    ):
        for found in pattern.finditer(counts):
            word = found.group()
            yield DataFault(file, block, kind, start + found.start(), word, become(word))


def _other_class(only: str) -> str:
    """A drug has a class, or it is refused: the mildest takes the place of its only one."""
    return '"chemotherapy"' if "no_washout" in only else '"no_washout"'


def _one_more(number: str) -> str:
    whole, point, part = number.partition(".")
    return f"{whole}{point}{part[:-1]}{(int(part[-1]) + 1) % 10}" if point else str(int(whole) + 1)
