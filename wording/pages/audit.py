"""What the page of the audit says, and what was done, in the reader's language.

The records keep what was done in English, as it is said here: the English texts are read back
as the forms of those sentences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wording.filled import filled, part
from wording.language import ENGLISH, Language

_BLANK: Final = re.compile(r"\\\{(\w+)\\\}")


@part("audit", "audit")
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWords:
    """One language; every text names its own blanks.

    Attributes:
        deeds: each thing that can have been done.
    """

    title: str
    about: str
    filter: str
    subject: str
    who: str
    since: str
    until: str
    show: str
    at: str
    what: str
    why: str
    old: str
    new: str
    older: str
    none: str
    as_file: str
    all_sites: str
    deeds: Mapping[str, str]


def say_deed(what: str, language: Language) -> str:
    """What was done, in a language; what no catalogue knows is shown as it was kept."""
    for name, form in _forms():
        found = form.fullmatch(what)
        if found:
            says, english = filled(AuditWords, language), filled(AuditWords, ENGLISH)
            told = {english.all_sites: says.all_sites}
            facts = {blank: told.get(fact, fact) for blank, fact in found.groupdict().items()}
            return says.deeds[name].format(**facts)
    return what


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences as patterns, those that say most first."""
    deeds = filled(AuditWords, ENGLISH).deeds
    ordered = sorted(deeds.items(), key=lambda one: -len(re.sub(r"\{\w+\}", "", one[1])))
    return tuple((name, re.compile(_pattern(text))) for name, text in ordered)


def _pattern(text: str) -> str:
    return _BLANK.sub(r"(?P<\1>.+)", re.escape(text))
