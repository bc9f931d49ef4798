"""Rules as the pages name them: with title and source, marked where they are a site default."""

from dataclasses import dataclass

from models.protocol import Protocol
from models.timeline.network.network import NOW
from wording.language import Language
from wording.messages.titles import cited_rule
from wording.pages import page_words
from wording.texts import in_language


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        text: with its title and source, in the reader's language.
        about: what it says; empty where the title says it, or nothing does in this language.
        default: whether the registry entry does not state it.
    """

    id: str
    text: str
    about: str
    default: bool


def rule_of(rule: str, protocol: Protocol, language: Language) -> Rule:
    """A rule in words."""
    now = page_words(language).path.now
    text = now if rule == NOW else cited_rule(rule, protocol, language)
    return Rule(rule, text, _about(rule, protocol, language), is_default(rule, protocol))


def _about(rule: str, protocol: Protocol, language: Language) -> str:
    if rule == protocol.gate.rule:
        return in_language(protocol.gate.texts, language)
    link = None if rule in protocol.criterion_by_rule else protocol.link_by_rule.get(rule)
    if link is None:
        return page_words(language).rules.about.get(rule, "")
    return in_language(link.texts, language)


def is_default(rule: str, protocol: Protocol) -> bool:
    """Whether a rule is a site's and not the registry entry's."""
    own = {protocol.gate.rule: protocol.gate, protocol.age.rule: protocol.age}
    stated = (
        protocol.criterion_by_rule.get(rule) or protocol.link_by_rule.get(rule) or own.get(rule)
    )
    return rule.startswith("SITE-") if stated is None else stated.site_default
