"""Obligations that outlast a step: contraception for two years after infusion (IN-10c)."""

from collections.abc import Iterator, Mapping

from models.moments import Minute, Span, local_day
from models.protocol.arithmetic.shifts import earliest_after
from models.protocol.path import Link
from models.timeline.questions import CONTRACEPTION, asking
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case
from models.timeline.words import say_minute


def obligation_verdicts(case: Case, judged: Mapping[str, Span | None]) -> Iterator[Verdict]:
    """One verdict for each link that leads to a step nobody attends.

    Args:
        judged: when each step was, or is expected.
    """
    passive = {step.id for step in case.protocol.step if step.passive}
    for link in case.protocol.link:
        if link.step in passive:
            yield _verdict(link, case, judged.get(link.step))


def _verdict(link: Link, case: Case, judged: Span | None) -> Verdict:
    standing = case.standing[link.step]
    anchor = case.standing[link.anchor].at
    if not standing.concerns:
        return _given(link, VerdictValue.NOT_APPLICABLE, "It does not concern this subject")
    if anchor is None or link.earliest is None:
        text = f"{link.text}; {link.anchor} has no date yet"
        return _given(link, VerdictValue.PENDING, text, judged=judged)
    ends = earliest_after(anchor.latest, link.earliest, case.chart.zone, both_ways=link.both_ways)
    text = f"{link.text}: until {say_minute(ends, case.chart.zone)}{_longer_study(ends, case)}"
    if not standing.done or standing.at is None:
        return _given(link, VerdictValue.PENDING, text, judged=judged, ends=ends)
    value = _value(standing.at, ends)
    return _given(link, value, text, judged=standing.at, ends=ends)


def _longer_study(ends: Minute, case: Case) -> str:
    """The entry also says "throughout the study", and not when that ends for one subject."""
    completion = case.protocol.study_completion
    if local_day(ends, case.chart.zone) >= completion:
        return ""
    return f", or longer if the subject is still in the study, listed to end on {completion}"


def _value(at: Span, ends: Minute) -> VerdictValue:
    if at.earliest >= ends:
        return VerdictValue.MET
    return VerdictValue.VIOLATION if at.latest < ends else VerdictValue.INDETERMINATE


def _margin(judged: Span | None, ends: Minute | None) -> int | None:
    return None if judged is None or ends is None else judged.earliest - ends


def _given(
    link: Link,
    value: VerdictValue,
    text: str,
    *,
    judged: Span | None = None,
    ends: Minute | None = None,
) -> Verdict:
    return Verdict(
        rule=link.rule,
        step=link.step,
        fact=None,
        value=value,
        text=f"{text[0].upper()}{text[1:]} ({link.source}).",
        judged_at=judged,
        clears_at=ends,
        possible_from=ends,
        margin_minutes=None if value is VerdictValue.PENDING else _margin(judged, ends),
        **asking(CONTRACEPTION if value is VerdictValue.INDETERMINATE else None),
        site_default=link.site_default,
    )
