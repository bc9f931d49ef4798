"""Criteria that no washout and no test decides: disease history, age, values, findings."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from models.chart.constants import DaysOfBirth
from models.chart.facts import Chart, EventFact
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.arithmetic.shifts import last_day_within
from models.protocol.criteria import Age, Interval
from models.reasons.questions.times import BirthDayAsked, IntervalAsked, StepDayAsked
from models.reasons.stated import stated
from models.reasons.verdicts.criteria import (
    AgeJudged,
    AgeUnrecorded,
    IntervalJudged,
    IntervalMeasured,
    IntervalUnrecorded,
)
from models.said import Said
from models.timeline.condition_sentences import judged_as
from models.timeline.exposures.exposed import happened
from models.timeline.history.ages import Days, at_least, at_most, days_of
from models.timeline.questions import asking, question_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.conditions import condition_verdict
from models.timeline.words import cite, in_words, say_when

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
        yield _interval(interval, chart, protocol, judged.get(interval.step))
    for condition in protocol.condition:
        until = ends.get(condition.until or "")
        yield condition_verdict(condition, chart, protocol, judged.get(condition.step), until)


# -------------------------------------------------------------------- age


def _age(chart: Chart, protocol: Protocol, judged: Span | None) -> Verdict:
    age = protocol.age
    born, days = chart.born, None if judged is None else days_of(judged, chart.zone)
    value = NOT_APPLICABLE if born is None or days is None else _judge_age(age, born, days)
    asks = None if value is not INDETERMINATE else _day_asked(age, born)
    return Verdict(
        rule=age.rule,
        step=age.step,
        fact=None,
        value=value,
        text=_say_age(value, protocol, asks, chart),
        reason=_why_age(age, value, asks),
        judged_at=judged,
        **asking(asks, protocol, chart.zone),
        site_default=age.site_default,
    )


def _judge_age(age: Age, born: DaysOfBirth, days: Days) -> VerdictValue:
    old_enough, young_enough = (
        at_least(age.from_years, born, days),
        at_most(age.to_years, born, days),
    )
    if old_enough == young_enough == {True}:
        return MET
    return VIOLATION if {False} in (old_enough, young_enough) else INDETERMINATE


def _day_asked(age: Age, born: DaysOfBirth | None) -> StepDayAsked | BirthDayAsked:
    exact = born is not None and born.first == born.last
    return StepDayAsked(step=age.step) if exact else BirthDayAsked()


def _why_age(
    age: Age, value: VerdictValue, asks: StepDayAsked | BirthDayAsked | None
) -> AgeJudged | AgeUnrecorded:
    told, years = stated(age), (age.from_years, age.to_years)
    if value is NOT_APPLICABLE:
        return AgeUnrecorded(stated=told, step=age.step, from_years=years[0], to_years=years[1])
    return AgeJudged(
        stated=told,
        step=age.step,
        from_years=years[0],
        to_years=years[1],
        allows=_ALLOWS.get(value),
        asks=asks,
    )


_ALLOWS = {MET: True, VIOLATION: False}


def _say_age(
    value: VerdictValue,
    protocol: Protocol,
    asks: StepDayAsked | BirthDayAsked | None,
    chart: Chart,
) -> str:
    age, step = protocol.age, protocol.step_by_id[protocol.age.step].title
    allowed, question = (
        f"{age.from_years} to {age.to_years} completed years",
        question_said(asks, protocol, chart.zone),
    )
    text = {
        NOT_APPLICABLE: f"The age at {step} is not known; it must be {allowed}",
        MET: f"Met: the age at {step} is within {allowed}",
        VIOLATION: f"Not met: the age at {step} is outside {allowed}",
    }.get(value, f"Cannot tell whether the age at {step} is within {allowed}")
    return f"{text}{f'; {question.en}' if question else ''} ({cite(age)})."


# -------------------------------------------------------------------- intervals


def _interval(interval: Interval, chart: Chart, protocol: Protocol, judged: Span | None) -> Verdict:
    since, until = _event(interval.since, chart), end_of_interval(interval, chart, judged)
    value = _value(interval, chart, since, until)
    asks = IntervalAsked(event=interval.since) if value is INDETERMINATE else None
    question = question_said(asks, protocol, chart.zone)
    return Verdict(
        rule=interval.rule,
        step=interval.step,
        fact=since.id if since else None,
        value=value,
        text=f"{_say(interval, value, chart, (since, until), question)} ({cite(interval)}).",
        reason=_why(interval, value, chart, since, until),
        judged_at=judged,
        **asking(asks, protocol, chart.zone),
        site_default=interval.site_default,
    )


def _value(
    interval: Interval, chart: Chart, since: EventFact | None, until: Span | None
) -> VerdictValue:
    if measured(interval, chart):
        return MET
    if since is None or until is None:
        return NOT_APPLICABLE
    return _judge_interval(interval, since.at, until, chart)


def _why(
    interval: Interval,
    value: VerdictValue,
    chart: Chart,
    since: EventFact | None,
    until: Span | None,
) -> IntervalJudged | IntervalMeasured | IntervalUnrecorded:
    told, enough = stated(interval), interval.or_measure
    if enough is not None and measured(interval, chart):
        return IntervalMeasured(stated=told, measure=enough.measure, at_least=enough.at_least)
    if since is None or until is None:
        return IntervalUnrecorded(stated=told)
    return IntervalJudged(
        stated=told,
        allows=_ALLOWS.get(value),
        event=happened(since),
        began=since.at,
        ended=until,
        asks=IntervalAsked(event=interval.since) if value is INDETERMINATE else None,
    )


def _say(
    interval: Interval,
    value: VerdictValue,
    chart: Chart,
    ends: tuple[EventFact | None, Span | None],
    question: Said | None,
) -> str:
    measure, (since, until) = interval.or_measure, ends
    if measure is not None and measured(interval, chart):
        return f"Met: {in_words(measure.measure)} of {measure.at_least} or more"
    if since is None or until is None:
        return f"The dates are not recorded: {interval.title}"
    began = f"{in_words(since.event)} ({since.id}) {say_when(since.at, chart.zone)}"
    said = f"{began}, then {say_when(until, chart.zone)}"
    asks = f"; {question.en}" if question else ""
    return f"{judged_as(value, interval)}: {interval.title}; recorded: {said}{asks}"


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
