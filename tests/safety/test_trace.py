"""From each sentence of the entry to tests and hazards, and back: nothing hangs in the air."""

from dataclasses import replace
from functools import partial

import pytest

from safety.pages import old
from safety.trace.document import NAME, document
from safety.trace.links import Sentence, read_trace
from safety.trace.orphans import orphans_of

TRACE = read_trace()


def test_nothing_hangs_in_the_air() -> None:
    assert orphans_of(TRACE) == []


def test_the_pages_are_of_today() -> None:
    assert list(old(NAME, partial(document, TRACE))) == [], "python -m safety.trace"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (Sentence(id="new", text="A sentence.", rules=()), "became no rule"),
        (Sentence(id="new", text="A sentence.", rules=("EX-99",)), "is no rule of the data"),
    ],
)
def test_a_sentence_without_a_rule_is_told(sentence: Sentence, told: str) -> None:
    orphans = orphans_of(replace(TRACE, sentences=(*TRACE.sentences, sentence)))

    assert len(orphans) == 1
    assert told in orphans[0]


def test_a_rule_of_the_entry_that_no_sentence_became_is_told() -> None:
    without = tuple(each for each in TRACE.sentences if "EX-05" not in each.rules)
    orphans = orphans_of(replace(TRACE, sentences=without))

    assert any(each.startswith("EX-05 is said to be of the entry") for each in orphans)
    assert any(each.startswith("EX-05 quotes words") for each in orphans)


def test_a_rule_without_spec_test_or_hazard_is_told() -> None:
    bare = replace(TRACE, tests={**TRACE.tests, "EX-05": ()}, hazards=())
    orphans = orphans_of(bare)

    assert "EX-05 has no spec test that names it" in orphans
    assert "EX-05 has no hazard" in orphans
