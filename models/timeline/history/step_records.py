"""Where each step stands by the facts alone: when it was done, or is booked, and by which fact.

A step that is done is done, whatever else is recorded; only where the protocol says so is
it held again. Of a step that is not done, what was recorded last holds: a booking that was
moved. A booking that was recorded before its step was done is the one that was kept, early as
the step may have been. Nothing else hangs on the order of records.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.chart.facts import Chart, StepFact, StepMark
from models.moments import Span
from models.protocol import Protocol
from models.protocol.path import Repeat, Step
from models.timeline.history.applies import applies
from models.timeline.history.endings import is_later, reopened_after
from models.timeline.history.rounds import Round, certainly_after, claims, in_time, rounds_of

ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What is recorded of one step.

    Attributes:
        mark: the claim that holds; None where nothing is recorded.
        at: when it was done or is booked; None otherwise.
        fact: the fact it comes from, or "assumed".
        concerns: False where the step does not concern this subject.
    """

    mark: StepMark | None = None
    at: Span | None = None
    fact: str | None = None
    concerns: bool = True

    @property
    def done(self) -> bool:
        """The step happened."""
        return self.mark is StepMark.DONE

    @property
    def booked(self) -> bool:
        """The step has a date and has not happened."""
        return self.mark is StepMark.BOOKED


StepRecords = Mapping[str, StepRecord]


@dataclass(frozen=True, slots=True)
class Past:
    """How all stood when a step that is held again was held before.

    Attributes:
        repeat: why it is held again.
        steps: what this is about; of other steps it only says how they stood.
        loss: the claim by which the product was lost; None where a step is only repeated.
    """

    repeat: Repeat
    steps: frozenset[str]
    recorded: StepRecords
    loss: StepFact | None = None


def step_records(
    chart: Chart, protocol: Protocol, assume: Mapping[str, Span] | None = None
) -> StepRecords:
    """What is recorded of every step; an assumption overrides a booking, never what is done."""
    going_on = {repeat.step: rounds[-1] for repeat, rounds in _rounds(chart, protocol)}
    return _Reading(chart, protocol, going_on, assume or {}).records()


def pasts_of(chart: Chart, protocol: Protocol, recorded: StepRecords) -> Iterator[Past]:
    """Each earlier time at which a step was held that is held again; oldest first.

    Args:
        recorded: how all stands now.
    """
    found = tuple(_rounds(chart, protocol))
    for repeat, rounds in found:
        steps = frozenset({repeat.step, repeat.lost or repeat.step, *repeat.renews})
        for one in rounds[:-1]:
            then = {**{each.step: of[-1] for each, of in found}, repeat.step: one}
            yield Past(repeat, steps, _Reading(chart, protocol, then, {}).records(), one.loss)
    for repeat in protocol.repeat:
        if repeat.ended_by is not None:
            yield from _before_the_end(repeat, chart, protocol, recorded)
        elif repeat.lost is None:
            last = {each.step: of[-1] for each, of in found}
            yield from _repetitions(repeat, _Reading(chart, protocol, last, {}), recorded)


def _before_the_end(
    repeat: Repeat, chart: Chart, protocol: Protocol, recorded: StepRecords
) -> Iterator[Past]:
    """The last time that the step was held before the path ended."""
    end = reopened_after(repeat, chart, protocol)
    done = in_time(claims(chart, repeat.step, StepMark.DONE))
    held = [fact for fact in done if end is not None and not is_later(fact, end.fact, chart)]
    if held:
        alike = (s.id for s in protocol.step if s.same_as == repeat.step)
        shared = [step for step in alike if not claims(chart, step)]
        steps = (repeat.step, *shared)
        then = {**recorded, **dict.fromkeys(steps, _claimed(held[-1]))}
        yield Past(repeat, frozenset(steps), then)


def _repetitions(repeat: Repeat, reading: "_Reading", recorded: StepRecords) -> Iterator[Past]:
    """The times before the one that counts, or will, with what was held anew with each."""
    at = recorded[repeat.step].at
    done = in_time([f for f in reading.of_its_round(repeat.step) if f.mark is StepMark.DONE])
    held = [fact for fact in done if at is not None and fact.at.latest < at.earliest]
    for place, fact in enumerate(held, start=1):
        until = held[place].at if place < len(held) else at
        with_it = {step: reading.held_then(step, fact, until) for step in repeat.renews}
        then = {**recorded, repeat.step: _claimed(fact), **with_it}
        yield Past(repeat, frozenset({repeat.step, *repeat.renews}), then)


