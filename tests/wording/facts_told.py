"""The facts that a sentence tells, in whichever language: what no translation may change."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from models.protocol import Protocol, load_protocol
from models.timeline.results import Plan
from tests.spoken import LANGUAGES, reasons_of, voices
from tests.wording.drugs_told import drugs_in, drugs_named
from wording import say
from wording.language import Language

Told = Mapping[str, Counter[str]]
"""How often each fact is told, by what kind of fact it is."""

ALONE: Final = r"(?<![A-Za-z0-9]){}(?![A-Za-z0-9])"
SOURCE: Final = re.compile(r"(NCT\d+) (exclusion|排除标准|inclusion|入选标准) (\d[\d.]*)")
LISTS: Final = {"排除标准": "exclusion", "入选标准": "inclusion"}
OURS: Final = re.compile("site default|中心默认值")
MARKS: Final = {
    "instant": re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?"),
    "rule": re.compile(ALONE.format(r"(?:PATH|SITE|EX|IN)-[0-9a-z](?:[a-z0-9.-]*[a-z0-9])?")),
    "fact": re.compile(ALONE.format(r"f\d+")),
    "number": re.compile(r"\d+(?:\.\d+)?"),
}
"""In this order, each out of what those before it leave: an instant is no number."""

NUMERALS: Final = {"two": "2", "three": "3", "两": "2"}
NUMERAL: Final = re.compile(r"\btwo\b|\bthree\b|两")
WRITTEN: Final = {
    "day": ("d", "day", "days", "天"),
    "hour": ("h", "hour", "hours", "小时"),
    "minute": ("min", "minute", "minutes", "分钟"),
    "month": ("month", "months", "个月"),
    "half-life": ("half-life", "half-lives", "个半衰期"),
}
UNITS: Final = {written: unit for unit, ways in WRITTEN.items() for written in ways}
LENGTH: Final = re.compile(rf"(\d+) ?({'|'.join(sorted(UNITS, key=len, reverse=True))})(?![a-z])")


def told_otherwise(plan: Plan, protocol: Protocol) -> list[tuple[str, ...]]:
    """The sentences of each reason that do not tell the same facts in English and in Chinese."""
    found = []
    for reason in dict.fromkeys(reasons_of(plan)):
        said = tuple(say(reason, voice) for voice in voices(plan, protocol))
        english, chinese = map(facts_told, said, LANGUAGES)
        unnamed = (drugs_in(reason) - each for each in map(drugs_named, said, LANGUAGES))
        if english != chinese or any(unnamed):
            found.append(said)
    return found


@cache
def facts_told(sentence: str, language: Language) -> Told:
    """Rules, recorded facts, dates and times, numbers, lengths, where a rule is stated."""
    sources = Counter(f"{e} {LISTS.get(of, of)} {no}" for e, of, no in SOURCE.findall(sentence))
    told = {
        "registry entry": sources,
        "site default": Counter(OURS.sub("ours", mark) for mark in OURS.findall(sentence)),
        "length": _lengths(sentence, language),
    }
    left = NUMERAL.sub(lambda found: NUMERALS[found[0]], SOURCE.sub(" ", sentence))
    for kind, mark in MARKS.items():
        told[kind] = Counter(mark.findall(left))
        left = mark.sub(" ", left)
    return told


def _lengths(sentence: str, language: Language) -> Counter[str]:
    """With their units, but for those in the protocol's own words, which count Day 28 as 28 天."""
    left = _own_words(language).sub(" ", sentence)
    return Counter(f"{number} {UNITS[unit]}" for number, unit in LENGTH.findall(left))


@cache
def _own_words(language: Language) -> re.Pattern[str]:
    """Titles of steps and criteria, and what rules of the path say; the longest that fits."""
    protocol = load_protocol("NCT04684147")
    words = (
        *(one.titles for one in protocol.step),
        *(one.titles for one in protocol.criterion_by_rule.values()),
        *(one.texts for one in protocol.link),
        *(one.texts for one in protocol.repeat),
    )
    own = (each.get(language, "") for each in words)
    longest_first = sorted(filter(None, own), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
