"""The trace as a page in each language: `docs/safety/trace.md`, `trace.zh.md`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safety.pages import Words, other_languages, words_of
from safety.trace.links import DATA, Rule, Sentence, Trace

NAME: Final = "trace"
HERE: Final = Path(__file__).parent
DATA_FILE: Final = Path("models") / "protocols" / DATA


def document(trace: Trace, language: str) -> str:
    """The whole page in one language."""
    page = _Page(trace, language)
    return "\n".join(page.lines())


class _Page:
    """A trace on its way to a page."""

    def __init__(self, trace: Trace, language: str) -> None:
        self.trace, self.language = trace, language
        self.words: Words = words_of(HERE, language)

    def lines(self) -> Iterator[str]:
        yield f"# {self.words['title']}\n"
        yield f"{other_languages(NAME, HERE, self.language)}\n"
        yield f"{self.words['intro']}\n"
        yield from self._table(
            "forwards", ("sentence", "rule", "data", "spec_tests", "hazards"), self._forwards()
        )
        yield from self._table(
            "defaults", ("rule", "data", "spec_tests", "hazards"), self._defaults()
        )
        yield from self._table(
            "backwards", ("hazard", "tests", "rules", "sentences"), self._backwards()
        )
        yield from self._table("files", ("spec_tests", "rules", "hazards"), self._spec_files())

    def _table(
        self, title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]
    ) -> Iterator[str]:
        yield f"## {self.words[title]}\n"
        yield f"| {' | '.join(self.words[head] for head in heads)} |"
        yield "|---" * len(heads) + "|"
        for row in rows:
            yield f"| {' | '.join(row)} |"
        yield ""

    def _forwards(self) -> Iterator[tuple[str, ...]]:
        by_id = {rule.id: rule for rule in self.trace.rules}
        for sentence in self.trace.sentences:
            if not sentence.rules:
                none = self.words["none"]
                yield self._said(sentence), self._without_rule(sentence), none, none, none
            for place, rule in enumerate(sentence.rules):
                said = self._said(sentence) if place == 0 else self._again(sentence)
                yield said, *self._rest(by_id[rule])

    def _said(self, sentence: Sentence) -> str:
        text = self.words["no_sentence"] if sentence.text is None else _cell(sentence.text)
        return f"**{sentence.id}** {text}"

    def _again(self, sentence: Sentence) -> str:
        return f"**{sentence.id}** {self.words['same']}"

    def _without_rule(self, sentence: Sentence) -> str:
        why = sentence.no_rule[self.language] if sentence.no_rule else self.words["none"]
        told: str = self.words["no_rule"].format(why=why)
        return told

    def _defaults(self) -> Iterator[tuple[str, ...]]:
        for rule in self.trace.rules:
            if not self.trace.sentences_of(rule.id):
                yield self._rest(rule)

    def _backwards(self) -> Iterator[tuple[str, ...]]:
        for hazard in self.trace.hazards:
            sentences = {s.id: s for rule in hazard.rules for s in self.trace.sentences_of(rule)}
            yield (
                f"{hazard.id} {hazard.title[self.language]}",
                _files({name.split("::")[0] for name in hazard.tests}) or self.words["awaited"],
                ", ".join(hazard.rules) or self.words["whole_plan"],
                self._listed(sentences),
            )

    def _spec_files(self) -> Iterator[tuple[str, ...]]:
        for file in self.trace.spec_files:
            hazards = [hazard.id for hazard in self.trace.hazards_held_by(file)]
            rules = self.trace.rules_told_in(file)
            yield _files({file}), self._listed(rules), self._listed(hazards)

    def _rest(self, rule: Rule) -> tuple[str, ...]:
        line = self.words["line"].format(number=rule.line)
        return (
            self._named(rule),
            f"[{line}](../../{DATA_FILE}#L{rule.line})",
            _files(set(self.trace.tests[rule.id])) or self.words["none"],
            self._listed([hazard.id for hazard in self.trace.hazards_of(rule.id)]),
        )

    def _named(self, rule: Rule) -> str:
        title = rule.title[self.language] if rule.title else self.words["untitled"][rule.id]
        basis = "" if rule.of_entry else self.words["site_default"]
        return f"**{rule.id}** {_cell(title)}{basis}"

    def _listed(self, ids: list[str] | dict[str, Sentence]) -> str:
        return ", ".join(ids) or str(self.words["none"])


def _files(names: set[str]) -> str:
    short = (name.removeprefix("tests/").removesuffix(".py") for name in sorted(names))
    return ", ".join(f"[{each.split('test_')[-1]}](../../tests/{each}.py)" for each in short)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("~", "\\~")
