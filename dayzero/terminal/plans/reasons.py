"""Why each open step is where it is: Day 0 all the way back to a fact, the others in short."""

from collections.abc import Iterator

from models.moments import Minute, end_of, local_day, start_of
from models.timeline.network.network import NOW
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice

_SETTLED = {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.CANCELLED,
    StepState.MISSED,
    StepState.NOT_APPLICABLE,
}


def why_day_zero(plan: Plan, words: TerminalWords, voice: Voice) -> Iterator[str]:
    """What holds Day 0 where it is, back to a recorded fact or to now; nothing once settled."""
    for step in plan.steps:
        if step.step == voice.protocol.day_zero and step.state not in _SETTLED:
            own = (*_own(step, words, voice), *_washouts(step, words, voice))
            reasons = words.plan.apart.join(own)
            yield words.plan.step_because.format(title=voice.step(step.step), reasons=reasons)
            yield from (f"└ {say(reason, voice)}" for reason in step.because)
            yield from _longest(step, words, voice)


def why_others(plan: Plan, words: TerminalWords, voice: Voice) -> Iterator[tuple[str, str]]:
    """The title of each other open step beside its booking, its window and what binds it."""
    for step in plan.steps:
        if step.step != voice.protocol.day_zero and step.state not in _SETTLED:
            own = words.plan.apart.join(_own(step, words, voice))
            yield voice.step(step.step), own or words.plan.no_date


def _own(step: StepOutcome, words: TerminalWords, voice: Voice) -> Iterator[str]:
    """The booking and the window."""
    if step.at is not None:
        yield words.plan.booked.format(when=voice.when(step.at), fact=step.booked_by)
    yield from window_told(step, words, voice)


def window_told(step: StepOutcome, words: TerminalWords, voice: Voice) -> Iterator[str]:
    """From when until when, each with the rules that put it there; nothing where unbounded."""
    says = words.plan
    opens = "" if step.not_before is None else voice.minute(step.not_before)
    closes = "" if step.closes is None else say_end(step.closes, voice)
    opened, closed = _by(step.opened_by, words), _by(step.closed_by, words)
    said = {"opens": opens, "opened": opened, "closes": closes, "closed": closed}
    if step.no_time_left:
        yield says.no_time.format(**said)
    elif opens and closes:
        yield says.from_until.format(**{**said, "opened": "" if opened == closed else opened})
    elif opens or closes:
        yield (says.from_on if opens else says.until).format(**said)


def _by(rules: tuple[str, ...], words: TerminalWords) -> str:
    said = (words.plan.now if rule == NOW else rule for rule in rules)
    return words.plan.by_rules.format(rules=words.plan.listed.join(said)) if rules else ""


def _washouts(step: StepOutcome, words: TerminalWords, voice: Voice) -> Iterator[str]:
    if step.clears_at is not None:
        causes = words.plan.listed.join(f"{cause.rule} {cause.fact}" for cause in step.cleared_by)
        when = voice.minute(step.clears_at)
        yield words.plan.washouts_over.format(when=when, causes=causes)


def _longest(step: StepOutcome, words: TerminalWords, voice: Voice) -> Iterator[str]:
    if step.opens_worst is not None and step.opens_worst != step.opens:
        yield f"└ {words.plan.worst.format(when=voice.minute(step.opens_worst))}"


def say_end(minute: Minute, voice: Voice) -> str:
    """The last minute of a window; a day's last minute is said as the day."""
    day = local_day(minute, voice.zone)
    return voice.minute(start_of(day, voice.zone) if minute == end_of(day, voice.zone) else minute)
