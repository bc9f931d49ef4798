"""Each washout rule judged on each exposure it concerns, at its anchor's time."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from models.chart.chart import Chart
from models.chart.facts import FindingFact
from models.moments import NEVER, Span
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.reasons.questions.results import LateExposureAsked
from models.reasons.questions.times import EventDayAsked
from models.reasons.recorded import FindingSaid
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import FindingOnRecord
from models.reasons.verdicts.exposures import Exemption
from models.reasons.verdicts.uncounted import (
    CameAfter,
    ClaimedExempt,
    ClaimedUndated,
    NotCounted,
    NothingRecorded,
)
from models.timeline.exposures.clearings import Clearing, is_local
from models.timeline.exposures.order import Order, order_of
from models.timeline.exposures.stops import Clearance
from models.timeline.history.readings import last_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.washout_reasons import question_for, reason_for


def washout_verdicts(
    clearings: Iterable[Clearing],
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
    concerned = set()
    for clearing in clearings:
        concerned.add(clearing.washout.rule)
        anchor = clearing.washout.anchor
        if judged.get(anchor) is None and clearing in forbidding:
            yield _given(clearing, _while_it_goes_on(clearing), None)
        else:
            yield _verdict(clearing, judged.get(anchor), chart.zone, is_done=anchor in done)
    for washout in protocol.washout:
        if washout.rule not in concerned:
            yield _nothing_recorded(washout, judged.get(washout.anchor), chart, protocol)


def _verdict(clearing: Clearing, judged: Span | None, zone: ZoneInfo, *, is_done: bool) -> Verdict:
    order = order_of(clearing, judged, zone, is_done=is_done)
    if clearing.exempt_by or order is Order.AFTER:
        return _set_aside(clearing, judged)
    if judged is None:
        return _given(clearing, VerdictValue.PENDING, None)
    value = _value(clearing.joint, judged)
    if order is Order.UNKNOWN and value is VerdictValue.VIOLATION:
        value = VerdictValue.INDETERMINATE
    return _given(clearing, value, judged, is_done=is_done)


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


# -------------------------------------------------------------------- what does not count


def _set_aside(clearing: Clearing, judged: Span | None) -> Verdict:
    if clearing.exempt_by:
        return _exempt(clearing, clearing.exempt_by, judged)
    washout, exposed = clearing.washout, clearing.exposure.exposed
    asks = _warning(clearing)
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=exposed.fact,
        value=VerdictValue.NOT_APPLICABLE,
        reason=CameAfter(stated=stated(washout), step=washout.anchor, exposed=exposed, asks=asks),
        asks=asks,
        judged_at=judged,
        site_default=washout.site_default,
    )


def _exempt(clearing: Clearing, why: Exemption, judged: Span | None) -> Verdict:
    washout, exposure = clearing.washout, clearing.exposure
    note = None if is_local(washout, exposure) else exposure.note
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=exposure.fact.id,
        value=VerdictValue.MET if washout.exempt_finding else VerdictValue.NOT_APPLICABLE,
        reason=NotCounted(stated=stated(washout), exposed=exposure.exposed, why=why, note=note),
        judged_at=judged,
        site_default=washout.site_default,
    )


def _warning(clearing: Clearing) -> LateExposureAsked | None:
    """What to say of an exposure after its anchor; nothing is said of what it only could be."""
    certain = len(clearing.exposure.worlds) == 1
    warns = certain and clearing.washout.warn_after_anchor is not None
    return LateExposureAsked(rule=clearing.washout.rule) if warns else None


# -------------------------------------------------------------------- what is not recorded


def _nothing_recorded(
    washout: Washout, judged: Span | None, chart: Chart, protocol: Protocol
) -> Verdict:
    claimed = last_said(washout.claimed_by, chart, protocol)
    if claimed is not None and claimed.present is not False:
        return _claimed(
            washout, claimed, judged, last_said(washout.exempt_finding, chart, protocol)
        )
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=claimed.id if claimed else None,
        value=VerdictValue.NOT_APPLICABLE,
        reason=NothingRecorded(stated=stated(washout)),
        judged_at=judged,
        site_default=washout.site_default,
    )


def _claimed(
    washout: Washout, claimed: FindingFact, judged: Span | None, exempt: FindingFact | None
) -> Verdict:
    """A finding says that there was an event, or leaves it open; none is recorded."""
    reason = _why_claimed(washout, claimed, exempt)
    asks = reason.asks if isinstance(reason, ClaimedUndated) else None
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=claimed.id,
        value=VerdictValue.MET if asks is None else VerdictValue.INDETERMINATE,
        reason=reason,
        asks=asks,
        judged_at=judged,
        site_default=washout.site_default,
    )


def _why_claimed(
    washout: Washout, claimed: FindingFact, exempt: FindingFact | None
) -> ClaimedExempt | ClaimedUndated:
    if exempt is not None and exempt.present:
        said = FindingSaid(fact=claimed.id, finding=claimed.finding)
        found = FindingSaid(fact=exempt.id, finding=exempt.finding)
        return ClaimedExempt(stated=stated(washout), claimed=said, exempt=found)
    recorded = FindingOnRecord(
        about=claimed.finding, fact=claimed.id, at=claimed.at, present=claimed.present
    )
    asks = EventDayAsked(event=washout.events[0])
    return ClaimedUndated(stated=stated(washout), claimed=recorded, asks=asks)
