"""Every line is said in both languages at once, so that one pass serves every reader."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from models.protocol import Protocol
from models.protocol.criterion import Sourced
from wording.calendars import Wording, feed_words

Say = Callable[[Wording], str]


class Place(NamedTuple):
    """Where a subject's visits are, as LOCATION says it."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class About:
    """What an entry says beside the plan: where the visits are, and where a rule is stated."""

    place: Place
    protocol: Protocol | None = None

    def cite(self, rule: str, says: Wording) -> str:
        """`EX-03.5 (NCT04684147 exclusion 3.5)`; the rule alone where nothing states it."""
        source = None if self.protocol is None else _source(self.protocol, rule)
        if source is None:
            return rule
        said = says.our_own if source.site_default else says.say_source(source)
        return says.cited.format(rule=rule, source=said)

    def cite_all(self, rules: Iterable[str], says: Wording) -> str:
        """Several rules, each with its source."""
        return says.listed.join(self.cite(rule, says) for rule in rules)


def _source(protocol: Protocol, rule: str) -> Sourced | None:
    return protocol.criterion_by_rule.get(rule) or protocol.link_by_rule.get(rule)


class Texts(TypedDict):
    """The texts of an entry."""

    summary: str
    summary_zh: str
    description: str
    description_zh: str
    location: str
    location_zh: str


def in_both(summary: Say, description: Say, about: About) -> Texts:
    """An entry's texts in English and in Chinese."""
    return {
        "summary": summary(feed_words("en")),
        "summary_zh": summary(feed_words("zh")),
        "description": description(feed_words("en")),
        "description_zh": description(feed_words("zh")),
        "location": about.place.en,
        "location_zh": about.place.zh,
    }
