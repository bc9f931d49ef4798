"""Where Day 0 stands, what holds it there, and what would hold it next; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from dayzero.web.views.rules import Rule, rule_of
from dayzero.web.views.when import Clock, When
from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome
from pictures import margins
from pictures.margins import MarginKind
from pictures.path_sentences import DONE, OVER
from wording.saying import say


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A washout, and from when it is certainly over."""

    rule: Rule
    fact: str
    clears: When


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a booked or recorded Day 0 lies from the nearest limit.

    Attributes:
        minutes: negative in violation; None where a fact is missing that would tell, or
            where the exposure goes on.
        text: `−1 h 1 min`, or that it cannot be told, or that there is none.
        broken: whether the limit is certainly broken.
    """

    minutes: int | None
    text: str
    rule: str
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayZero:
    """Day 0.

    Attributes:
        headline: that it was, is booked, or could be.
        open: whether it is still to come.
        earliest: the first minute that every rule allows; None where none is known.
        chain: why, in sentences, back to a recorded fact or to now.
        runners_up: the other washouts, the latest first.
    """

    title: str
    headline: str
    open: bool
    earliest: When | None
    bound_by: tuple[Rule, ...]
    clears: When | None
    margin: Margin | None
    worst: When | None
    chain: tuple[str, ...]
    runners_up: tuple[RunnerUp, ...]


def day_zero_of(plan: Plan, protocol: Protocol, clock: Clock) -> DayZero:
    """How Day 0 stands."""
    outcome = plan.step(protocol.day_zero)
    open_ = outcome.state not in OVER
    clearing = list(_clearing(plan, protocol, clock))
    binding = {cause.rule for cause in outcome.cleared_by}
    worst = outcome.opens_worst if outcome.opens_worst != outcome.opens else None
    return DayZero(
        title=clock.words.path.title(outcome),
        headline=_headline(outcome, clock),
        open=open_,
        earliest=_moment(outcome.opens if open_ else None, clock),
        bound_by=tuple(rule_of(rule, clock.voice) for rule in outcome.opened_by),
        clears=_moment(outcome.clears_at, clock),
        margin=say_margin(margins.margin_of(plan, protocol), clock),
        worst=_moment(worst if open_ else None, clock),
        chain=tuple(say(reason, clock.voice) for reason in outcome.because) if open_ else (),
        runners_up=tuple(one for one in clearing if one.rule.id not in binding),
    )


def say_margin(found: margins.Margin | None, clock: Clock) -> Margin | None:
    """How far a Day 0 that has a date lies from the nearest limit, in words."""
    if found is None:
        return None
    says = clock.words.listed
    fixed = {MarginKind.NONE: says.no_margin, MarginKind.CANNOT_TELL: says.cannot_tell}
    text = fixed.get(found.kind) or clock.length(found.minutes or 0)
    return Margin(found.minutes, text, found.rule, found.broken)


def _clearing(plan: Plan, protocol: Protocol, clock: Clock) -> Iterator[RunnerUp]:
    clearing = [v for v in margins.judged(plan, protocol) if v.clears_at is not None]
    for verdict in sorted(clearing, key=lambda v: -(v.clears_at or 0)):
        rule = rule_of(verdict.rule, clock.voice)
        yield RunnerUp(rule, verdict.fact or "", clock.moment(verdict.clears_at or 0))


def _headline(outcome: StepOutcome, clock: Clock) -> str:
    says = clock.words.subject
    if outcome.at is not None:
        template = says.day_zero_done if outcome.state in DONE else says.day_zero_booked
        return template.format(when=clock.span(outcome.at).text)
    if outcome.state in OVER or outcome.proposed is None:
        return ""
    return says.day_zero_proposed.format(when=clock.moment(outcome.proposed).text)


def _moment(minute: int | None, clock: Clock) -> When | None:
    return None if minute is None else clock.moment(minute)
