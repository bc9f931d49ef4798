"""Criteria of measured values and findings: every need holds, by one of its alternatives.

Three-valued throughout: what is not recorded, or cannot be compared, is neither held to be
so nor not so.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from models.chart.chart import Chart
from models.moments import Minute, Span
from models.protocol import Protocol
from models.protocol.conditions import Condition
from models.reasons.questions.results import ValuesAsked
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import (
    ConditionJudged,
    ConditionUnrecorded,
    FindingOnRecord,
    OnRecord,
    ValueOnRecord,
)
from models.timeline.readings.readings import Reading, Values
from models.timeline.readings.weighing import Outcome, Weighed, need_weighed
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.values.judgements import judged_apart


def condition_verdict(
    condition: Condition,
    chart: Chart,
    protocol: Protocol,
    judged: Span | None,
    until: Minute | None,
) -> Verdict:
    """One condition judged on the last values that count."""
    values = Values(chart, protocol, until, judged)
    outcome = weigh(condition, values)
    readings = outcome.readings
    asks = ValuesAsked(values=outcome.asks) if outcome.asks else None
    return Verdict(
        rule=condition.rule,
        step=condition.step,
        fact=readings[0].fact if readings else None,
        value=outcome.value,
        reason=_reason(condition, outcome, asks),
        asks=asks,
        judged_at=judged,
        site_default=condition.site_default,
    )


_ALLOWS = {VerdictValue.MET: True, VerdictValue.VIOLATION: False}


def _reason(
    condition: Condition, outcome: Outcome, asks: ValuesAsked | None
) -> ConditionJudged | ConditionUnrecorded:
    if outcome.value is VerdictValue.NOT_APPLICABLE:
        return ConditionUnrecorded(stated=stated(condition))
    return ConditionJudged(
        stated=stated(condition),
        allows=_ALLOWS.get(outcome.value),
        recorded=tuple(dict.fromkeys(chain.from_iterable(map(_on_record, outcome.readings)))),
        asks=asks,
    )


def _on_record(reading: Reading) -> Iterator[OnRecord]:
    """Nothing of a weight or an age that the chart's head leaves open."""
    about, fact, at = reading.about, reading.fact, reading.at
    if reading.recorded is not None:
        value, unit = reading.recorded
        yield ValueOnRecord(about=about, fact=fact, at=at, value=value, unit=unit)
    elif isinstance(reading.value, Fraction):
        yield ValueOnRecord(about=about, fact=fact, at=at, value=reading.value, unit=None)
    elif fact is not None:
        yield FindingOnRecord(about=about, fact=fact, at=at, present=reading.value)


def weigh(condition: Condition, values: Values) -> Outcome:
    """Whether all needs hold; a judgement that is the criterion itself decides before them."""
    needs = [need_weighed(need, values, condition.max_age) for need in condition.needs]
    plain = _together(needs)
    if condition.judged_by is None:
        return plain
    return judged_apart(condition, condition.judged_by, plain, values)


def _together(needs: list[Weighed]) -> Outcome:
    """All of them; "not applicable" while nothing at all is recorded."""
    if not any(need.readings for need in needs):
        return Outcome(VerdictValue.NOT_APPLICABLE)
    against = [need for need in needs if need.holds is False]
    if against:
        return Outcome(VerdictValue.VIOLATION, _readings(against))
    unsettled = [need for need in needs if need.holds is None]
    if unsettled:
        asks = dict.fromkeys(chain.from_iterable(need.asks for need in unsettled))
        return Outcome(VerdictValue.INDETERMINATE, _readings(unsettled), tuple(asks))
    return Outcome(VerdictValue.MET, _readings(needs))


def _readings(needs: list[Weighed]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(need.readings for need in needs)))
