"""What steps and rules are called in a message. Pure."""

from models.disclosure import Disclosure
from models.protocol import Protocol
from models.protocol.source import Source
from wording.catalogue import catalogue
from wording.language import Language
from wording.sources import say_source
from wording.texts import in_language


def step_title(
    name: str | None,
    protocol: Protocol,
    language: Language,
    ceiling: Disclosure = Disclosure.NOTHING,
) -> str:
    """The protocol's title of a step, as it may be told; empty where there is no such step."""
    step = protocol.step_by_id.get(name or "")
    if step is None:
        return ""
    return in_language(step.named(ceiling).titles, language)


def is_test(name: str | None, protocol: Protocol) -> bool:
    """Whether a step collects what a rule asks for."""
    step = protocol.step_by_id.get(name or "")
    return step is not None and step.evidence is not None


def rule_title(rule: str | None, protocol: Protocol, language: Language) -> str:
    """`EX-03.2 TKI or hydroxyurea`; empty for what is not a criterion."""
    criterion = protocol.criterion_by_rule.get(rule or "")
    if criterion is None:
        return ""
    return f"{criterion.rule} {in_language(criterion.titles, language)}"


def cited_rule(rule: str, protocol: Protocol, language: Language) -> str:
    """`EX-03.2 TKI or hydroxyurea (NCT04684147 exclusion 3.2)`."""
    if titled := rule_title(rule, protocol, language):
        return _cited(titled, protocol.criterion_by_rule[rule].source, language)
    source = protocol.source_of(rule)
    return rule if source is None else _cited(rule, source, language)


def _cited(what: str, source: Source, language: Language) -> str:
    words = catalogue(language, "messages")
    return words("rule.cited", rule=what, source=say_source(source, language))
