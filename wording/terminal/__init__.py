"""What commands print for people, in each language.

One frozen class for each part of what is printed, as for the pages, filled from the catalogue
`terminal`. A word that the pages or the calendars already have is theirs. Not among it: what
programs read (`--json`), refusals, and `--help`, which are English everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.moments import Span
from models.timeline.results import StepOutcome
from wording.dates import say_length, say_when
from wording.filled import filled, part
from wording.language import Language
from wording.lists import say_list
from wording.terminal.answers import AnswerWords
from wording.terminal.channels import ChannelWords
from wording.terminal.facts import FactWords
from wording.terminal.links import LinkWords
from wording.terminal.plans import PlanWords
from wording.terminal.records import RecordWords
from wording.texts import in_language

T = TypeVar("T")


@part("terminal", "terminal")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalWords:
    """One language."""

    language: Language
    plan: PlanWords
    records: RecordWords
    facts: FactWords
    answers: AnswerWords
    channels: ChannelWords
    links: LinkWords

    def said(self, english: T, chinese: T | None) -> T:
        """Which of two is to be read; the English where there is no other."""
        return (chinese or english) if self.language == "zh" else english

    def title(self, outcome: StepOutcome) -> str:
        """A step in words."""
        return in_language(outcome.titles, self.language)

    def when(self, span: Span, zone: ZoneInfo) -> str:
        """A span as it was recorded: an instant, a day, or from one day to another."""
        return say_when(span, zone, self.language)

    def listed(self, things: Iterable[str]) -> str:
        """Things that stand side by side; empty where there is none."""
        return say_list(things, self.language)

    def length(self, minutes: int) -> str:
        """A length of time in days, hours and minutes, without its sign."""
        return say_length(minutes, self.language)


def terminal_words(language: Language) -> TerminalWords:
    """What commands print in one language."""
    return filled(TerminalWords, language)
