"""Ways into the trial by disease history: how long after one event another came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from models.chart.chart import Chart
from models.chart.facts import EventFact
from models.moments import Span, local_day
from models.protocol.arithmetic.shifts import last_day_within
from models.protocol.conditions import Measure
from models.protocol.criteria import Interval
from models.reasons.questions.times import IntervalAsked
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import (
    IntervalJudged,
    IntervalMeasured,
    IntervalUnrecorded,
)
from models.timeline.exposures.exposed import happened
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue

_ALLOWS = {VerdictValue.MET: True, VerdictValue.VIOLATION: False}


@dataclass(frozen=True, slots=True)
class _Measured:
    """The two ends of an interval; None where nothing recorded is one.

    Attributes:
        perhaps_late: what ended it may have come after the step that asks for it.
    """

    since: EventFact | None
    until: Span | None
    perhaps_late: bool = False


def interval_verdict(
    interval: Interval, chart: Chart, judged: Span | None, measures: Mapping[str, Measure]
) -> Verdict:
    """Met also by a measurement that the criterion accepts in its place.

    What came after the step at which it is judged cannot have let anybody in.
    """
    ends = _ends(interval, chart, judged)
    enough = _is_measured(interval, chart, judged, measures)
    value = VerdictValue.MET if enough else _value(interval, ends, chart)
    asks = IntervalAsked(event=interval.since) if value is VerdictValue.INDETERMINATE else None
    return Verdict(
        rule=interval.rule,
        step=interval.step,
        fact=ends.since.id if ends.since else None,
        value=value,
        reason=_measured_enough(interval) if enough else _reason(interval, value, ends),
        asks=asks,
        judged_at=judged,
        site_default=interval.site_default,
    )


def _ends(interval: Interval, chart: Chart, judged: Span | None) -> _Measured:
    """The first of each kind that was documented in time, whatever the order of recording."""
    since = _first(interval.since, chart, judged)
    for name in interval.until:
        if name == interval.step:
            return _Measured(since, judged)
        if event := _first(name, chart, judged):
            return _Measured(since, event.at, not _is_in_time(event.at, chart, judged))
    return _Measured(since, None)


def _first(name: str, chart: Chart, judged: Span | None) -> EventFact | None:
    named = (fact for fact in chart.events if fact.event == name)
    in_time = (fact for fact in named if not _is_late(fact.at, chart, judged))
    return min(in_time, key=lambda fact: fact.at, default=None)


def _is_late(at: Span, chart: Chart, judged: Span | None) -> bool:
    """Certainly on a later day than the step."""
    if judged is None:
        return False
    return local_day(at.earliest, chart.zone) > local_day(judged.latest, chart.zone)


def _is_in_time(at: Span, chart: Chart, judged: Span | None) -> bool:
    """Certainly on the step's own day or an earlier one."""
    if judged is None:
        return True
    return local_day(at.latest, chart.zone) <= local_day(judged.latest, chart.zone)


def _is_measured(
    interval: Interval, chart: Chart, judged: Span | None, measures: Mapping[str, Measure]
) -> bool:
    """Whether a recorded measurement settles an interval, whatever its dates are.

    Not one in a unit that it cannot have: two weeks are no two cycles.
    """
    asked = interval.or_measure
    return asked is not None and any(
        fact.measure == asked.measure
        and measures[asked.measure].knows(fact.unit)
        and fact.value >= Fraction(asked.at_least)
        and _is_in_time(fact.at, chart, judged)
        for fact in chart.measurements
    )


def _value(interval: Interval, ends: _Measured, chart: Chart) -> VerdictValue:
    if ends.since is None or ends.until is None:
        return VerdictValue.NOT_APPLICABLE
    readings = {
        _holds(interval, local_day(start, chart.zone), local_day(end, chart.zone))
        for start in (ends.since.at.earliest, ends.since.at.latest)
        for end in (ends.until.earliest, ends.until.latest)
    }
    if len(readings) > 1 or None in readings or (ends.perhaps_late and True in readings):
        return VerdictValue.INDETERMINATE
    return VerdictValue.MET if True in readings else VerdictValue.VIOLATION


def _holds(interval: Interval, since: date, until: date) -> bool | None:
    """None where it ended before it began: one of the two dates is a slip."""
    if until < since:
        return None
    if interval.at_most is not None:
        return until <= last_day_within(since, interval.at_most)
    return interval.more_than is not None and (until - since).days > interval.more_than.days


def _measured_enough(interval: Interval) -> IntervalMeasured | IntervalUnrecorded:
    enough = interval.or_measure
    if enough is None:
        return IntervalUnrecorded(stated=stated(interval))
    return IntervalMeasured(
        stated=stated(interval), measure=enough.measure, at_least=enough.at_least
    )


def _reason(
    interval: Interval, value: VerdictValue, ends: _Measured
) -> IntervalJudged | IntervalUnrecorded:
    told = stated(interval)
    if ends.since is None or ends.until is None:
        return IntervalUnrecorded(stated=told)
    return IntervalJudged(
        stated=told,
        allows=_ALLOWS.get(value),
        event=happened(ends.since),
        began=ends.since.at,
        ended=ends.until,
        asks=IntervalAsked(event=interval.since) if value is VerdictValue.INDETERMINATE else None,
    )
