"""Both languages of the terminal say the same things, with the same blanks."""

import re

import pytest

from models.alerting.tellings import DeliveryKind, ToldState
from models.chart.facts import StepMark
from models.chart.fields import DoseFields, OtherTrialFields
from models.chart.fields_of_kinds import FIELDS_OF_KIND
from models.timeline.values import Severity, StepState, VerdictValue
from tests.unit.pages.test_page_wording import ALIKE, BLANK, CHINESE, said
from wording.language import Language
from wording.terminal import terminal_words

ENGLISH, OTHER = dict(said(terminal_words("en"))), dict(said(terminal_words("zh")))
SAID_ELSEWHERE = {"id", "kind", "corrects", "reason"}


def test_both_languages_have_the_same_texts_with_the_same_blanks() -> None:
    assert ENGLISH.keys() == OTHER.keys()
    for path, text in ENGLISH.items():
        assert sorted(BLANK.findall(text)) == sorted(BLANK.findall(OTHER[path])), path


def test_no_english_is_left_in_chinese_and_no_chinese_in_english() -> None:
    alike = {path for path, text in ENGLISH.items() if OTHER.get(path) == text}

    assert {path for path in alike if re.search("[A-Za-z]{3}", bare(OTHER[path]))} == set()
    assert {path for path, text in ENGLISH.items() if CHINESE.search(text)} == set()


def bare(text: str) -> str:
    return ALIKE.sub("", BLANK.sub("", text))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_state_value_and_kind_has_its_word(language: Language) -> None:
    words = terminal_words(language)

    assert set(words.plan.states) == set(StepState)
    assert set(words.plan.verdicts) == set(VerdictValue)
    assert set(words.plan.severities) == set(words.records.severities) == set(Severity)
    assert set(words.answers.told) == set(ToldState)
    assert set(words.answers.kinds) == set(DeliveryKind)


def test_every_field_and_word_of_a_fact_is_said_in_chinese() -> None:
    facts = terminal_words("zh").facts
    fields = {name for kind in FIELDS_OF_KIND.values() for name in kind.model_fields}

    assert set(facts.kinds) == set(FIELDS_OF_KIND)
    assert set(facts.fields) == fields - SAID_ELSEWHERE
    assert set(facts.inside) == {*OtherTrialFields.model_fields, "times_per_day"}
    assert {"value", "unit", "times_per_day"} == set(DoseFields.model_fields)  # said side by side
    assert set(facts.states) == set(StepMark)
