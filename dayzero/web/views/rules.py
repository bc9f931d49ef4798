"""Rules as the pages name them: with title and source, marked where they are a site default."""

from dataclasses import dataclass

from models.protocol import Protocol
from models.protocol.criterion import Sourced
from models.timeline.network.network import NOW
from wording.messages.titles import cited_rule
from wording.pages import page_words
from wording.titles import gate_words, hold_title, link_words
from wording.voice import Voice


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


def rule_of(rule: str, voice: Voice) -> Rule:
    """A rule in words."""
    now = page_words(voice.language).path.now
    text = now if rule == NOW else cited_rule(rule, voice.protocol, voice.language)
    return Rule(rule, text, _about(rule, voice), is_default(rule, voice.protocol))


def _about(rule: str, voice: Voice) -> str:
    protocol = voice.protocol
    if rule in protocol.gate_by_rule:
        return gate_words(rule, voice)
    if rule in protocol.hold_by_rule:
        return hold_title(rule, voice)
    if rule in protocol.link_by_rule and rule not in protocol.criterion_by_rule:
        return link_words(rule, voice)
    return page_words(voice.language).rules.about.get(rule, "")


def is_default(rule: str, protocol: Protocol) -> bool:
    """Whether a rule is a site's and not the registry entry's."""
    own: dict[str, Sourced] = {**protocol.gate_by_rule, protocol.age.rule: protocol.age}
    own.update(protocol.hold_by_rule)
    stated = (
        protocol.criterion_by_rule.get(rule) or protocol.link_by_rule.get(rule) or own.get(rule)
    )
    return rule.startswith("SITE-") if stated is None else stated.site_default
