"""Each washout rule judged on each exposure it concerns, at its anchor's time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.moments import NEVER, Span
from models.protocol import Protocol
from models.timeline.exposures.clearings import Clearing
from models.timeline.exposures.order import Order, order_of
from models.timeline.exposures.stops import Clearance
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.uncounted_washouts import nothing_recorded, set_aside
from models.timeline.verdicts.washout_reasons import question_for, reason_for

Valued = tuple[str, str, str | None, VerdictValue]
"""A rule, the step at which it is judged, the fact that it is judged on, and what it says."""


def washout_verdicts(
    clearings: Sequence[Clearing],
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    *,
    done: frozenset[str],
    forbidding: Collection[Clearing] = (),
) -> Iterator[Verdict]:
    """One verdict for each clearing; one "not applicable" for each rule that nothing concerns.

    Args:
        forbidding: exposures that go on, and so leave a step that may yet come without a date.
    """
    waiting = {id(each) for each in forbidding}
    for clearing in clearings:
        anchor = clearing.washout.anchor
        at, is_done = judged.get(anchor), anchor in done
        value = _value_at(
            clearing, at, chart.zone, is_done=is_done, forbids=id(clearing) in waiting
        )
        if value is None:
            yield set_aside(clearing, at)
        else:
            yield _given(clearing, value, at, is_done=is_done)
    yield from _of_nothing(clearings, chart, protocol, judged)


def washout_values(
    clearings: Sequence[Clearing],
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    *,
    done: frozenset[str],
    forbidding: Collection[Clearing] = (),
) -> Iterator[Valued]:
    """What those verdicts say, in their order, without the reasons: to see whether any turned."""
    waiting = {id(each) for each in forbidding}
    for clearing in clearings:
        anchor = clearing.washout.anchor
        at, is_done = judged.get(anchor), anchor in done
        value = _value_at(
            clearing, at, chart.zone, is_done=is_done, forbids=id(clearing) in waiting
        )
        fact = clearing.exposure.fact.id
        yield clearing.washout.rule, anchor, fact, value or set_aside(clearing, at).value
    yield from map(valued, _of_nothing(clearings, chart, protocol, judged))


def valued(verdict: Verdict) -> Valued:
    """What a verdict says, as a person tells it from others."""
    return verdict.rule, verdict.step, verdict.fact, verdict.value


def _of_nothing(
    clearings: Iterable[Clearing],
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
) -> Iterator[Verdict]:
    concerned = {clearing.washout.rule for clearing in clearings}
    for washout in protocol.washout:
        if washout.rule not in concerned:
            yield nothing_recorded(washout, judged.get(washout.anchor), chart, protocol)


def _values(
    clearings: Iterable[Clearing],
    zone: ZoneInfo,
    judged: Mapping[str, Span | None],
    done: frozenset[str],
    forbidding: Collection[Clearing],
) -> Iterator[tuple[Clearing, VerdictValue | None]]:
    """Each exposure with what a rule says of it; None where it does not count."""
    waiting = {id(each) for each in forbidding}
    for clearing in clearings:
        anchor = clearing.washout.anchor
        at, forbids = judged.get(anchor), id(clearing) in waiting
        value = _value_at(clearing, at, zone, is_done=anchor in done, forbids=forbids)
        yield clearing, value


def _value_at(
    clearing: Clearing, judged: Span | None, zone: ZoneInfo, *, is_done: bool, forbids: bool
) -> VerdictValue | None:
    """None where the exposure does not count."""
    if judged is None and forbids:
        return _while_it_goes_on(clearing)
    order = order_of(clearing, judged, zone, is_done=is_done)
    if clearing.exempt_by or order is Order.AFTER:
        return None
    if judged is None:
        return VerdictValue.PENDING
    value = _value(clearing.joint, judged)
    if order is Order.UNKNOWN and value is VerdictValue.VIOLATION:
        return VerdictValue.INDETERMINATE
    return value


def _while_it_goes_on(clearing: Clearing) -> VerdictValue:
    """Of a step without a date: whatever date it had, the rule would be broken, or may be."""
    never = clearing.joint.possible_from >= NEVER
    return VerdictValue.VIOLATION if never else VerdictValue.INDETERMINATE


def _value(bounds: Clearance, judged: Span) -> VerdictValue:
    if bounds.met_by(judged):
        return VerdictValue.MET
    if bounds.broken_by(judged):
        return VerdictValue.VIOLATION
    return VerdictValue.INDETERMINATE


def _given(
    clearing: Clearing, value: VerdictValue, judged: Span | None, *, is_done: bool = False
) -> Verdict:
    bounds = clearing.joint
    clears = None if bounds.clears_at >= NEVER else bounds.clears_at
    possible = None if abs(bounds.possible_from) >= NEVER else bounds.possible_from
    asks = question_for(clearing) if value is VerdictValue.INDETERMINATE else None
    return Verdict(
        rule=clearing.washout.rule,
        step=clearing.washout.anchor,
        fact=clearing.exposure.fact.id,
        value=value,
        reason=reason_for(clearing, value, judged, asks, is_done=is_done),
        asks=asks,
        judged_at=judged,
        clears_at=clears,
        possible_from=possible,
        margin_minutes=None if judged is None or clears is None else bounds.margin(judged),
        site_default=clearing.washout.site_default,
    )
