"""Ways into the trial by disease history: how long after one event another came."""

from datetime import date
from fractions import Fraction

from models.chart.facts import Chart, EventFact
from models.moments import Span, local_day
from models.protocol.arithmetic.shifts import last_day_within
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


def interval_verdict(interval: Interval, chart: Chart, judged: Span | None) -> Verdict:
    """Met also by a measurement that the criterion accepts in its place."""
    since, until = _event(interval.since, chart), _end(interval, chart, judged)
    value = _value(interval, chart, since, until)
    asks = IntervalAsked(event=interval.since) if value is VerdictValue.INDETERMINATE else None
    return Verdict(
        rule=interval.rule,
        step=interval.step,
        fact=since.id if since else None,
        value=value,
        reason=_reason(interval, value, chart, since, until),
        asks=asks,
        judged_at=judged,
        site_default=interval.site_default,
    )


def _event(name: str, chart: Chart) -> EventFact | None:
    """The first that was documented, whatever the order of recording."""
    named = (fact for fact in chart.events if fact.event == name)
    return min(named, key=lambda fact: fact.at, default=None)


def _end(interval: Interval, chart: Chart, judged: Span | None) -> Span | None:
    """When what is recorded ends an interval; None where nothing does."""
    for name in interval.until:
        if name == interval.step:
            return judged
        if event := _event(name, chart):
            return event.at
    return None


def _value(
    interval: Interval, chart: Chart, since: EventFact | None, until: Span | None
) -> VerdictValue:
    if _measured(interval, chart):
        return VerdictValue.MET
    if since is None or until is None:
        return VerdictValue.NOT_APPLICABLE
    return _judge(interval, since.at, until, chart)


def _measured(interval: Interval, chart: Chart) -> bool:
    """Whether a recorded measurement settles an interval, whatever its dates are."""
    asked = interval.or_measure
    return asked is not None and any(
        fact.measure == asked.measure and fact.value >= Fraction(asked.at_least)
        for fact in chart.measurements
    )


def _judge(interval: Interval, since: Span, until: Span, chart: Chart) -> VerdictValue:
    readings = {
        _holds(interval, local_day(start, chart.zone), local_day(end, chart.zone))
        for start in (since.earliest, since.latest)
        for end in (until.earliest, until.latest)
    }
    if len(readings) > 1:
        return VerdictValue.INDETERMINATE
    return VerdictValue.MET if True in readings else VerdictValue.VIOLATION


def _holds(interval: Interval, since: date, until: date) -> bool:
    if until < since:
        return False
    if interval.at_most is not None:
        return until <= last_day_within(since, interval.at_most)
    return interval.more_than is not None and (until - since).days > interval.more_than.days


def _reason(
    interval: Interval,
    value: VerdictValue,
    chart: Chart,
    since: EventFact | None,
    until: Span | None,
) -> IntervalJudged | IntervalMeasured | IntervalUnrecorded:
    told, enough = stated(interval), interval.or_measure
    if enough is not None and _measured(interval, chart):
        return IntervalMeasured(stated=told, measure=enough.measure, at_least=enough.at_least)
    if since is None or until is None:
        return IntervalUnrecorded(stated=told)
    return IntervalJudged(
        stated=told,
        allows=_ALLOWS.get(value),
        event=happened(since),
        began=since.at,
        ended=until,
        asks=IntervalAsked(event=interval.since) if value is VerdictValue.INDETERMINATE else None,
    )
