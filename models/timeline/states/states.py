"""The one definition of where a step stands; pages, feeds, alerts and flows all use it.

A state is a pure function of the facts and of now. Overdue is measured against what the
protocol said (no "now" in the network); what can still be done is measured with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from models.chart.facts import StepMark
from models.moments import Minute, Span, local_day, start_of
from models.protocol import Protocol
from models.protocol.path import Step
from models.reasons.verdicts.tests import TestQuestioned
from models.timeline.results import Verdict
from models.timeline.states.keeping_out import is_committed, kept_out
from models.timeline.values import StepState, VerdictValue
from models.timeline.windows.case import Case
from models.timeline.windows.done_windows import breaches
from models.timeline.windows.records_wanted import records_wanted
from models.timeline.windows.windows import Windows

_RISKY = {VerdictValue.VIOLATION, VerdictValue.INDETERMINATE}


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
    def kept_out(self) -> bool:
        """A criterion fails once lymphodepletion is booked or has begun."""
        return is_committed(self.case) and kept_out(
            chain.from_iterable(self.verdicts.values()), self.case
        )

    def overdue(self, step: Step) -> bool:
        """Not done, and past its booking, its own window, or a step that comes after it."""
        record = self.case.recorded[step.id]
        if record.at is not None:
            return self.now > record.at.latest
        if self.overtaken(step):
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
        own = [link for link in self.case.protocol.link if link.step == step.id]
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
    return {member for rule in met for member in protocol.group_of(rule)}


def state_of(step: Step, scene: Scene) -> StepState:
    """Where a step stands now."""
    settled = _settled(step, scene)
    if settled is not None:
        return settled
    if scene.overdue(step):
        return StepState.OVERDUE
    if step.id in scene.case.waiting:
        dated = scene.case.recorded[step.id].at is not None
        return StepState.AT_RISK if dated else StepState.BLOCKED
    return (
        _booked(step, scene) if scene.case.recorded[step.id].at is not None else _open(step, scene)
    )


def _settled(step: Step, scene: Scene) -> StepState | None:
    """A state that no passing of time changes; None where the step is still to come."""
    record = scene.case.recorded[step.id]
    if not record.concerns:
        return StepState.NOT_APPLICABLE
    if record.done:
        return _done(step, scene)
    if step.id in scene.tested:
        return StepState.DONE
    if _test_missed(step, scene):
        return StepState.MISSED
    if step.id in scene.case.ended:
        return StepState.CANCELLED
    return _NEVER_TO_COME.get(record.mark) if record.mark else None


def _test_missed(step: Step, scene: Scene) -> bool:
    """The step that the test was for has happened, and no test counts for it."""
    if step.evidence is None or step.anchor not in scene.case.done:
        return False
    values = {v.value for v in scene.verdicts.get(step.anchor, ()) if v.rule == step.evidence}
    return VerdictValue.VIOLATION in values


_NEVER_TO_COME = {
    StepMark.MISSED: StepState.MISSED,
    StepMark.CANCELLED: StepState.CANCELLED,
}


def _done(step: Step, scene: Scene) -> StepState:
    violated = VerdictValue.VIOLATION in scene.values(step.id)
    outside = violated or any(True for _ in breaches(step.id, scene.case))
    return StepState.DONE_OUT_OF_WINDOW if outside else StepState.DONE


def _booked(step: Step, scene: Scene) -> StepState:
    at = scene.case.recorded[step.id].at
    if at is None or scene.values(step.id) & _RISKY or outside_path(step.id, at, scene.windows):
        return StepState.AT_RISK
    kept_out = step.id == scene.case.protocol.gate.towards and scene.kept_out
    if kept_out or records_wanted(step.id, scene.case):
        return StepState.AT_RISK
    zone = scene.case.chart.zone
    today = scene.now >= start_of(local_day(at.earliest, zone), zone)
    return StepState.DUE if today else StepState.BOOKED


def outside_path(step: str, at: Span, windows: Windows) -> bool:
    """Whether a booking certainly lies outside the window that the path alone leaves."""
    bounds = windows.path.get(step)
    if bounds is None:
        return False
    opens, closes = bounds.lower.get(step), bounds.upper.get(step)
    early = opens is not None and at.latest < opens
    return early or (closes is not None and at.earliest > closes)


def _open(step: Step, scene: Scene) -> StepState:
    if _blocked(step, scene):
        return StepState.BLOCKED
    if step.passive or _waits_for_anchor(step, scene) or not scene.ready(step):
        return StepState.PLANNED
    opens = scene.case.said.lower.get(step.id)
    return StepState.DUE if opens is None or scene.now >= opens else StepState.PLANNED


def _blocked(step: Step, scene: Scene) -> bool:
    if scene.windows.now_bounds.empty(step.id) and not _closes_tonight(step, scene):
        return True
    lost = {StepMark.MISSED, StepMark.CANCELLED}
    before = (scene.case.protocol.step_by_id[name] for name in step.after)
    return any(
        scene.case.recorded[earlier.id].mark in lost and earlier.evidence is None
        for earlier in before
    )


def _closes_tonight(step: Step, scene: Scene) -> bool:
    """The site has closed on the last of its days in the window: due to the end of that day.

    On the closed days behind it, as in a holiday week, no time is left.
    """
    closes, said = scene.own_closing(step), scene.case.said
    if closes is None or scene.now > closes or said.empty(step.id):
        return False
    if scene.windows.now_bounds.lower.get(step.id, closes) > closes:
        return False  # what comes before it cannot be done in time
    zone = scene.case.chart.zone
    return local_day(scene.now, zone) <= local_day(said.last[step.id], zone)


def _waits_for_anchor(step: Step, scene: Scene) -> bool:
    """Counted back from a step that has no date yet: nothing is due for it."""
    order = scene.case.protocol.order
    later = step.anchor is not None and order[step.anchor] > order[step.id]
    return later and scene.case.recorded[step.anchor or ""].at is None
