"""Everything that a step's state is read from, and what it says of being late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from models.moments import Minute
from models.protocol import Protocol
from models.protocol.path import Gate, Step
from models.reasons.verdicts.tests import TestQuestioned
from models.timeline.results import Verdict
from models.timeline.states.keeping_out import committed_to, kept_out
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case
from models.timeline.windows.unrecorded_ends import ended_as_planned
from models.timeline.windows.windows import Windows


@dataclass(frozen=True)
class Scene:
    """Everything that a state is read from.

    Attributes:
        verdicts: by the step they are judged at.
        tested: for steps that collect evidence, the test that settles it.
    """

    case: Case
    now: Minute
    windows: Windows
    verdicts: Mapping[str, tuple[Verdict, ...]]
    tested: Mapping[str, Verdict]

    def values(self, step: str) -> set[VerdictValue]:
        """The verdicts given on a step's date; values and findings say nothing of dates."""
        of_facts = self.case.protocol.rules_of_conditions
        return {v.value for v in self.verdicts.get(step, ()) if v.rule not in of_facts}

    @cached_property
    def kept_out(self) -> frozenset[str]:
        """The aims of gates whose first step is booked or done, once a criterion fails."""
        aims = frozenset(gate.towards for gate in committed_to(self.case))
        judged = chain.from_iterable(self.verdicts.values())
        return aims if aims and kept_out(judged, self.case) else frozenset()

    def lapsed_of(self, gate: Gate) -> frozenset[str]:
        """The bookings of a gate's course, and of its aim, that nothing is planned around."""
        return self.windows.lapsed & {*self.case.protocol.course(gate), gate.towards}

    def overdue(self, step: Step) -> bool:
        """Not done, and past its booking, its own window, or a step that comes after it."""
        record = self.case.recorded[step.id]
        if record.at is not None:
            return self.now > record.at.latest
        if self.overtaken(step) or step.id in ended_as_planned(self.case, self.now):
            return True
        closes = self.own_closing(step)
        past = closes is not None and self.now > closes
        if step.anchor is None:
            return False  # what comes before it can be held again: a conflict, and not a delay
        return past and self.ready(step) and not self._anchor_overdue(step)

    def ready(self, step: Step) -> bool:
        """Every step before it is done, or does not concern the subject."""
        recorded, before = self.case.recorded, self.case.protocol.before[step.id]
        again = (name for name in self.case.held_anew if name in before)
        return all(
            recorded[name].done or not recorded[name].concerns or name in self.tested
            for name in (*step.after, *again)
        )

    def own_closing(self, step: Step) -> Minute | None:
        """The end of the step's own window; a closing carried back from later steps is none.

        That later step cannot hold then, which is a conflict and not a delay.
        """
        own = [link for link in self.case.links if link.step == step.id]
        counted_from = {step.anchor} if step.anchor else {link.anchor for link in own}
        dated = {
            name
            for name in counted_from - self.windows.lapsed
            if self.case.recorded[name].at is not None
        }
        rules, reasons = {link.rule for link in own}, self.case.said.upper_why.get(step.id, ())
        counted = any(r.rule in rules and r.via in dated for r in reasons)
        return self.case.said.upper[step.id] if counted else None

    def last_chance(self, step: Step) -> Minute | None:
        """The end of the step's own window on the site's working days and hours."""
        if self.own_closing(step) is None:
            return None
        last, first = self.case.said.last[step.id], self.case.said.lower.get(step.id)
        return last if first is None or first <= last else self.own_closing(step)

    def overtaken(self, step: Step) -> bool:
        """A step that comes after it is done already, so only its record can be missing."""
        if step.passive or step.evidence:
            return False
        return bool(self.case.overtaking(step.id))

    def _anchor_overdue(self, step: Step) -> bool:
        """Its window hangs on a date that has itself passed: that date is what must be set."""
        if step.anchor is None or self.case.recorded[step.anchor].done:
            return False
        return self.overdue(self.case.protocol.step_by_id[step.anchor])


def scene_of(case: Case, now: Minute, windows: Windows, verdicts: Sequence[Verdict]) -> Scene:
    """Arrange verdicts by step; a member of a group in which another holds breaks nothing."""
    settled = _settled_groups(verdicts, case.protocol)
    by_step: dict[str, list[Verdict]] = {}
    collected = {step.evidence: step.id for step in case.protocol.step if step.evidence}
    tested: dict[str, Verdict] = {}
    for verdict in verdicts:
        if verdict.rule in settled and verdict.value is VerdictValue.VIOLATION:
            continue
        by_step.setdefault(verdict.step, []).append(verdict)
        if verdict.rule in collected and _was_made(verdict):
            tested[collected[verdict.rule]] = verdict
    arranged = {step: tuple(given) for step, given in by_step.items()}
    return Scene(case, now, windows, arranged, tested)


def _was_made(verdict: Verdict) -> bool:
    """The test was made and counts, also while a hold makes it a question."""
    return verdict.value is VerdictValue.MET or isinstance(verdict.reason, TestQuestioned)


def _settled_groups(verdicts: Sequence[Verdict], protocol: Protocol) -> set[str]:
    met = {verdict.rule for verdict in verdicts if verdict.value is VerdictValue.MET}
    return {member for rule in met for member in protocol.groups.of(rule)}
