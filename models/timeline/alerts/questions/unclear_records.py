"""Alerts on records that contradict each other, or that no rule can read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.chart.facts import StepMark
from models.chart.unknown_words import is_unread, name_of
from models.protocol.criteria import Age
from models.protocol.vocabulary import WordKind
from models.reasons.alerts.asks import AskInvestigator, CheckName, CorrectRecord
from models.reasons.alerts.records import DoneOn, DoneTwice, FactKind, FactUnread, Outgrown
from models.reasons.reason import Reason
from models.timeline.alerts.drafts import Draft, draft
from models.timeline.alerts.situation import Situation
from models.timeline.readings.ages import at_most, days_of
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity


def ask_anybody(situation: Situation, name: str, cause: Reason) -> Alert:
    """A question on no rule and no step, as yet; `name` tells it from others in its key."""
    return Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, None, name),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.INFO,
        cause=cause,
    )


def done_twice(situation: Situation) -> Iterator[Draft]:
    """Day 0 recorded as done on two dates: the last is counted from, and one must be wrong."""
    case = situation.scene.case
    step = case.protocol.step_by_id[case.protocol.day_zero]
    done = [f for f in case.chart.steps if f.step == step.id and f.mark is StepMark.DONE]
    if all(fact.at == done[-1].at for fact in done):
        return
    times = tuple(DoneOn(fact=fact.id, at=fact.at) for fact in done)
    asked = ask_anybody(situation, f"{step.id}/twice", DoneTwice(step=step.id, times=times))
    correct = CorrectRecord(step=step.id)
    yield draft(replace(asked, severity=Severity.WARNING, step=step.id, ask=correct))


def outgrown(situation: Situation) -> Iterator[Draft]:
    """Within the age at consent, above it at infusion: the entry does not say which counts."""
    case, age = situation.scene.case, situation.scene.case.protocol.age
    at = case.recorded[case.protocol.day_zero].at
    consented = case.recorded[age.step].at
    if case.chart.born is None or at is None or consented is None or case.closing:
        return
    born, zone = case.chart.born, case.chart.zone
    eligible = at_most(age.to_years, born, days_of(consented, zone)) == {True}
    if eligible and at_most(age.to_years, born, days_of(at, zone)) != {True}:
        yield _older(age, situation)


def _older(age: Age, situation: Situation) -> Draft:
    infusion = situation.scene.case.protocol.day_zero
    cause = Outgrown(
        years=age.to_years,
        step=infusion,
        within_at=age.step,
        source=age.source,
        site_default=age.site_default,
    )
    asked = replace(ask_anybody(situation, age.rule, cause), rule=age.rule, step=infusion)
    return draft(replace(asked, ask=AskInvestigator()))


def unread_facts(situation: Situation) -> Iterator[Draft]:
    """Facts under a name that no rule knows, so that they would pass for something judged."""
    protocol = situation.scene.case.protocol
    for fact in situation.scene.case.chart.standing:
        named = name_of(fact)
        if named is not None and is_unread(fact, protocol):
            kind, name = named
            cause = FactUnread(fact=fact.id, what=_WHAT[kind], name=name)
            asked = ask_anybody(situation, f"{fact.id}/{name}", cause)
            yield draft(replace(asked, severity=Severity.WARNING, ask=CheckName(fact=fact.id)))


_WHAT: Mapping[WordKind, FactKind] = {
    WordKind.EVENT: "event",
    WordKind.MEASURE: "measurement",
    WordKind.FINDING: "finding",
    WordKind.TEST: "test",
}
