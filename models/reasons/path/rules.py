"""A rule by its id, and what it reveals that it concerns a subject."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.protocol import Protocol
from models.reasons.reason import Reason


class PathRule(Reason):
    """A rule on the order and distance of steps, or on the site's days: it concerns everybody."""

    discloses: ClassVar = Disclosure.NOTHING
    rule: str
    kind: Literal["path_rule"] = "path_rule"


class TreatmentRule(Reason):
    """A rule whose name tells what was given, or that a pregnancy test is due."""

    discloses: ClassVar = Disclosure.TREATMENT
    rule: str
    kind: Literal["treatment_rule"] = "treatment_rule"


class ResultRule(Reason):
    """A rule whose name tells of tests, values, findings, events of the history, age or sex."""

    discloses: ClassVar = Disclosure.RESULT
    rule: str
    kind: Literal["result_rule"] = "result_rule"


NamedRule = PathRule | TreatmentRule | ResultRule
_BY_LEVEL: Mapping[Disclosure, type[NamedRule]] = {
    kind.discloses: kind for kind in (PathRule, TreatmentRule, ResultRule)
}


def name_rule(rule: str, protocol: Protocol) -> NamedRule:
    """A rule as the kind that reveals what the protocol says it does."""
    return _BY_LEVEL[protocol.discloses(rule)](rule=rule)
