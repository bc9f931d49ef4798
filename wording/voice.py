"""One reader's voice: a language, the site's clock and the trial's own titles."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from models.moments import Minute, Span
from models.protocol import Protocol
from models.texts import Texts
from wording import dates
from wording.catalogue import Catalogue, catalogue
from wording.language import Language
from wording.texts import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one reader is spoken to.

    Attributes:
        zone: of the site, whose clock every date is told by.
        protocol: whose steps, rules and criteria have titles in each language.
    """

    language: Language
    zone: ZoneInfo
    protocol: Protocol

    def words(self, topic: str) -> Catalogue:
        """The messages of one topic."""
        return catalogue(self.language, topic)

    def minute(self, minute: Minute) -> str:
        """A minute on the site's clock; a day's first minute is said as the day."""
        return dates.say_minute(minute, self.zone)

    def when(self, span: Span) -> str:
        """A span as it was recorded: an instant, a day, or from one day to another."""
        return dates.say_when(span, self.zone, self.language)

    def step(self, step: str) -> str:
        """The title of a step, as the protocol gives it in this language."""
        return self.text(self.protocol.step_by_id[step].titles)

    def text(self, texts: Texts) -> str:
        """What the data says, in this language."""
        return in_language(texts, self.language)
