"""All that a plan says: each reason of it, and what that is in each language."""

from collections.abc import Iterable, Iterator

from models.moments import local_day
from models.protocol import Protocol
from models.reasons.disclosing import inside
from models.reasons.reason import Reason
from models.timeline.results import Earlier, Plan, Verdict
from wording import Voice, say

LANGUAGES = ("en", "zh")


def voices(plan: Plan, protocol: Protocol) -> tuple[Voice, Voice]:
    """English and Chinese, by the clock of the plan's site."""
    english, chinese = (
        Voice(language=language, zone=plan.zone, protocol=protocol) for language in LANGUAGES
    )
    return english, chinese


def in_english(reason: Reason, plan: Plan, protocol: Protocol) -> str:
    return say(reason, voices(plan, protocol)[0])


def todays_voice(plan: Plan, protocol: Protocol, language: str) -> Voice:
    """A reader on the day of the plan."""
    today = local_day(plan.as_of, plan.zone)
    return Voice(language=language, zone=plan.zone, protocol=protocol, dates=today)


def in_chinese(reason: Reason, plan: Plan, protocol: Protocol) -> str:
    return say(reason, voices(plan, protocol)[1])


def in_both(reasons: Iterable[Reason], plan: Plan, protocol: Protocol) -> Iterator[tuple[str, str]]:
    """Each in English and in Chinese."""
    english, chinese = voices(plan, protocol)
    yield from ((say(reason, english), say(reason, chinese)) for reason in reasons)


def verdicts_of(plan: Plan) -> Iterator[Verdict]:
    """All that were judged, those of earlier times included."""
    for part in _times(plan):
        yield from part.verdicts


def reasons_of(plan: Plan) -> Iterator[Reason]:
    """Every reason that a plan says as a sentence of its own."""
    for verdict in verdicts_of(plan):
        yield verdict.reason
        yield from () if verdict.asks is None else (verdict.asks,)
    for part in _times(plan):
        for step in part.steps:
            yield from step.because
        for alert in part.alerts:
            yield from filter(None, (alert.reason, alert.ask))
    for conflict in plan.conflicts:
        yield from filter(None, (conflict.reason, *(one.reason for one in conflict.repairs)))
    for item in plan.gate.missing if plan.gate else ():
        yield from (item.reason, item.ask)
    yield from (earlier.reason for earlier in plan.earlier)
    yield from filter(None, (plan.ended,))


def every_reason_of(plan: Plan) -> Iterator[Reason]:
    """Every reason of a plan, and all that these embed."""
    for reason in reasons_of(plan):
        yield from with_all_inside(reason)


def with_all_inside(reason: Reason) -> Iterator[Reason]:
    """A reason and, however deep, each that it embeds."""
    yield reason
    for one in inside(reason):
        yield from with_all_inside(one)


def _times(plan: Plan) -> tuple[Plan | Earlier, ...]:
    return (plan, *plan.earlier)
