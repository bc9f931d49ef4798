"""Rules by their ids, which are the same in each language."""

from collections.abc import Iterable

from models.reasons.path.rules import CriterionRule, NamedRule, PathRule, WashoutRule
from wording.saying import says
from wording.sentences import listed
from wording.voice import Voice


@says(PathRule)
def path_rule(reason: PathRule, _voice: Voice) -> str:
    return reason.rule


@says(WashoutRule)
def washout_rule(reason: WashoutRule, _voice: Voice) -> str:
    return reason.rule


@says(CriterionRule)
def criterion_rule(reason: CriterionRule, _voice: Voice) -> str:
    return reason.rule


def say_rules(rules: Iterable[NamedRule], voice: Voice) -> str:
    """`EX-03.5, PATH-day-28`, in the order given."""
    return listed((rule.rule for rule in rules), voice)
