"""Each washout rule judged on each exposure it concerns, at its anchor's time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.chart.facts import Chart, FindingFact
from models.moments import NEVER, Span
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.reasons.questions.results import LateExposureAsked
from models.reasons.questions.times import EventDayAsked
from models.reasons.recorded import FindingSaid
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import FindingOnRecord
from models.reasons.verdicts.exposures import Exemption
from models.reasons.verdicts.washouts import (
    CameAfter,
    ClaimedExempt,
    ClaimedUndated,
    NotCounted,
    NothingRecorded,
    WashoutReason,
)
from models.timeline.exposure_sentences import exemption_said
from models.timeline.exposures.clearings import Clearing, is_local
from models.timeline.exposures.order import Order, order_of
from models.timeline.exposures.stops import Clearance
from models.timeline.fact_names import name_of
from models.timeline.history.readings import last_said
from models.timeline.questions import asking, question_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.washout_reasons import question_for, reason_for
from models.timeline.washout_sentences import (
    claim_sentence,
    judged_sentence,
    note_of,
    nothing_sentence,
)
from models.timeline.words import cite


@dataclass(frozen=True, slots=True)
class _Court:
    """What every washout is judged with."""

    chart: Chart
    protocol: Protocol


def washout_verdicts(
    clearings: Iterable[Clearing],
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    done: frozenset[str],
) -> Iterator[Verdict]:
    """One verdict for each clearing; one "not applicable" for each rule that nothing concerns."""
    concerned, court = set(), _Court(chart, protocol)
    for clearing in clearings:
        concerned.add(clearing.washout.rule)
        anchor = clearing.washout.anchor
        yield _verdict(clearing, judged.get(anchor), court, is_done=anchor in done)
    for washout in protocol.washout:
        if washout.rule not in concerned:
            yield _nothing_recorded(washout, judged.get(washout.anchor), court)


def _verdict(clearing: Clearing, judged: Span | None, court: _Court, *, is_done: bool) -> Verdict:
    order = order_of(clearing, judged, court.chart.zone, is_done=is_done)
    if clearing.exempt_by or order is Order.AFTER:
        return _set_aside(clearing, judged, court)
    if judged is None:
        return _given(clearing, VerdictValue.PENDING, judged, court, is_done=is_done)
    value = _value(clearing.joint, judged)
    if order is Order.UNKNOWN and value is VerdictValue.VIOLATION:
        value = VerdictValue.INDETERMINATE
    return _given(clearing, value, judged, court, is_done=is_done)


def _value(bounds: Clearance, judged: Span) -> VerdictValue:
    if bounds.met_by(judged):
        return VerdictValue.MET
    if bounds.broken_by(judged):
        return VerdictValue.VIOLATION
    return VerdictValue.INDETERMINATE


def _given(
    clearing: Clearing, value: VerdictValue, judged: Span | None, court: _Court, *, is_done: bool
) -> Verdict:
    bounds, protocol, zone = clearing.joint, court.protocol, court.chart.zone
    clears = None if bounds.clears_at >= NEVER else bounds.clears_at
    possible = None if abs(bounds.possible_from) >= NEVER else bounds.possible_from
    asks = question_for(clearing) if value is VerdictValue.INDETERMINATE else None
    question = question_said(asks, protocol, zone)
    return Verdict(
        rule=clearing.washout.rule,
        step=clearing.washout.anchor,
        fact=clearing.exposure.fact.id,
        value=value,
        text=judged_sentence(
            clearing, value, judged, question, protocol=protocol, zone=zone, is_done=is_done
        ),
        reason=reason_for(clearing, value, judged, asks, is_done=is_done),
        judged_at=judged,
        clears_at=clears,
        possible_from=possible,
        margin_minutes=None if judged is None or clears is None else bounds.margin(judged),
        **asking(asks, protocol, zone),
        site_default=clearing.washout.site_default,
    )


# -------------------------------------------------------------------- what does not count


def _set_aside(clearing: Clearing, judged: Span | None, court: _Court) -> Verdict:
    if clearing.exempt_by:
        return _exempt(clearing, clearing.exempt_by, judged, court)
    washout, exposed = clearing.washout, clearing.exposure.exposed
    asks = _warning(clearing)
    warned = question_said(asks, court.protocol, court.chart.zone)
    step = court.protocol.step_by_id[washout.anchor].titles.english
    said = f"{_named(clearing)} came after {step}. {warned.en if warned else ''}".strip()
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=exposed.fact,
        value=VerdictValue.NOT_APPLICABLE,
        text=f"{said.rstrip('.')} ({cite(washout)}).",
        reason=CameAfter(stated=stated(washout), step=washout.anchor, exposed=exposed, asks=asks),
        judged_at=judged,
        **asking(asks, court.protocol, court.chart.zone),
        site_default=washout.site_default,
    )


def _exempt(clearing: Clearing, why: Exemption, judged: Span | None, court: _Court) -> Verdict:
    washout, exposure = clearing.washout, clearing.exposure
    note = None if is_local(washout, exposure) else exposure.note
    said = f"{_named(clearing)} does not count: {exemption_said(why).en}"
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=exposure.fact.id,
        value=VerdictValue.MET if washout.exempt_finding else VerdictValue.NOT_APPLICABLE,
        text=f"{said} ({cite(washout)}).{note_of(note)}",
        reason=NotCounted(stated=stated(washout), exposed=exposure.exposed, why=why, note=note),
        judged_at=judged,
        **asking(None, court.protocol, court.chart.zone),
        site_default=washout.site_default,
    )


def _named(clearing: Clearing) -> str:
    return f"{name_of(clearing.exposure.exposed).en} ({clearing.exposure.fact.id})"


def _warning(clearing: Clearing) -> LateExposureAsked | None:
    """What to say of an exposure after its anchor; nothing is said of what it only could be."""
    certain = len(clearing.exposure.worlds) == 1
    warns = certain and clearing.washout.warn_after_anchor is not None
    return LateExposureAsked(rule=clearing.washout.rule) if warns else None


# -------------------------------------------------------------------- what is not recorded


def _nothing_recorded(washout: Washout, judged: Span | None, court: _Court) -> Verdict:
    claimed = last_said(washout.claimed_by, court.chart)
    if claimed is not None and claimed.present is not False:
        return _claimed(washout, claimed, judged, court)
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=claimed.id if claimed else None,
        value=VerdictValue.NOT_APPLICABLE,
        text=nothing_sentence(washout),
        reason=NothingRecorded(stated=stated(washout)),
        judged_at=judged,
        **asking(None, court.protocol, court.chart.zone),
        site_default=washout.site_default,
    )


def _claimed(washout: Washout, claimed: FindingFact, judged: Span | None, court: _Court) -> Verdict:
    """A finding says that there was an event, or leaves it open; none is recorded."""
    exempt = last_said(washout.exempt_finding, court.chart)
    settled = exempt is not None and bool(exempt.present)
    asks = None if settled else EventDayAsked(event=washout.events[0])
    question = question_said(asks, court.protocol, court.chart.zone)
    return Verdict(
        rule=washout.rule,
        step=washout.anchor,
        fact=claimed.id,
        value=VerdictValue.MET if asks is None else VerdictValue.INDETERMINATE,
        text=claim_sentence(washout, claimed, exempt, question, court.chart.zone),
        reason=_why_claimed(washout, claimed, exempt, asks),
        judged_at=judged,
        **asking(asks, court.protocol, court.chart.zone),
        site_default=washout.site_default,
    )


def _why_claimed(
    washout: Washout, claimed: FindingFact, exempt: FindingFact | None, asks: EventDayAsked | None
) -> WashoutReason:
    if asks is None and exempt is not None:
        said = FindingSaid(fact=claimed.id, finding=claimed.finding)
        found = FindingSaid(fact=exempt.id, finding=exempt.finding)
        return ClaimedExempt(stated=stated(washout), claimed=said, exempt=found)
    recorded = FindingOnRecord(
        about=claimed.finding, fact=claimed.id, at=claimed.at, present=claimed.present
    )
    asks = asks or EventDayAsked(event=washout.events[0])
    return ClaimedUndated(stated=stated(washout), claimed=recorded, asks=asks)
