"""A chart read at one round of each step that is held again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.chart.chart import Chart
from models.chart.facts import StepFact, StepMark
from models.moments import Span
from models.protocol import Protocol
from models.protocol.path import Repeat, Step
from models.timeline.history.concerning import concerned_steps
from models.timeline.history.endings import is_anew, is_later, reopened_after
from models.timeline.history.rounds import Round, certainly_after, claims, in_time, rounds_of
from models.timeline.history.step_records import (
    ASSUMED,
    StepRecord,
    StepRecords,
    claimed_by,
    recorded_by,
)


def step_records(
    chart: Chart, protocol: Protocol, assume: Mapping[str, Span] | None = None
) -> StepRecords:
    """What is recorded of every step; an assumption overrides a booking, never what is done."""
    going_on = {repeat.step: rounds[-1] for repeat, rounds in rounds_of_repeats(chart, protocol)}
    return ChartAtRounds(chart, protocol, going_on, assume or {}).records()


def rounds_of_repeats(
    chart: Chart, protocol: Protocol
) -> Iterator[tuple[Repeat, tuple[Round, ...]]]:
    """The rounds of each step that is held again for a product that was lost."""
    for repeat in protocol.repeat:
        if repeat.lost is not None:
            yield repeat, rounds_of(repeat, chart, protocol.day_zero)


@dataclass(frozen=True, slots=True)
class ChartAtRounds:
    """A chart read at one round of each step that is held again."""

    chart: Chart
    protocol: Protocol
    rounds: Mapping[str, Round]
    assume: Mapping[str, Span]

    def records(self) -> StepRecords:
        """What is recorded of every step, at these rounds."""
        recorded = self._claimed()
        for repeat in self.protocol.repeat:  # what is lost is read from where its step stands
            if repeat.lost is not None:
                recorded |= self._with_product(repeat, repeat.lost)
        for repeat in self.protocol.repeat:
            if repeat.lost is None:
                recorded |= self._held_again(repeat, recorded)
        concerned = concerned_steps(self.chart, self.protocol, recorded)
        return {
            step.id: _own_or_shared(step, recorded) if step.id in concerned else _UNCONCERNED
            for step in self.protocol.step
        }

    def _claimed(self) -> dict[str, StepRecord]:
        return {
            step.id: self._assumed(step.id, self._recorded(step)) for step in self.protocol.step
        }

    def _recorded(self, step: Step) -> StepRecord:
        """By its claims; of a step that is an event, by the last time that it happened."""
        happened = [event for event in self.chart.events if event.event == step.event]
        if happened:
            last = max(happened, key=lambda event: event.at.latest)
            return StepRecord(StepMark.DONE, last.at, last.id)
        return recorded_by(claims(self.chart, step.id))

    def _with_product(self, repeat: Repeat, lost: str) -> dict[str, StepRecord]:
        renewed = {step: self._assumed(step, at) for step, at in self._renewed(repeat)}
        product = self._product(lost, self.rounds[repeat.step], renewed[repeat.step])
        return {**renewed, lost: self._assumed(lost, product)}

    def _held_again(self, repeat: Repeat, recorded: StepRecords) -> dict[str, StepRecord]:
        again = (
            self._repeated(repeat, recorded)
            if repeat.ended_by is None
            else self._since_reopened(repeat)
        )
        held = self._assumed(repeat.step, again)
        return {repeat.step: held, **dict(self._held_with(repeat, again))}

    def _assumed(self, step: str, record: StepRecord) -> StepRecord:
        if step not in self.assume or record.done:
            return record
        return StepRecord(StepMark.BOOKED, self.assume[step], ASSUMED)

    def _renewed(self, repeat: Repeat) -> Iterator[tuple[str, StepRecord]]:
        """What is held in this round, by the claims that are about it."""
        this = self.rounds[repeat.step]
        for step in (repeat.step, *repeat.renews):
            facts = [fact for fact in claims(self.chart, step) if this.counts(fact)]
            yield step, recorded_by(facts)
        if this.held:
            yield repeat.step, claimed_by(this.held[-1])

    def _product(self, lost: str, this: Round, collection: StepRecord) -> StepRecord:
        """The product of this round; the loss of the one before, until there is another.

        Before the next collection is done a release counts only if it is booked after it.
        """
        facts = claims(self.chart, lost)
        if this.held or this.before is None:
            return recorded_by([fact for fact in facts if fact in this.product])
        at = collection.at
        booked = [
            fact
            for fact in facts
            if fact.mark is StepMark.BOOKED and at is not None and fact.at.latest >= at.earliest
        ]
        return claimed_by(booked[-1]) if booked else claimed_by(this.before)

    def of_its_round(self, step: str) -> tuple[StepFact, ...]:
        """The claims of a step that are about the round in which it is held again."""
        facts = claims(self.chart, step)
        for repeat in self.protocol.repeat:
            if step in repeat.renews and (this := self.rounds.get(repeat.step)) is not None:
                facts = tuple(fact for fact in facts if this.counts(fact))
        return facts

    def held_then(self, step: str, fact: StepFact, until: Span | None) -> StepRecord:
        """What was held anew with an earlier time, by the claims from then to the next one."""
        later = (f for f in self.of_its_round(step) if f.at.latest >= fact.at.earliest)
        return recorded_by([f for f in later if until is None or f.at.latest < until.earliest])

    def _held_with(self, repeat: Repeat, again: StepRecord) -> Iterator[tuple[str, StepRecord]]:
        """What is held anew together with a step, by the claims that are not from before it."""
        done = [f for f in self.of_its_round(repeat.step) if f.mark is StepMark.DONE]
        at = again.at
        if at is None or not any(fact.at.latest < at.earliest for fact in done):
            return
        for step in repeat.renews:
            facts = self.of_its_round(step)
            since = [fact for fact in facts if fact.at.latest >= at.earliest]
            yield step, self._assumed(step, recorded_by(since))

    def _since_reopened(self, repeat: Repeat) -> StepRecord:
        """By the claims from after the event that ended the path, once it is open again."""
        facts = claims(self.chart, repeat.step)
        end = reopened_after(repeat, self.chart, self.protocol)
        return recorded_by([f for f in facts if end is None or is_later(f, end.fact, self.chart)])

    def _repeated(self, repeat: Repeat, recorded: StepRecords) -> StepRecord:
        """The last time that was in time for what comes after it; a later booking until then."""
        step = repeat.step
        facts = self.of_its_round(step)
        done = in_time([fact for fact in facts if fact.mark is StepMark.DONE])
        if not done:
            return recorded_by(facts)
        needed = [
            at
            for later, record in recorded.items()
            if record.done and step in self.protocol.before[later] and (at := record.at)
            if later not in repeat.renews
        ]
        if needed:
            until = min(needed, key=lambda at: at.earliest)
            in_order = [fact for fact in done if not certainly_after(fact, until)]
            return claimed_by((in_order or done)[-1])
        after = self._after(done[-1], facts)
        again = bool(after) and after[-1].mark is StepMark.BOOKED
        return claimed_by(after[-1] if again else done[-1])

    def _after(self, done: StepFact, facts: Sequence[StepFact]) -> list[StepFact]:
        """Claims from after a step was done: recorded later, or for a path opened again since."""
        recorded_since = facts[facts.index(done) + 1 :]
        later = (fact for fact in facts if certainly_after(fact, done.at))
        return [
            fact
            for fact in later
            if fact in recorded_since or is_anew(fact, done, self.chart, self.protocol)
        ]


_UNCONCERNED = StepRecord(concerns=False)


def _own_or_shared(step: Step, steps: Mapping[str, StepRecord]) -> StepRecord:
    own = steps[step.id]
    return steps[step.same_as] if own.mark is None and step.same_as else own
