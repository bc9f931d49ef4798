"""What commands print for people, in each language.

One frozen class for each part of what is printed, as for the pages, and one value of it for
each language. A word that the pages or the calendars already have is theirs. Not among it:
what programs read (`--json`), refusals, and `--help`, which are English everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.moments import Span
from models.timeline.chinese.words import say_length_zh, say_when_zh
from models.timeline.results import StepOutcome
from models.timeline.words import say_length, say_when
from wording.calendars import Language
from wording.terminal import answers, channels, facts, plans, records

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalWords:
    """One language."""

    language: Language
    plan: plans.PlanWords
    records: records.RecordWords
    facts: facts.FactWords
    answers: answers.AnswerWords
    channels: channels.ChannelWords

    def said(self, english: T, chinese: T | None) -> T:
        """Which of two is to be read; the English where there is no other."""
        return (chinese or english) if self.language == "zh" else english

    def title(self, outcome: StepOutcome) -> str:
        """A step in words."""
        return self.said(outcome.title, outcome.title_zh)

    def when(self, span: Span, zone: ZoneInfo) -> str:
        """A span as it was recorded: an instant, a day, or from one day to another."""
        return say_when_zh(span, zone) if self.language == "zh" else say_when(span, zone)

    def length(self, minutes: int) -> str:
        """A length of time in days, hours and minutes, without its sign."""
        return say_length_zh(minutes) if self.language == "zh" else say_length(minutes)


TERMINAL: Mapping[Language, TerminalWords] = {
    "en": TerminalWords(
        language="en",
        plan=plans.ENGLISH,
        records=records.ENGLISH,
        facts=facts.ENGLISH,
        answers=answers.ENGLISH,
        channels=channels.ENGLISH,
    ),
    "zh": TerminalWords(
        language="zh",
        plan=plans.CHINESE,
        records=records.CHINESE,
        facts=facts.CHINESE,
        answers=answers.CHINESE,
        channels=channels.CHINESE,
    ),
}
