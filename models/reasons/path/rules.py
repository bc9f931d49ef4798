"""A rule by its id, and what it reveals that it concerns a subject."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.reasons.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule(Reason):
    """A rule on the order and distance of steps, or on the site's days: it concerns everybody."""

    discloses: ClassVar = Disclosure.NOTHING
    rule: str
    kind: Literal["path_rule"] = "path_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class WashoutRule(Reason):
    """How long after a drug or radiotherapy: that it binds tells what was given."""

    discloses: ClassVar = Disclosure.TREATMENT
    rule: str
    kind: Literal["washout_rule"] = "washout_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRule(Reason):
    """A rule on tests, values, findings, events of the history, age or sex."""

    discloses: ClassVar = Disclosure.RESULT
    rule: str
    kind: Literal["criterion_rule"] = "criterion_rule"


NamedRule = PathRule | WashoutRule | CriterionRule


def name_rule(rule: str, protocol: Protocol) -> NamedRule:
    """A rule with what it reveals; one that the protocol does not have is the site's."""
    criterion, link = protocol.criterion_by_rule.get(rule), protocol.link_by_rule.get(rule)
    if isinstance(criterion, Washout) and not criterion.events:
        return WashoutRule(rule=rule)
    of_some = link is not None and protocol.step_by_id[link.step].applies != "all"
    if criterion is not None or of_some or rule == protocol.age.rule:
        return CriterionRule(rule=rule)
    return PathRule(rule=rule)
