"""Obligations that outlast a step: contraception for two years after infusion (IN-10c)."""

from collections.abc import Iterator, Mapping
from datetime import date

from models.moments import Minute, Span, local_day
from models.protocol.arithmetic.shifts import earliest_after
from models.protocol.path import Link
from models.reasons.questions.times import ContraceptionEndAsked
from models.reasons.stated import stated
from models.reasons.verdicts.obligations import (
    ObligationOfOthers,
    ObligationReason,
    ObligationUndated,
    ObligationUntil,
)
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case


def obligation_verdicts(case: Case, judged: Mapping[str, Span | None]) -> Iterator[Verdict]:
    """One verdict for each link that leads to a step nobody attends.

    Args:
        judged: when each step was, or is expected.
    """
    passive = {step.id for step in case.protocol.step if step.passive}
    for link in case.links:
        if link.step in passive:
            yield _verdict(link, case, judged.get(link.step))


def _verdict(link: Link, case: Case, judged: Span | None) -> Verdict:
    record, told = case.recorded[link.step], stated(link)
    anchor = case.recorded[link.anchor].at
    if not record.concerns:
        return _given(link, VerdictValue.NOT_APPLICABLE, ObligationOfOthers(stated=told))
    if anchor is None or link.earliest is None:
        undated = ObligationUndated(stated=told, step=link.anchor)
        return _given(link, VerdictValue.PENDING, undated, judged=judged)
    ends = earliest_after(anchor.latest, link.earliest, case.chart.zone, both_ways=link.both_ways)
    done = record.at if record.done else None
    value = VerdictValue.PENDING if done is None else _value(done, ends)
    return _until(link, case, value, ends, done or judged)


def _until(
    link: Link, case: Case, value: VerdictValue, ends: Minute, judged: Span | None
) -> Verdict:
    study = _longer_study(ends, case)
    asks = ContraceptionEndAsked() if value is VerdictValue.INDETERMINATE else None
    reason = ObligationUntil(stated=stated(link), until=ends, study_until=study, asks=asks)
    return _given(link, value, reason, judged=judged, ends=ends)


def _longer_study(ends: Minute, case: Case) -> date | None:
    """The entry also says "throughout the study", and not when that ends for one subject."""
    completion = case.protocol.study_completion
    return None if local_day(ends, case.chart.zone) >= completion else completion


def _value(at: Span, ends: Minute) -> VerdictValue:
    if at.earliest >= ends:
        return VerdictValue.MET
    return VerdictValue.VIOLATION if at.latest < ends else VerdictValue.INDETERMINATE


def _margin(judged: Span | None, ends: Minute | None) -> int | None:
    return None if judged is None or ends is None else judged.earliest - ends


def _given(
    link: Link,
    value: VerdictValue,
    reason: ObligationReason,
    *,
    judged: Span | None = None,
    ends: Minute | None = None,
) -> Verdict:
    return Verdict(
        rule=link.rule,
        step=link.step,
        fact=None,
        value=value,
        reason=reason,
        asks=reason.asks if isinstance(reason, ObligationUntil) else None,
        judged_at=judged,
        clears_at=ends,
        possible_from=ends,
        margin_minutes=None if value is VerdictValue.PENDING else _margin(judged, ends),
        site_default=link.site_default,
    )
