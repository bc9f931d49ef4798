"""A proposal beside the plan that stands: what would be recorded, and what follows; pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dayzero.desk.what_if import Proposed, offered_by
from dayzero.web.recording.proposal_fields import field_of_time, fields_of
from dayzero.web.views.consequences import Consequences, Move, consequences_of
from dayzero.web.views.facts import Document, say_fact, say_fact_times
from dayzero.web.views.rules import rule_of
from dayzero.web.views.verdicts import COLOURS
from dayzero.web.views.when import Clock
from models.chart.corrections.changes import Changes, changes_in
from models.chart.facts import StepMark
from models.moments import Span
from models.protocol import Protocol
from models.recorded_dates import read_recorded
from models.timeline.results import Plan, Verdict
from models.timeline.values import VerdictValue
from pictures.colours import Colour
from wording.saying import say


@dataclass(frozen=True, slots=True)
class Offer:
    """Moves that the plan has tried, and the fields of the proposal that makes them."""

    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a proposal.

    Attributes:
        along: nobody typed it: it must move with what was typed.
    """

    title: str
    before: str
    after: str
    along: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A rule that is judged otherwise."""

    rule: str
    before: str
    after: str
    colour: Colour
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One proposal.

    Attributes:
        lines: what would be recorded.
        along: the fields of what moves along.
        dates: what is booked or suggested otherwise and is not recorded by it.
        expired: tests that would count no more.
        judged: the other rules that are judged otherwise.
        left: the conflicts that there would be, in sentences.
        mends: the moves that would mend one of them.
    """

    lines: tuple[Line, ...]
    along: Mapping[str, str]
    dates: tuple[Move, ...]
    follows: Consequences
    expired: tuple[Judged, ...]
    judged: tuple[Judged, ...]
    left: tuple[str, ...]
    mends: tuple[Offer, ...]


def outcome_of(made: Proposed, protocol: Protocol, clock: Clock) -> Outcome:
    """Everything that a proposal changes."""
    follows = consequences_of(made.before, made.after, protocol, clock)
    recorded = {str(fact["step"]) for fact in made.facts if fact["kind"] == "step"}
    evidence = {one.rule for one in protocol.evidence}
    judged = list(_judged_otherwise(made, evidence, clock))
    return Outcome(
        lines=tuple(_lines(made, clock)),
        along=_fields(made.along, clock),
        dates=tuple(move for move in follows.moves if move.step not in recorded),
        follows=follows,
        expired=tuple(one for expires, one in judged if expires),
        judged=tuple(one for expires, one in judged if not expires),
        left=tuple(say(one.reason, clock.voice) for one in made.after.conflicts),
        mends=offers_of(made.after, clock),
    )


def offers_of(plan: Plan, clock: Clock) -> tuple[Offer, ...]:
    """The moves that a plan has tried already and found to hold."""
    return tuple(
        Offer(say(move, clock.voice), fields_of(move.moves, clock.zone))
        for move in offered_by(plan)
    )


def _lines(made: Proposed, clock: Clock) -> Iterator[Line]:
    known = {str(fact["id"]): fact for fact in made.document["facts"]}
    for fact in made.facts:
        if fact["kind"] == "step":
            yield _step(fact, made, clock)
        else:
            before = say_fact_times(known[fact["corrects"]], clock)
            yield Line(say_fact(fact, clock), before, say_fact_times(fact, clock), along=False)


def _step(fact: Document, made: Proposed, clock: Clock) -> Line:
    outcome = made.before.step(str(fact["step"]))
    at = outcome.at if outcome.booked_by else None
    cancelled = fact["state"] == StepMark.CANCELLED
    after = (
        clock.words.record.states[StepMark.CANCELLED]
        if cancelled
        else clock.span(_span(fact, clock)).text
    )
    before = "–" if at is None else clock.span(at).text
    return Line(clock.words.path.title(outcome), before, after, along=fact in made.along)


def _fields(facts: Iterable[Document], clock: Clock) -> dict[str, str]:
    said: dict[str, str] = {}
    for fact in facts:
        at, name = _span(fact, clock), f"step.{fact['step']}"
        said |= field_of_time(name, at.earliest, clock.zone, whole_day=at.coarse)
    return said


def _span(fact: Document, clock: Clock) -> Span:
    return read_recorded(str(fact["at"]), clock.zone)


def _judged_otherwise(
    made: Proposed, evidence: Iterable[str], clock: Clock
) -> Iterator[tuple[bool, Judged]]:
    """Each rule that was judged before, and whether a test that counted counts no more."""
    changes, words = changes_in(made.document["facts"]), clock.words.subject.values
    then = {_key(verdict, changes): verdict for verdict in made.before.verdicts}
    for verdict in made.after.verdicts:
        was = then.get(_key(verdict, changes))
        if was is None or was.value is verdict.value:
            continue
        expires = verdict.rule in evidence and was.value is VerdictValue.MET
        yield (
            expires,
            Judged(
                rule=rule_of(verdict.rule, clock.voice).text,
                before=words[was.value],
                after=words[verdict.value],
                colour=COLOURS.get(verdict.value, Colour.GREEN),
                text=say(verdict.reason, clock.voice),
            ),
        )


def _key(verdict: Verdict, changes: Changes) -> tuple[str, str, str | None]:
    """What is corrected is the same fact still."""
    fact = None if verdict.fact is None else changes.first_of(verdict.fact)
    return verdict.rule, verdict.step, fact
