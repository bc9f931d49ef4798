"""What `make lint` finds in the words: a language that lags, a message too many, a sentence."""

from pathlib import Path
from textwrap import dedent

import pytest

from wording.checking import flaws
from wording.checks.catalogues import flaws_between_languages
from wording.checks.sentences import is_sentence, sentences_outside, texts_for_readers
from wording.checks.uses import calls_in

ENGLISH = {"due": "due by {day}", "over": "over"}


def catalogues(folder: Path, **languages: dict[str, str]) -> Path:
    for language, messages in languages.items():
        place = folder / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        said = "".join(f'\nmsgid "{name}"\nmsgstr "{text}"\n' for name, text in messages.items())
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        (place / "steps.po").write_text(head + said)
    return folder


def test_the_words_that_are_shipped_have_no_flaw() -> None:
    assert list(flaws()) == []


@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ({"due": "{day}前"}, "lacks “over”"),
        ({**ENGLISH, "more": "多"}, "“more” is in no English catalogue"),
        ({**ENGLISH, "due": "到期"}, "“due” says other facts than in English"),
        ({**ENGLISH, "over": ""}, "“over” is empty"),
    ],
)
def test_a_language_that_says_less_more_or_something_else_is_named(
    tmp_path: Path, chinese: dict[str, str], said: str
) -> None:
    [flaw] = flaws_between_languages(catalogues(tmp_path, en=ENGLISH, zh=chinese))

    assert flaw.endswith(f"zh/LC_MESSAGES/steps.po: {said}")


def test_a_call_is_known_by_its_catalogue_its_message_and_its_facts(tmp_path: Path) -> None:
    module = tmp_path / "saying.py"
    module.write_text(
        dedent(
            """
            def say(reason, voice):
                words, other = voice.words("steps"), 1
                return words("due" if reason.ahead else "over", day=1) + other("due")

            def count(language, words: Catalogue):
                catalogue(language, "dates").counted("days", 2)
                return words("late", **{})
            """
        )
    )
    found = {(call.topic, call.message, call.facts) for call in calls_in(module)}

    assert found == {
        ("steps", "due", frozenset({"day"})),
        ("steps", "over", frozenset({"day"})),
        ("dates", "days", frozenset({"number"})),
        (None, "late", None),
    }


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The infusion must wait a day.", True),
        ("Move it. Nothing else is open", True),
        ("the infusion must wait a day.", False),
        ("Only three words.", False),
        ("No stop ends this one", False),
    ],
)
def test_a_sentence_has_a_capital_four_words_and_a_stop(said: str, *, found: bool) -> None:
    assert is_sentence(said) is found


def test_docstrings_logs_and_helps_are_not_for_readers() -> None:
    source = '''
"""A module that says what it is for."""
log.info("The pass took a second too long.")
option(help="Which subject it is about, please.")
shown = f"The {step} must wait for a day."
also = "回输"
'''
    assert [line for line, _ in texts_for_readers(source)] == [5, 6]


def test_a_file_that_was_converted_must_leave_the_list(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()

    assert any("take it off the list" in flaw for flaw in sentences_outside(tmp_path))
