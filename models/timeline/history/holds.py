"""Holds that stand by what is recorded, and the steps that must wait for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from models.chart.chart import Chart
from models.protocol import Protocol
from models.protocol.holds import Hold
from models.protocol.path import Step
from models.timeline.history.hold_records import (
    HoldFact,
    HoldRecord,
    decisions,
    is_ended_by,
    records_of,
)
from models.timeline.history.step_records import StepRecords


@dataclass(frozen=True, slots=True)
class StandingHold:
    """A hold that something recorded has raised, and nothing recorded has ended.

    Attributes:
        facts: the records by which it stands, oldest first; at least one.
        steps: those that must wait, in the order of the path; none where all were held.
    """

    hold: Hold
    facts: tuple[HoldFact, ...]
    steps: tuple[str, ...]

    @property
    def since(self) -> HoldFact:
        """The record by which it has stood longest."""
        return self.facts[0]


def standing_holds(
    chart: Chart, protocol: Protocol, recorded: StepRecords, ended: frozenset[str]
) -> tuple[StandingHold, ...]:
    """Every hold that stands; the order in which facts were recorded is nothing to it.

    Args:
        ended: steps that will not come any more.
    """
    raised = ((hold, _standing(hold, chart, protocol)) for hold in protocol.hold)
    return tuple(
        StandingHold(hold, facts, tuple(steps_waiting(hold, protocol, recorded, ended)))
        for hold, facts in raised
        if facts
    )


def undated_for_holds(
    standing: tuple[StandingHold, ...], protocol: Protocol, recorded: StepRecords
) -> frozenset[str]:
    """Steps without a date that can be given none: those that wait, and what hangs on them."""
    waiting = {step for one in standing for step in one.steps if recorded[step].at is None}
    return frozenset(
        step.id
        for step in protocol.step
        if recorded[step.id].at is None
        and (step.id in waiting or waiting & _behind(step, protocol))
    )


def _behind(step: Step, protocol: Protocol) -> frozenset[str]:
    """What a step's date hangs on: the step that it is counted from, else all that precede it."""
    return protocol.before[step.id] if step.anchor is None else frozenset({step.anchor})


def _standing(hold: Hold, chart: Chart, protocol: Protocol) -> tuple[HoldFact, ...]:
    """The records that raise it and are not ended, oldest first."""
    known = (tuple(records_of(trigger, chart, protocol)) for trigger in hold.raised_by)
    left = _undecided if hold.decided_by is not None else _unanswered
    facts = chain.from_iterable(left(hold, records, chart, protocol) for records in known)
    return tuple(sorted(facts, key=lambda fact: (fact.at.earliest, fact.at.latest, fact.id)))


def _undecided(
    hold: Hold, records: tuple[HoldRecord, ...], chart: Chart, protocol: Protocol
) -> Iterator[HoldFact]:
    """What no decision certainly ends."""
    decided = tuple(decisions(hold, chart, protocol))
    for one in records:
        if one.raises and not is_ended_by(decided, one.fact, chart):
            yield one.fact


def _unanswered(
    _hold: Hold, records: tuple[HoldRecord, ...], _chart: Chart, _protocol: Protocol
) -> Iterator[HoldFact]:
    """What was not certainly recorded otherwise after it."""
    opposite = [one.fact.at.earliest for one in records if one.raises is False]
    for one in records:
        if one.raises and not any(minute > one.fact.at.latest for minute in opposite):
            yield one.fact


def steps_waiting(
    hold: Hold, protocol: Protocol, recorded: StepRecords, ended: frozenset[str]
) -> Iterator[str]:
    """Its own steps that are still to come, and what comes between the first and the last."""
    over = ended | _begun(protocol, recorded)
    to_come = {step.id for step in protocol.step if recorded[step.id].concerns} - over
    own = [step for step in hold.steps if step in to_come]
    between = protocol.before[own[-1]] if own else frozenset()
    for step in protocol.step:
        behind = step.id in between and any(one in protocol.before[step.id] for one in own)
        if step.id in own or (behind and step.id in to_come and step.evidence is None):
            yield step.id


def _begun(protocol: Protocol, recorded: StepRecords) -> frozenset[str]:
    """Steps that are done, and those before them, of which only the record can be missing."""
    done = [step.id for step in protocol.step if recorded[step.id].done]
    return frozenset(done).union(*(protocol.before[step] for step in done))


def waiting_steps(standing: tuple[StandingHold, ...]) -> Mapping[str, tuple[StandingHold, ...]]:
    """For each step that must wait, every hold for which it does."""
    steps = dict.fromkeys(step for one in standing for step in one.steps)
    return {step: tuple(one for one in standing if step in one.steps) for step in steps}
