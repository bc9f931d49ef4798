"""Questions on records that cannot all be true: one for each, whatever else follows from it."""

from collections.abc import Iterator
from dataclasses import replace

from models.chart.facts import Fact, StepFact
from models.moments import Span
from models.reasons.alerts.clarifying import (
    Clarifying,
    CorrectOneRecord,
    HoldAgain,
    RecordOrCorrect,
    ReopenOrCorrect,
    TellWhichCounts,
)
from models.reasons.alerts.contradictions import (
    AfterTheEnd,
    CorrectedByAnotherKind,
    ExcludeEachOther,
    MadeTwice,
    MaleOfChildbearingPotential,
    RecordedOn,
    StepToBeHeldAgain,
    VisitWithoutDayZero,
)
from models.reasons.alerts.records import DoneOn
from models.reasons.reason import Reason
from models.timeline.alerts.drafts import Draft, Role, by_date, draft
from models.timeline.alerts.situation import Situation
from models.timeline.exposures.exposed import recorded
from models.timeline.history.contradicting import (
    after_the_end,
    corrected_by_another_kind,
    exclusive,
    made_twice,
    spans_of,
)
from models.timeline.history.held_anew import HeldAnew
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity


def contradictions(situation: Situation) -> Iterator[Draft]:
    """One question for each thing that the records say twice, in different ways."""
    yield from _after_the_end(situation)
    yield from _visits(situation)
    yield from _made_twice(situation)
    yield from _exclusive(situation)
    yield from _miscorrected(situation)
    yield from _male_of_potential(situation)
    yield from _held_again(situation)


def _question(
    situation: Situation, cause: Reason, ask: Clarifying, *name: str, step: str | None = None
) -> Draft:
    """Each is a cause of its own, whatever else asks for the same."""
    return Draft(_asked(situation, cause, ask, *name, step=step), Role.CAUSE, frozenset())


def _asked(
    situation: Situation, cause: Reason, ask: Clarifying, *name: str, step: str | None
) -> Alert:
    return Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, step, *name),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        cause=cause,
        ask=ask,
        step=step,
    )


def _said(fact: Fact) -> RecordedOn:
    mark = fact.mark if isinstance(fact, StepFact) else None
    return RecordedOn(named=recorded(fact), at=spans_of(fact)[-1], mark=mark)


def _after_the_end(situation: Situation) -> Iterator[Draft]:
    case = situation.scene.case
    ending = case.ending
    facts = after_the_end(ending, case.chart, situation.scene.now) if ending else ()
    if ending is None or not facts:
        return
    cause = AfterTheEnd(
        event=ending.fact.event,
        at=ending.fact.at,
        fact=ending.fact.id,
        for_good=ending.closing.for_good,
        records=tuple(map(_said, facts)),
    )
    ask = CorrectOneRecord() if ending.closing.for_good else ReopenOrCorrect()
    yield _question(situation, cause, ask, "after_the_end", ending.fact.id)


def _visits(situation: Situation) -> Iterator[Draft]:
    case = situation.scene.case
    stray = sorted(case.stray_visits, key=case.protocol.order.__getitem__)
    if not stray:
        return
    ids = {case.recorded[step].fact for step in stray}
    visits = [fact for fact in case.chart.steps if fact.id in ids]
    day_zero, done = case.protocol.day_zero, case.recorded[case.protocol.day_zero]
    known = DoneOn(fact=done.fact, at=done.at) if done.done and done.fact and done.at else None
    records = tuple(map(_said, visits))
    cause = VisitWithoutDayZero(visits=records, day_zero=day_zero, done=known)
    ask = CorrectOneRecord() if known else RecordOrCorrect(step=day_zero)
    yield _question(situation, cause, ask, "before_day_zero", step=stray[0])


def _made_twice(situation: Situation) -> Iterator[Draft]:
    case = situation.scene.case
    for repeat, done in made_twice(case.chart, case.protocol):
        times = tuple(DoneOn(fact=fact.id, at=fact.at) for fact in done)
        ask = TellWhichCounts(step=repeat.step, lost=repeat.lost or repeat.step)
        cause = MadeTwice(step=repeat.step, times=times)
        yield _question(situation, cause, ask, "made_twice", step=repeat.step)


def _exclusive(situation: Situation) -> Iterator[Draft]:
    case = situation.scene.case
    for pair in exclusive(case.chart, case.protocol):
        records = tuple(map(_said, pair))
        name = "+".join(fact.id for fact in pair)
        cause = ExcludeEachOther(records=records)
        yield _question(situation, cause, CorrectOneRecord(), "exclude", name)


def _miscorrected(situation: Situation) -> Iterator[Draft]:
    for fact, corrects in corrected_by_another_kind(situation.scene.case.chart):
        cause = CorrectedByAnotherKind(fact=fact, corrects=corrects)
        yield _question(situation, cause, CorrectOneRecord(), "another_kind", fact)


def _male_of_potential(situation: Situation) -> Iterator[Draft]:
    chart = situation.scene.case.chart
    if chart.sex == "male" and chart.childbearing_potential and not situation.scene.case.closing:
        cause = MaleOfChildbearingPotential()
        yield _question(situation, cause, CorrectOneRecord(), "male_of_potential")


def _held_again(situation: Situation) -> Iterator[Draft]:
    """Before the first of the steps after it that is booked; it may be booked in time itself."""
    case = situation.scene.case
    if case.ending is not None:
        return
    for step, anew in case.held_anew.items():
        at, needed = case.recorded[step].at, _first_booking_after(step, situation)
        in_time = at is not None and (needed is None or at.latest <= needed.earliest)
        told = situation.scene.overtaken(case.protocol.step_by_id[step])
        if not (case.recorded[step].done or in_time or told):  # else it is overdue
            yield draft(_to_hold_again(step, anew, needed, situation), Role.CAUSE, by_date(step))


def _to_hold_again(step: str, anew: HeldAnew, needed: Span | None, situation: Situation) -> Alert:
    asked = _asked(situation, _again(step, anew), HoldAgain(step=step), "again", step=step)
    return replace(asked, deadline=needed.earliest if needed else None)


def _again(step: str, anew: HeldAnew) -> StepToBeHeldAgain:
    ended, reopened = anew.ending.fact, anew.ending.reopened or anew.ending.fact
    return StepToBeHeldAgain(
        step=step, event=ended.event, ended=ended.at, reopened=reopened.at, fact=reopened.id
    )


def _first_booking_after(step: str, situation: Situation) -> Span | None:
    """Of a step whose date does not follow from this one's."""
    case = situation.scene.case
    own = case.recorded[step].fact
    later = (one for name, one in case.recorded.items() if step in case.protocol.before[name])
    booked = [one.at for one in later if one.booked and one.at and one.fact != own]
    return min(booked, key=lambda at: at.earliest, default=None)
