"""Both languages of the pages say the same things, with the same blanks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from dayzero.web.recording.every_form import RECORDINGS
from models.chart.facts import StepMark
from models.chart.fields_of_kinds import FIELDS_OF_KIND
from models.timeline.values import Severity, VerdictValue
from wording.language import languages
from wording.pages import page_words

BLANK = re.compile(r"{(\w*)}")
CHINESE = re.compile(r"[一-鿿]")
SAME = {"t.language"}
ALIKE = re.compile(r"CD19|GVHD|English|中文|Day Zero|{")


def said(words: object, path: str = "t") -> Iterator[tuple[str, str]]:
    """Every text with its place."""
    if isinstance(words, str) and not isinstance(words, Enum):
        yield path, words
    elif isinstance(words, Mapping):
        for key, value in words.items():
            yield from said(value, f"{path}[{key}]")
    elif isinstance(words, tuple):
        for place, value in enumerate(words):
            yield from said(value, f"{path}[{place}]")
    elif is_dataclass(words):
        for field in fields(words):
            yield from said(getattr(words, field.name), f"{path}.{field.name}")


ENGLISH, OTHER = dict(said(page_words("en"))), dict(said(page_words("zh")))


def test_both_languages_have_the_same_texts_with_the_same_blanks() -> None:
    assert ENGLISH.keys() == OTHER.keys()
    for path, text in ENGLISH.items():
        assert set(BLANK.findall(text)) == set(BLANK.findall(OTHER[path])), path


def test_no_english_is_left_in_the_chinese_pages() -> None:
    left = [
        path
        for path, text in OTHER.items()
        if text == ENGLISH.get(path) and not ALIKE.search(text) and path not in SAME
    ]

    assert left == []
    assert not [path for path, text in ENGLISH.items() if CHINESE.search(text)]


def test_everything_that_is_chosen_or_shown_has_its_word() -> None:
    for language in languages():
        words = page_words(language)
        assert set(words.record.states) == set(StepMark)
        assert set(RECORDINGS) == set(words.record.titles) == set(words.record.intro)
        named = {name for one in RECORDINGS.values() for name in one.fields}
        assert named <= words.record.fields.keys()
        assert set(words.record.kinds) == set(FIELDS_OF_KIND)
        assert set(words.subject.values) == set(VerdictValue)
        assert set(words.listed.severities) == set(Severity)
