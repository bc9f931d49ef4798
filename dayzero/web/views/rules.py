"""Rules as the pages name them: with title and source, marked where they are a site default."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.alerting.titles import cited_rule
from models.protocol import Protocol
from models.said import Said
from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from wording.language import Language

_SITES = {
    NOW: Said("what is not done yet cannot be before now", "尚未完成的步骤不会早于现在"),
    WORKING_DAYS: Said(
        "a visit is planned for the site's working days and opening hours",
        "访视安排在中心的工作日与开诊时间内",
    ),
    FREE_SLOTS: Said(
        "the step is planned for a free slot of the site's calendar",
        "该步骤安排在中心日历所列的空闲时段",
    ),
}
_NOTHING = Said("", "")
_NAMES: Mapping[Language, str] = {"en": "now", "zh": "现在"}


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
    about = _about(rule, protocol)
    said = about.zh if language == "zh" else about.en
    text = _NAMES[language] if rule == NOW else cited_rule(rule, protocol, language)
    return Rule(rule, text, said, is_default(rule, protocol))


def _about(rule: str, protocol: Protocol) -> Said:
    if rule == protocol.gate.rule:
        return Said(protocol.gate.text, protocol.gate.text_zh)
    link = None if rule in protocol.criterion_by_rule else protocol.link_by_rule.get(rule)
    return _SITES.get(rule, _NOTHING) if link is None else Said(link.text, link.text_zh)


def is_default(rule: str, protocol: Protocol) -> bool:
    """Whether a rule is a site's and not the registry entry's."""
    own = {protocol.gate.rule: protocol.gate, protocol.age.rule: protocol.age}
    stated = (
        protocol.criterion_by_rule.get(rule) or protocol.link_by_rule.get(rule) or own.get(rule)
    )
    return rule.startswith("SITE-") if stated is None else stated.site_default
