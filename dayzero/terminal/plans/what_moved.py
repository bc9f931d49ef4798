"""What a new fact moved in a subject's plan, in one line, and what must be known at once; pure."""

from collections.abc import Iterable, Iterator

from models.timeline.results import Alert, Plan, StepOutcome
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice


def what_moved(before: Plan, after: Plan, words: TerminalWords, voice: Voice) -> str:
    """Say how Day 0 stood and stands, how many other steps moved, and which is held again."""
    says, day_zero = words.records, voice.protocol.day_zero
    then = state_and_time(before.step(day_zero), words, voice)
    now = state_and_time(after.step(day_zero), words, voice)
    template = says.moved if then != now else says.still
    line = template.format(title=voice.step(day_zero).lower(), before=then, after=now)
    others = len(_moved(before, after) - {day_zero})
    if others:
        line += says.more.of(others)
    return says.sentence.join((line, *_held_again(before, after, voice)))


def urgent_lines(alerts: Iterable[Alert], words: TerminalWords, voice: Voice) -> Iterator[str]:
    """What must be known at once, one line each: what to do first, then why."""
    for alert in alerts:
        severity = words.plan.severities[alert.severity]
        yield words.records.opened.format(severity=severity, what=say(alert.reason, voice))


def _held_again(before: Plan, after: Plan, voice: Voice) -> list[str]:
    """Why a step is held again that was not before."""
    known = {earlier.reason for earlier in before.earlier}
    return [say(new.reason, voice) for new in after.earlier if new.reason not in known]


def state_and_time(outcome: StepOutcome, words: TerminalWords, voice: Voice) -> str:
    """State and date of a step in a few words, on the site's clock."""
    says, state = words.records, words.plan.states[outcome.state]
    if outcome.at is not None:
        return says.state_at.format(state=state, when=voice.when(outcome.at))
    if outcome.opens is not None:
        return says.state_from.format(state=state, when=voice.minute(outcome.opens))
    return state


def _moved(before: Plan, after: Plan) -> set[str]:
    then = {outcome.step: _place(outcome) for outcome in before.steps}
    return {outcome.step for outcome in after.steps if then[outcome.step] != _place(outcome)}


def _place(outcome: StepOutcome) -> tuple[object, ...]:
    return outcome.time, outcome.state, outcome.at, outcome.opens, outcome.closes
