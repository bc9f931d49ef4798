"""Facts of one chart that cannot all be true."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from models.chart.chart import Chart
from models.chart.corrections.changes import RetractionFact
from models.chart.facts import DrugFact, EventFact, Fact, RadiotherapyFact, StepFact, StepMark
from models.moments import Minute, Span, local_day
from models.protocol import Protocol
from models.protocol.path import Repeat
from models.timeline.history.endings import Ending
from models.timeline.history.rounds import claims, rounds_of


def spans_of(fact: Fact) -> tuple[Span, ...]:
    """When a fact says that something was; of a course its first and its last day."""
    if isinstance(fact, DrugFact | RadiotherapyFact):
        return tuple(at for at in (fact.first, fact.last) if at is not None)
    return (fact.at,)


def after_the_end(ending: Ending, chart: Chart, now: Minute) -> tuple[Fact, ...]:
    """What certainly happened after the path had ended, and what was booked once it had.

    After death that is anything; who withdrew or was lost may still fall ill, but no step is
    done with them.
    """
    ended = local_day(ending.fact.at.latest, chart.zone)
    facts = chart.standing if ending.closing.for_good else chart.steps
    return tuple(
        fact
        for fact in facts
        if _booked_after(fact, ending, ended, chart) or _was_after(fact, ending, now)
    )


def _was_after(fact: Fact, ending: Ending, now: Minute) -> bool:
    """To the minute where both are known so; else a day that is recorded is all that it leaves."""
    if isinstance(fact, StepFact) and fact.mark is not StepMark.DONE:
        return False
    past = (at.earliest for at in spans_of(fact) if at.earliest <= now)
    return any(minute > ending.fact.at.latest for minute in past)


def _booked_after(fact: Fact, ending: Ending, ended: date, chart: Chart) -> bool:
    """A booking that holds, and was recorded when the path had ended already."""
    if not isinstance(fact, StepFact) or fact.mark is not StepMark.BOOKED:
        return False
    holds = claims(chart, fact.step)[-1] is fact and fact.step not in ending.closing.keeps
    recorded_since = fact.index > ending.fact.index
    return holds and recorded_since and local_day(fact.at.latest, chart.zone) >= ended


def made_twice(chart: Chart, protocol: Protocol) -> Iterator[tuple[Repeat, tuple[StepFact, ...]]]:
    """A step that was done several times in the round that is going on."""
    for repeat in protocol.repeat:
        if repeat.lost is not None:
            held = rounds_of(repeat, chart, protocol.day_zero)[-1].held
            if len({fact.at for fact in held}) > 1:
                yield repeat, held


def exclusive(chart: Chart, protocol: Protocol) -> Iterator[tuple[Fact, Fact]]:
    """Two facts of one day, in recorded order, of which only one can be true."""
    for steps in _of_one_day(chart.steps, chart):
        for one, other in combinations(steps, 2):
            if one.step == other.step and _deny_each_other(one, other):
                yield one, other
    named = {name for each in protocol.interval for name in (each.since, *each.until)}
    for events in _of_one_day([fact for fact in chart.events if fact.event in named], chart):
        for first, second in combinations(events, 2):
            if _ends_what_begins(first, second, protocol):
                yield first, second


Dated = TypeVar("Dated", StepFact, EventFact)


def _of_one_day(facts: Iterable[Dated], chart: Chart) -> Iterable[Sequence[Dated]]:
    """Those of which the day is known, by their days."""
    by_day: dict[date, list[Dated]] = {}
    for fact in facts:
        first, last = (
            local_day(minute, chart.zone) for minute in (fact.at.earliest, fact.at.latest)
        )
        if first == last:
            by_day.setdefault(first, []).append(fact)
    return by_day.values()


def _deny_each_other(one: StepFact, other: StepFact) -> bool:
    """Done and missed; what was called off may still be done that day, not the other way round."""
    if {one.mark, other.mark} == {StepMark.DONE, StepMark.MISSED}:
        return True
    return (one.mark, other.mark) == (StepMark.DONE, StepMark.CANCELLED)


def _ends_what_begins(one: EventFact, other: EventFact, protocol: Protocol) -> bool:
    """An interval that a criterion asks for has some length: remission is before relapse."""
    named = {one.event, other.event}
    return any(named == {each.since, name} for each in protocol.interval for name in each.until)


def corrected_by_another_kind(chart: Chart) -> Iterator[tuple[str, str]]:
    """Corrections of before that was refused; each with what it names."""
    for entry in chart.entries:
        if entry.corrects is None or isinstance(entry, RetractionFact):
            continue
        if chart.changes.kind_of(entry.corrects) != entry.kind and chart.changes.counts(entry.id):
            yield entry.id, entry.corrects
