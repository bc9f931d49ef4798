"""Each page of the evidence is in one language, and says the same in each."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from models.texts import Texts
from safety.hazards import document as hazards
from safety.hazards.reading import Hazard, read_hazards
from safety.pages import LANGUAGES, file_of, old, words_of, write
from safety.report import pages as report
from safety.trace import document as trace
from safety.trace.links import read_trace

HAZARDS, TRACE = read_hazards(), read_trace()
BESIDE = [hazards.HERE, trace.HERE, report.HERE]
PAGES: dict[str, Callable[[str], str]] = {
    "hazards": lambda language: hazards.document(HAZARDS, language),
    "trace": lambda language: trace.document(TRACE, language),
}
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]+")


@pytest.mark.parametrize("beside", BESIDE, ids=lambda each: each.name)
def test_each_language_has_the_same_words(beside: Path) -> None:
    english, *others = (_keys(words_of(beside, language)) for language in LANGUAGES)
    assert all(keys == english for keys in others)


def _keys(words: object, under: str = "") -> set[str]:
    if not isinstance(words, dict):
        assert words, f"{under} is empty"
        return {under}
    return {key for name, value in words.items() for key in _keys(value, f"{under}.{name}")}


@pytest.mark.parametrize("name", PAGES)
def test_the_english_page_has_no_chinese_but_the_link(name: str) -> None:
    assert CHINESE.findall(PAGES[name]("en")) == ["中文"]


def test_the_chinese_hazards_are_told_without_a_word_of_english() -> None:
    page = PAGES["hazards"]("zh")
    english = {text for each in HAZARDS for text in _english_of(each)}
    assert [text for text in english if text in page] == []
    prose = re.sub(r"`[^`]*`|\]\([^()]*\)|[A-Z]{2,}-[\w.-]+", "", page)
    assert re.findall(r"\b[A-Z]?[a-z]{3,}\b", prose) == ["English"]


def _english_of(hazard: Hazard) -> list[str]:
    texts = [hazard.title, hazard.cause, hazard.harm, *(each.what for each in hazard.control)]
    return [each.english for each in texts]


def test_the_chinese_trace_has_the_entry_verbatim_and_says_so() -> None:
    page = PAGES["trace"]("zh")
    assert "保留英文原文" in page
    told = page.replace("\\", "").replace("&lt;", "<")
    assert [s.id for s in TRACE.sentences if s.text and s.text not in told] == []


def test_the_chinese_trace_names_no_rule_in_english() -> None:
    page = PAGES["trace"]("zh")
    titles = [(rule.id, rule.title.english) for rule in TRACE.rules if rule.title]
    assert [title for rule, title in titles if f"**{rule}** {title}" in page] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_language_links_to_the_other_at_the_top(name: str) -> None:
    assert PAGES[name]("en").splitlines()[2] == f"[中文]({name}.zh.md)"
    assert PAGES[name]("zh").splitlines()[2] == f"[English]({name}.md)"


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_as_many_lines(name: str) -> None:
    english, chinese = (PAGES[name](language).count("\n") for language in LANGUAGES)
    assert english == chinese


def test_a_page_that_is_missing_or_edited_in_one_language_is_old(tmp_path: Path) -> None:
    assert list(old("a", str, tmp_path)) == ["a.md", "a.zh.md"]
    write("a", str, tmp_path)
    assert list(old("a", str, tmp_path)) == []
    (tmp_path / file_of("a", "zh")).write_text("另一页", encoding="utf-8")
    assert list(old("a", str, tmp_path)) == ["a.zh.md"]


def test_a_hazard_that_lacks_a_language_is_refused() -> None:
    whole = dict(HAZARDS[0])
    with pytest.raises(ValidationError, match="harm is not in zh"):
        Hazard.model_validate({**whole, "harm": Texts("Harm in English alone.")})
