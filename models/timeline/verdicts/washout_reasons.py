"""Why a washout is kept, broken or open, as facts."""

from typing import TypedDict

from models.chart.facts import EventFact
from models.moments import ALWAYS, NEVER, Span
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.criteria import Whichever
from models.reasons.questions import Question
from models.reasons.questions.drugs import HalfLifeAsked
from models.reasons.questions.times import (
    EndTimeAsked,
    FirstDayAsked,
    LastDayAsked,
    LastDoseTimeAsked,
    StepTimeAsked,
)
from models.reasons.recorded import DrugGiven
from models.reasons.stated import Stated, stated
from models.reasons.verdicts.exposures import Note
from models.reasons.verdicts.safe_dates import (
    LastExposure,
    NoDateCertain,
    NoDateUntilStopped,
    PossibleFrom,
    Safe,
    SafeFrom,
)
from models.reasons.verdicts.washouts import (
    WashoutBroken,
    WashoutKept,
    WashoutOpen,
    WashoutPending,
    WashoutReason,
)
from models.timeline.exposures.clearings import Clearing
from models.timeline.values import VerdictValue

_LONGEST_DAY = 25 * 60  # minutes; where clocks are set back an hour


class _Common(TypedDict):
    """What every washout of an exposure says."""

    stated: Stated
    step: str
    gap: Quantity
    or_gap: Quantity | None
    whichever: Whichever | None
    strict: bool
    last: LastExposure
    note: Note | None


def question_for(clearing: Clearing) -> Question:
    """The one fact that would settle an indeterminate verdict."""
    exposure, washout = clearing.exposure, clearing.washout
    exposed = exposure.exposed
    if exposure.asks:
        return exposure.asks
    if _lacks_half_life(clearing) and isinstance(exposed, DrugGiven):
        return HalfLifeAsked(given=exposed)
    if washout.lasting:
        return FirstDayAsked(exposed=exposed, step=washout.anchor)
    return _about_its_end(clearing) or StepTimeAsked(step=washout.anchor)


def _lacks_half_life(clearing: Clearing) -> bool:
    if not clearing.washout.counts_half_lives:
        return False
    unknown = clearing.stop is not None and clearing.stop.half_life_hours is None
    return unknown or clearing.joint.clears_at >= NEVER


def _about_its_end(clearing: Clearing) -> Question | None:
    """When it ended, as far as that is not known to the minute."""
    exposed, at = clearing.exposure.exposed, clearing.stop.at if clearing.stop else None
    if at is None or not at.coarse:
        return None
    if at.latest - at.earliest > _LONGEST_DAY:
        return LastDayAsked(exposed=exposed, within=at)
    if any(gap.elapsed for gap in clearing.washout.gaps):
        return LastDoseTimeAsked(exposed=exposed, on=at)
    return EndTimeAsked(exposed=exposed, on=at)


def reason_for(
    clearing: Clearing,
    value: VerdictValue,
    judged: Span | None,
    asks: Question | None,
    *,
    is_done: bool,
) -> WashoutReason:
    """All that a sentence on one verdict needs."""
    common = _common(clearing)
    if judged is None:
        return WashoutPending(**common, safe=_safe(clearing, asked=False))
    if value is VerdictValue.MET:
        margin = clearing.joint.margin(judged)
        return WashoutKept(**common, judged=judged, done=is_done, margin=margin)
    safe = _safe(clearing, asked=asks is not None)
    if asks is not None:
        return WashoutOpen(**common, judged=judged, asks=asks, safe=safe)
    return WashoutBroken(**common, judged=judged, done=is_done, safe=safe)


def _common(clearing: Clearing) -> _Common:
    washout = clearing.washout
    return _Common(
        stated=stated(washout),
        step=washout.anchor,
        gap=washout.gap,
        or_gap=washout.or_gap,
        whichever=washout.whichever,
        strict=washout.strict,
        last=_last(clearing),
        note=clearing.exposure.note,
    )


def _last(clearing: Clearing) -> LastExposure:
    fact, exposed = clearing.exposure.fact, clearing.exposure.exposed
    if isinstance(fact, EventFact):
        return LastExposure(exposed=exposed, at=fact.at)
    stop = clearing.stop.at if clearing.stop and clearing.stop.at else fact.last
    if clearing.of_depot:
        return LastExposure(exposed=exposed, at=stop, depot=True)
    return LastExposure(exposed=exposed, at=stop, counted_dose=stop != fact.last)


def _safe(clearing: Clearing, *, asked: bool) -> Safe:
    """From when the step may be; what would settle an open one is asked once."""
    bounds = clearing.joint
    if bounds.clears_at >= NEVER:
        last = getattr(clearing.exposure.fact, "last", None)
        return NoDateUntilStopped() if last is None else NoDateCertain()
    asks = clearing.exposure.asks  # only where there are several ways to read it
    if asks is None or bounds.possible_from >= bounds.clears_at:
        return SafeFrom(clears_at=bounds.clears_at)
    if asked or bounds.possible_from <= ALWAYS:
        return SafeFrom(clears_at=bounds.clears_at, whatever=True)
    return PossibleFrom(possible_from=bounds.possible_from, clears_at=bounds.clears_at, asks=asks)
