"""Rules by their ids, which are the same in each language."""

from collections.abc import Iterable

from models.reasons.path.rules import NamedRule, PathRule, ResultRule, TreatmentRule
from wording.saying import says
from wording.sentences import listed
from wording.voice import Voice


@says(PathRule)
def path_rule(reason: PathRule, _voice: Voice) -> str:
    return reason.rule


@says(TreatmentRule)
def treatment_rule(reason: TreatmentRule, _voice: Voice) -> str:
    return reason.rule


@says(ResultRule)
def result_rule(reason: ResultRule, _voice: Voice) -> str:
    return reason.rule


def say_rules(rules: Iterable[NamedRule], voice: Voice) -> str:
    """`EX-03.5, PATH-day-28`, in the order given."""
    return listed((rule.rule for rule in rules), voice)