def _rounds(chart: Chart, protocol: Protocol) -> Iterator[tuple[Repeat, tuple[Round, ...]]]:
    for repeat in protocol.repeat:
        if repeat.lost is not None:
            yield repeat, rounds_of(repeat, chart, protocol.day_zero)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A chart read at one round of each step that is held again."""

    chart: Chart
    protocol: Protocol
    rounds: Mapping[str, Round]
    assume: Mapping[str, Span]

    def records(self) -> StepRecords:
        chart, protocol = self.chart, self.protocol
        recorded = {
            step.id: self._assumed(step.id, _recorded(claims(chart, step.id)))
            for step in protocol.step
        }
        for repeat in protocol.repeat:  # what is lost is read from where its step stands
            if repeat.lost is not None:
                recorded |= {step: self._assumed(step, at) for step, at in self._renewed(repeat)}
                lost = self._product(repeat.lost, self.rounds[repeat.step], recorded[repeat.step])
                recorded[repeat.lost] = self._assumed(repeat.lost, lost)
        for repeat in protocol.repeat:
            if repeat.lost is None:
                again = (
                    self._repeated(repeat, recorded)
                    if repeat.ended_by is None
                    else self._since_reopened(repeat)
                )
                recorded[repeat.step] = self._assumed(repeat.step, again)
                recorded |= dict(self._held_with(repeat, again))
        return {
            step.id: _own_or_shared(step, recorded)
            if applies(step.applies, chart)
            else _UNCONCERNED
            for step in protocol.step
        }

    def _assumed(self, step: str, record: StepRecord) -> StepRecord:
        if step not in self.assume or record.done:
            return record
        return StepRecord(StepMark.BOOKED, self.assume[step], ASSUMED)

    def _renewed(self, repeat: Repeat) -> Iterator[tuple[str, StepRecord]]:
        """What is held in this round, by the claims that are about it."""
        this = self.rounds[repeat.step]
        for step in (repeat.step, *repeat.renews):
            facts = [fact for fact in claims(self.chart, step) if this.counts(fact)]
            yield step, _recorded(facts)
        if this.held:
            yield repeat.step, _claimed(this.held[-1])

    def _product(self, lost: str, this: Round, collection: StepRecord) -> StepRecord:
        """The product of this round; the loss of the one before, until there is another.

        Before the next collection is done a release counts only if it is booked after it.
        """
        facts = claims(self.chart, lost)
        if this.held or this.before is None:
            return _recorded([fact for fact in facts if fact in this.product])
        at = collection.at
        booked = [
            fact
            for fact in facts
            if fact.mark is StepMark.BOOKED and at is not None and fact.at.latest >= at.earliest
        ]
        return _claimed(booked[-1]) if booked else _claimed(this.before)

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
        return _recorded([f for f in later if until is None or f.at.latest < until.earliest])

    def _held_with(self, repeat: Repeat, again: StepRecord) -> Iterator[tuple[str, StepRecord]]:
        """What is held anew together with a step, by the claims that are not from before it."""
        done = [f for f in self.of_its_round(repeat.step) if f.mark is StepMark.DONE]
        at = again.at
        if at is None or not any(fact.at.latest < at.earliest for fact in done):
            return
        for step in repeat.renews:
            facts = self.of_its_round(step)
            since = [fact for fact in facts if fact.at.latest >= at.earliest]
            yield step, self._assumed(step, _recorded(since))

    def _since_reopened(self, repeat: Repeat) -> StepRecord:
        """By the claims from after the event that ended the path, once it is open again."""
        facts = claims(self.chart, repeat.step)
        end = reopened_after(repeat, self.chart, self.protocol)
        return _recorded([f for f in facts if end is None or is_later(f, end.fact, self.chart)])

    def _repeated(self, repeat: Repeat, recorded: StepRecords) -> StepRecord:
        """The last time that was in time for what comes after it; a later booking until then."""
        step = repeat.step
        facts = self.of_its_round(step)
        done = in_time([fact for fact in facts if fact.mark is StepMark.DONE])
        if not done:
            return _recorded(facts)
        needed = [
            at
            for later, record in recorded.items()
            if record.done and step in self.protocol.before[later] and (at := record.at)
            if later not in repeat.renews
        ]
        if needed:
            until = min(needed, key=lambda at: at.earliest)
            in_order = [fact for fact in done if not certainly_after(fact, until)]
            return _claimed((in_order or done)[-1])
        recorded_since = facts[facts.index(done[-1]) + 1 :]
        after = [fact for fact in recorded_since if certainly_after(fact, done[-1].at)]
        again = bool(after) and after[-1].mark is StepMark.BOOKED
        return _claimed(after[-1] if again else done[-1])


_UNCONCERNED = StepRecord(concerns=False)


def _own_or_shared(step: Step, steps: Mapping[str, StepRecord]) -> StepRecord:
    own = steps[step.id]
    return steps[step.same_as] if own.mark is None and step.same_as else own


def _recorded(facts: Sequence[StepFact]) -> StepRecord:
    """A done step is done, the last time of several; otherwise what was recorded last holds."""
    done = in_time([fact for fact in facts if fact.mark is StepMark.DONE])
    return _claimed((done or facts)[-1]) if facts else StepRecord()


def _claimed(fact: StepFact) -> StepRecord:
    dated = fact.mark in {StepMark.DONE, StepMark.BOOKED}
    return StepRecord(fact.mark, fact.at if dated else None, fact.id)
