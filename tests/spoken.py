"""Verdicts as `wording` says them, beside the sentences that they still carry."""

from collections.abc import Iterator

from models.moments import local_day
from models.protocol import Protocol, load_protocol
from models.timeline.results import Earlier, Plan, Verdict
from wording import Voice, say
from wording.short_voice import ShortVoice

LANGUAGES = ("en", "zh")


def verdicts_of(plan: Plan) -> Iterator[Verdict]:
    """All that were judged, those of earlier times included."""
    parts: tuple[Plan | Earlier, ...] = (plan, *plan.earlier)
    for part in parts:
        yield from part.verdicts


def voices(plan: Plan, protocol: Protocol) -> tuple[Voice, Voice]:
    """English and Chinese, by the clock of the plan's site."""
    english, chinese = (
        Voice(language=language, zone=plan.zone, protocol=protocol) for language in LANGUAGES
    )
    return english, chinese


def short_voice(plan: Plan, language: str) -> ShortVoice:
    """A reader in a hurry, on the day of the plan."""
    today = local_day(plan.as_of, plan.zone)
    return ShortVoice(language=language, zone=plan.zone, protocol=load_protocol(), today=today)


def said_otherwise(plan: Plan, protocol: Protocol) -> list[tuple[str, str]]:
    """What a verdict or its question carries as a sentence, where `wording` says another."""
    pairs = (pair for verdict in verdicts_of(plan) for pair in _pairs(verdict, plan, protocol))
    return [(carried, said) for carried, said in pairs if carried != said]


def _pairs(verdict: Verdict, plan: Plan, protocol: Protocol) -> Iterator[tuple[str, str]]:
    english, chinese = voices(plan, protocol)
    yield verdict.text, say(verdict.reason, english)
    if verdict.text_zh:
        yield verdict.text_zh, say(verdict.reason, chinese)
    yield verdict.question or "", say(verdict.asks, english) if verdict.asks else ""
    yield verdict.question_zh, say(verdict.asks, chinese) if verdict.asks else ""
