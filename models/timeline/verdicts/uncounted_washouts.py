"""What no washout counts: what came after its step or is exempt, and where nothing is recorded."""

from models.chart.chart import Chart
from models.chart.facts import FindingFact
from models.moments import Span
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
from models.timeline.readings.readings import last_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue


def set_aside(clearing: Clearing, judged: Span | None) -> Verdict:
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


def nothing_recorded(
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
