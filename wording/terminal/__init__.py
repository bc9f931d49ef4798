"""What commands print for people, in each language.

One frozen class for each part of what is printed, as for the pages, filled from the catalogue
`terminal`. A word that the pages or the calendars already have is theirs. Not among it: what
programs read (`--json`), refusals, and `--help`, which are English everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wording.dates.lengths import say_length
from wording.filled import filled, part
from wording.language import Language
from wording.lists import say_list
from wording.terminal.amendments import AmendmentWords
from wording.terminal.answers import AnswerWords
from wording.terminal.archive import ArchiveWords
from wording.terminal.authoring import AuthoringWords
from wording.terminal.channels import ChannelWords
from wording.terminal.facts import FactWords
from wording.terminal.imports import ImportWords
from wording.terminal.links import LinkWords
from wording.terminal.outline import OutlineWords
from wording.terminal.plans import PlanWords
from wording.terminal.qualify import QualifyWords
from wording.terminal.records import RecordWords


@part("terminal", "terminal")
@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalWords:
    """One language."""

    language: Language
    plan: PlanWords
    records: RecordWords
    facts: FactWords
    answers: AnswerWords
    archive: ArchiveWords
    qualify: QualifyWords
    channels: ChannelWords
    links: LinkWords
    imports: ImportWords
    amendments: AmendmentWords
    authoring: AuthoringWords
    outline: OutlineWords

    def listed(self, things: Iterable[str]) -> str:
        """Things that stand side by side; empty where there is none."""
        return say_list(things, self.language)

    def length(self, minutes: int) -> str:
        """A length of time in days, hours and minutes, without its sign."""
        return say_length(minutes, self.language)


def terminal_words(language: Language) -> TerminalWords:
    """What commands print in one language."""
    return filled(TerminalWords, language)
