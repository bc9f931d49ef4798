"""What planning says: verdicts, conflicts, alerts, the plan. Facts only; no reasoning here."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from models.moments import Minute, Span
from models.reasons.alerts.told import AlertTold
from models.reasons.questions import Question
from models.reasons.reason import Reason
from models.reasons.verdicts import VerdictReason
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """The rule, and the recorded fact if there is one, that put a bound where it is."""

    rule: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Local days on which evidence counts; both ends are included."""

    opens: date
    closes: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule judged on one fact at one moment.

    Attributes:
        judged_at: when the step is, was or would be; None where nothing fixes it.
        clears_at: first minute certainly compliant; None if no minute is.
        possible_from: first minute possibly compliant; None if any minute may be.
        margin_minutes: from `clears_at` to `judged_at`, negative in violation.
        reason: why, with all that a sentence needs.
        asks: the one fact that would settle it, where one would.
        text: one sentence with the rule's source.
        text_zh: the same in Chinese; empty until it is said.
        question, question_zh: `asks` in words.
        counts_until: the last local day on which the step may be for the test on record to
            count; None where none counts.
        site_default: true where the rule is not stated by the registry entry.
    """

    rule: str
    step: str
    fact: str | None
    value: VerdictValue
    text: str
    reason: VerdictReason
    asks: Question | None = None
    judged_at: Span | None = None
    clears_at: Minute | None = None
    possible_from: Minute | None = None
    margin_minutes: int | None = None
    window: DayWindow | None = None
    counts_until: date | None = None
    question: str | None = None
    question_zh: str = ""
    site_default: bool = False
    text_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """One step of the path, at one moment.

    Attributes:
        title, title_zh: the step in words, from the protocol.
        day: the protocol's Day number; None for steps that have none.
        at: when it was done, else when it is booked or assumed, else None.
        booked_by: the fact (or "assumed") that `at` comes from.
        clears_at: earliest minute certain for every timing criterion of recorded facts.
        opens, closes: the whole network's first and last minute; None where unbounded.
        said_opens: `opens` as the protocol said it, without "now".
        proposed: the minute the planner suggests, on the site's days and hours.
        floats: true where the date hangs on "now" and so moves by itself every day.
        why: the chain of sentences from this step's opening back to recorded facts.
        why_zh: the same in Chinese; empty until it is said.
        because: the same chain as typed facts, which `wording` says in any language.
        opens_worst: `opens` if manufacturing takes its worst duration.
        site_default: true where part of its window is not stated by the registry entry.
        time: 2 where the step is held for the second time, and so on.
    """

    step: str
    title: str
    title_zh: str
    state: StepState
    day: int | None = None
    at: Span | None = None
    booked_by: str | None = None
    clears_at: Minute | None = None
    cleared_by: tuple[Cause, ...] = ()
    opens: Minute | None = None
    opened_by: tuple[str, ...] = ()
    closes: Minute | None = None
    closed_by: tuple[str, ...] = ()
    said_opens: Minute | None = None
    proposed: Minute | None = None
    floats: bool = False
    why: tuple[str, ...] = ()
    why_zh: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    opens_worst: Minute | None = None
    site_default: bool = False
    time: int = 1

    @property
    def name(self) -> str:
        """The step's id; numbered where it is held again: `apheresis.2`."""
        return self.step if self.time == 1 else f"{self.step}.{self.time}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Steps that were done and are held again, as they were judged for that time.

    Attributes:
        rule: why a step may be held again.
        steps: those that were done, in the protocol's order.
        lost: the fact by which the product was lost; None where a step is only repeated.
        text, text_zh: what happened, and why a step is held again, in one sentence.
        reason: the same as typed facts.
    """

    rule: str
    steps: tuple[StepOutcome, ...]
    verdicts: tuple[Verdict, ...]
    alerts: tuple["Alert", ...]
    lost: str | None
    text: str
    text_zh: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change that would resolve a conflict on its own; never a shorter washout.

    Attributes:
        kind: `move_planned`, `move_booking`, `repeat_evidence`, `window_deviation`
            or `query_fact`, in the order in which they are offered.
        text_zh: the same in Chinese; empty until it is said.
        reason: the same as typed facts.
        to: the nearest minute that would do, where the repair is a move.
        by_minutes: how far that is, always positive.
    """

    kind: str
    text: str
    step: str | None = None
    fact: str | None = None
    to: Minute | None = None
    by_minutes: int | None = None
    text_zh: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules and facts that cannot hold together; dropping any one of them would do.

    Attributes:
        text_zh: the same in Chinese; empty until it is said.
        reason: the same as typed facts.
        against: the other booking, where two exclude each other.
        closes: the last legal minute of a step without a booking; None for one that has one.
    """

    step: str
    rules: tuple[str, ...]
    facts: tuple[str, ...]
    text: str
    repairs: tuple[Repair, ...] = ()
    against: str | None = None
    closes: Minute | None = None
    text_zh: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a gate shut.

    Attributes:
        text_zh: the same in Chinese; empty until it is said.
        reason: the same as typed facts.
        deadline: the last minute at which it still helps, where there is one.
        opens: the first minute from which it would count, for a test.
    """

    text: str
    rule: str | None = None
    step: str | None = None
    deadline: Minute | None = None
    opens: Minute | None = None
    text_zh: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether a step may start from which there is no way back.

    Attributes:
        deadline: when that step is booked, or must start at the latest.
        missing: what is not in place; the gate is open when nothing is.
    """

    step: str
    rule: str
    text: str
    deadline: Minute | None
    missing: tuple[Missing, ...]

    @property
    def open(self) -> bool:
        """Nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something a coordinator must know; derived anew from each plan.

    Attributes:
        key: the same for the same cause, however often the plan is made.
        text: what is wrong, what to do, by when.
        text_zh: the same in Chinese; empty until it is said.
        cause: what is wrong, as typed facts.
        ask: what to do, as typed facts; None where there is nothing to be done.
        cause_asks: True where the sentence of the cause says what to do already.
        deadline: the last minute at which acting still helps, where there is one.
        opens: the first minute at which what is asked for would count, where there is one.
        booked: the deadline is an appointment that stands.
        overtaken: what follows is done already, so that only the record can be missing.
        to: the nearest minute to which a step that must move could move.
        move: that step, where it is another than the one that the alert is on.
        missing: what keeps a gate shut, for the alert on a gate.
        question, question_zh: the one fact that would settle what cannot be judged.
    """

    key: str
    kind: AlertKind
    severity: Severity
    text: str = ""
    step: str | None = None
    rule: str | None = None
    fact: str | None = None
    deadline: Minute | None = None
    text_zh: str = ""
    opens: Minute | None = None
    booked: bool = False
    overtaken: bool = False
    to: Minute | None = None
    move: str | None = None
    missing: tuple[Missing, ...] = ()
    question: str = ""
    question_zh: str = ""
    cause: Reason | None = None
    ask: Reason | None = None
    cause_asks: bool = False

    @property
    def reason(self) -> Reason | None:
        """The cause and what it asks for, as they are read one after the other."""
        if self.cause is None:
            return None
        return AlertTold(cause=self.cause, ask=None if self.cause_asks else self.ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that follows from one chart, one protocol and one moment.

    Attributes:
        steps: in the protocol's order.
        gate: the point of no return; None once it is passed, or the path has ended.
        closed, closed_zh: why the subject's timeline ended (withdrawn, screen failure), or None.
        ended: the same as typed facts.
        provisional_years: years whose official working days are not published yet.
        earlier: what was done before of steps that are held again, oldest first.
        footprint: what a later look at everybody compares with; None where it has none.
    """

    subject: str
    site: str
    zone: ZoneInfo
    protocol_id: str
    protocol_version: str
    protocol_hash: str
    as_of: Minute
    feasible: bool
    steps: tuple[StepOutcome, ...]
    verdicts: tuple[Verdict, ...]
    conflicts: tuple[Conflict, ...] = ()
    alerts: tuple[Alert, ...] = ()
    next_change_at: Minute | None = None
    gate: Gate | None = None
    closed: str | None = None
    closed_zh: str | None = None
    ended: Reason | None = None
    provisional_years: tuple[int, ...] = ()
    withheld: tuple[str, ...] = field(default=())  # criteria "not in source", so never judged
    earlier: tuple[Earlier, ...] = ()
    footprint: bytes | None = field(default=None, repr=False)

    def step(self, step_id: str) -> StepOutcome:
        """The outcome of one step.

        Raises:
            KeyError: if the protocol has no such step.
        """
        for outcome in self.steps:
            if outcome.step == step_id:
                return outcome
        raise KeyError(step_id)

    def held_before(self, step_id: str) -> tuple[StepOutcome, ...]:
        """When a step that is held again was done before, oldest first."""
        steps = (outcome for earlier in self.earlier for outcome in earlier.steps)
        return tuple(outcome for outcome in steps if outcome.step == step_id)
