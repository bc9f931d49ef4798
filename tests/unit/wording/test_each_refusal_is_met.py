"""Each refusal is met somewhere in the suite: a test quotes what is said of it."""

import re
from functools import cache
from string import Formatter

import pytest

from tests.unit.wording.refusal_kinds import ROOT, messages, topics

QUOTED = 14  # letters of a message that nothing else says
_JOINED = re.compile(r'"\s*\n\s*f?"')  # a text that goes on on the next line


@cache
def _tests() -> str:
    """All tests as text but this room's, which know of kinds and not of what they say."""
    files = (file for file in (ROOT / "tests").rglob("*.py"))
    texts = (_JOINED.sub("", file.read_text()) for file in files)
    return "\n".join(texts).replace("\\", "")


def _longest(message: str) -> str:
    """The longest part of a message that has no fact in it."""
    return max((text for text, *_ in Formatter().parse(message)), key=len).strip("“” ,;:()\n")


def _is_quoted(message: str) -> bool:
    part = _longest(message)
    starts = range(max(1, len(part) - QUOTED + 1))
    return any(part[start : start + QUOTED] in _tests() for start in starts)


@pytest.mark.parametrize("topic", topics())
def test_each_refusal_is_quoted_by_a_test(topic: str) -> None:
    unmet = [one for one, said in messages(topic).items() if not _is_quoted(said)]
    assert unmet == []
