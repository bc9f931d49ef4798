"""Criteria that no washout and no test decides: disease history, age, values, findings."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from models.chart.facts import Chart, EventFact
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.arithmetic.shifts import last_day_within
from models.protocol.criteria import Interval
from models.timeline.questions import ask_day, ask_interval, asking
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.conditions import condition_verdict
from models.timeline.words import say_when

MET, VIOLATION, INDETERMINATE, PENDING, NOT_APPLICABLE = (
    VerdictValue.MET,
    VerdictValue.VIOLATION,
    VerdictValue.INDETERMINATE,
    VerdictValue.PENDING,
    VerdictValue.NOT_APPLICABLE,
)


def eligibility_verdicts(
    chart: Chart,
    protocol: Protocol,
    judged: Mapping[str, Span | None],
    ends: Mapping[str, Minute],
) -> Iterator[Verdict]:
    """Age, ways into the trial, measured values and findings; from recorded facts alone.

    Args:
        ends: the last minute at which each step that is done may have been.
    """
    yield _age(chart, protocol, judged.get(protocol.age.step))
    for interval in protocol.interval:
        yield _interval(interval, chart, judged.get(interval.step))
    for condition in protocol.condition:
        until = ends.get(condition.until or "")
        yield condition_verdict(condition, chart, protocol, judged.get(condition.step), until)


# -------------------------------------------------------------------- age


def _age(chart: Chart, protocol: Protocol, judged: Span | None) -> Verdict:
    age = protocol.age
    years = years_at(chart.born, judged, chart) if chart.born and judged else None
    allowed = f"{age.from_years} to {age.to_years} completed years"
    if chart.born is None or years is None:
        value, text = NOT_APPLICABLE, f"No birth date is recorded; the entry asks for {allowed}"
    elif all(age.from_years <= number <= age.to_years for number in years):
        value, text = MET, f"The age at consent is within {allowed}"
    elif any(age.from_years <= number <= age.to_years for number in years):
        value, text = INDETERMINATE, f"Cannot tell the age at consent; record the day of {age.step}"
    else:
        value, text = VIOLATION, f"The age at consent is outside {allowed}"
    return Verdict(
        rule=age.rule,
        step=age.step,
        fact=None,
        value=value,
        text=f"{text} ({age.source}).",
        judged_at=judged,
        **asking(ask_day(age.step) if value is INDETERMINATE else None),
        site_default=age.site_default,
    )


def years_at(born: date, judged: Span, chart: Chart) -> tuple[int, int]:
    """Completed years on the first and on the last day that the step may be on."""
    days = (local_day(judged.earliest, chart.zone), local_day(judged.latest, chart.zone))
    first, last = (
        day.year - born.year - ((day.month, day.day) < (born.month, born.day)) for day in days
    )
    return first, last


# -------------------------------------------------------------------- intervals


def _interval(interval: Interval, chart: Chart, judged: Span | None) -> Verdict:
    since = _event(interval.since, chart)
    if measured(interval, chart):
        measure = interval.or_measure
        text = (
            f"{measure.measure.replace('_', ' ')} of {measure.at_least} or more" if measure else ""
        )
        return _found(interval, MET, text, since, judged)
    until = end_of_interval(interval, chart, judged)
    if since is None or until is None:
        missing = f"The dates are not recorded: {interval.title}"
        return _found(interval, NOT_APPLICABLE, missing, since, judged)
    value = _judge_interval(interval, since.at, until, chart)
    began = f"{since.event.replace('_', ' ')} ({since.id}) {say_when(since.at, chart.zone)}"
    said = f"{began}, then {say_when(until, chart.zone)}"
    return _found(
        interval, value, f"{_SAYS[value]}: {interval.title}; recorded: {said}", since, judged
    )


_SAYS = {MET: "Met", VIOLATION: "Not met", INDETERMINATE: "Cannot tell"}


def _event(name: str, chart: Chart) -> EventFact | None:
    """The first that was documented, whatever the order of recording."""
    named = (fact for fact in chart.events if fact.event == name)
    return min(named, key=lambda fact: fact.at, default=None)


def measured(interval: Interval, chart: Chart) -> bool:
    """Whether a recorded measurement settles an interval, whatever its dates are."""
    asked = interval.or_measure
    return asked is not None and any(
        fact.measure == asked.measure and fact.value >= Fraction(asked.at_least)
        for fact in chart.measurements
    )


def end_of_interval(interval: Interval, chart: Chart, judged: Span | None) -> Span | None:
    """When what is recorded ends an interval; None where nothing does."""
    for name in interval.until:
        if name == interval.step:
            return judged
        if event := _event(name, chart):
            return event.at
    return None


def _judge_interval(interval: Interval, since: Span, until: Span, chart: Chart) -> VerdictValue:
    readings = {
        _holds(interval, local_day(start, chart.zone), local_day(end, chart.zone))
        for start in (since.earliest, since.latest)
        for end in (until.earliest, until.latest)
    }
    if len(readings) > 1:
        return INDETERMINATE
    return MET if True in readings else VIOLATION


def _holds(interval: Interval, since: date, until: date) -> bool:
    if until < since:
        return False
    if interval.at_most is not None:
        return until <= last_day_within(since, interval.at_most)
    return interval.more_than is not None and (until - since).days > interval.more_than.days


def _found(
    interval: Interval, value: VerdictValue, text: str, since: EventFact | None, judged: Span | None
) -> Verdict:
    return Verdict(
        rule=interval.rule,
        step=interval.step,
        fact=since.id if since else None,
        value=value,
        text=f"{text} ({interval.source}).",
        judged_at=judged,
        **asking(ask_interval(interval) if value is INDETERMINATE else None),
        site_default=interval.site_default,
    )
