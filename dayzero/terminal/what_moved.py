"""What a new fact moved in a subject's plan, in one line, and what must be known at once; pure."""

from collections.abc import Iterator

from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import Severity
from models.timeline.words import say_minute
from wording.saying import say
from wording.terminal import TerminalWords
from wording.voice import Voice


def what_moved(before: Plan, after: Plan, day_zero: str, words: TerminalWords) -> str:
    """Say how Day 0 stood and stands, how many other steps moved, and which is held again."""
    says = words.records
    then = standing(before.step(day_zero), before, words)
    now = standing(after.step(day_zero), after, words)
    title = words.title(after.step(day_zero))
    template = says.moved if then != now else says.still
    line = template.format(title=title.lower(), before=then, after=now)
    others = len(_moved(before, after) - {day_zero})
    if others:
        line += says.more.of(others)
    return says.sentence.join((line, *_held_again(before, after, words)))


def alerts_opened(
    before: Plan, after: Plan, protocol: Protocol, words: TerminalWords
) -> Iterator[str]:
    """What is wrong now and was not before, or not as much; what is only to be known, not."""
    known = {(alert.key, alert.severity) for alert in before.alerts}
    voice = Voice(language=words.language, zone=after.zone, protocol=protocol)
    for alert in after.alerts:
        loud = alert.severity is not Severity.INFO and (alert.key, alert.severity) not in known
        if loud and alert.reason is not None:
            severity = words.plan.severities[alert.severity]
            yield words.records.opened.format(severity=severity, what=say(alert.reason, voice))


def _held_again(before: Plan, after: Plan, words: TerminalWords) -> list[str]:
    """Why a step is held again that was not before."""
    known = {earlier.text for earlier in before.earlier}
    new = (earlier for earlier in after.earlier if earlier.text not in known)
    return [words.said(earlier.text, earlier.text_zh) for earlier in new]


def standing(outcome: StepOutcome, plan: Plan, words: TerminalWords) -> str:
    """State and date of a step in a few words, on the site's clock."""
    says, state = words.records, words.plan.states[outcome.state]
    if outcome.at is not None:
        return says.standing_at.format(state=state, when=words.when(outcome.at, plan.zone))
    if outcome.opens is not None:
        return says.standing_from.format(state=state, when=say_minute(outcome.opens, plan.zone))
    return state


def _moved(before: Plan, after: Plan) -> set[str]:
    then = {outcome.step: _place(outcome) for outcome in before.steps}
    return {outcome.step for outcome in after.steps if then[outcome.step] != _place(outcome)}


def _place(outcome: StepOutcome) -> tuple[object, ...]:
    return outcome.time, outcome.state, outcome.at, outcome.opens, outcome.closes
