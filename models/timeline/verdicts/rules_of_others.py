"""Rules that are not asked of a subject: one verdict each, which says of whom they are."""

from collections.abc import Iterable, Iterator, Mapping

from models.moments import Span
from models.protocol.criterion import Criterion
from models.protocol.populations import MAY_BEAR
from models.reasons.stated import stated
from models.reasons.verdicts.populations import OnlyOf
from models.reasons.verdicts.tests import OnlyOfChildbearing
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case


def told_of_whom(
    verdicts: Iterable[Verdict], case: Case, judged: Mapping[str, Span | None]
) -> Iterator[Verdict]:
    """The verdicts in their order; in the place of all of a rule of others, the one on it.

    Args:
        judged: when each step was, or is expected.
    """
    others, told = case.rules_of_others, set[str]()
    for verdict in verdicts:
        if verdict.rule not in others:
            yield verdict
        elif verdict.rule not in told:
            told.add(verdict.rule)
            rule = case.protocol.criterion_by_rule[verdict.rule]
            yield _of_others(rule, judged.get(rule.bears_on))


def _of_others(rule: Criterion, judged: Span | None) -> Verdict:
    return Verdict(
        rule=rule.rule,
        step=rule.bears_on,
        fact=None,
        value=VerdictValue.NOT_APPLICABLE,
        reason=_reason(rule),
        judged_at=judged,
        site_default=rule.site_default,
    )


def _reason(rule: Criterion) -> OnlyOf | OnlyOfChildbearing:
    if rule.applies == MAY_BEAR:
        return OnlyOfChildbearing(stated=stated(rule), step=rule.bears_on)
    return OnlyOf(stated=stated(rule), step=rule.bears_on, population=rule.applies)
