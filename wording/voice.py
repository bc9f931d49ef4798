"""One reader's voice: a language, the site's clock and the trial's own titles."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from models.disclosure import Disclosure
from models.moments import Minute, Span
from models.protocol import Protocol
from models.texts import Texts
from wording.catalogue import Catalogue, catalogue
from wording.dates.forms import ISO, DateForm, say_by, say_day, say_minute, say_span
from wording.language import Language
from wording.texts import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one reader is spoken to.

    Attributes:
        zone: of the site, whose clock every date is told by.
        protocol: whose steps, rules and criteria have titles in each language.
        dates: how dates are written; every date of one card, message or file alike.
        ceiling: what may be told; below `treatment` some steps have another name.
    """

    language: Language
    zone: ZoneInfo
    protocol: Protocol
    dates: DateForm = ISO
    ceiling: Disclosure = Disclosure.RESULT

    def words(self, topic: str) -> Catalogue:
        """The messages of one topic."""
        return catalogue(self.language, topic)

    def day(self, day: date) -> str:
        """A local day."""
        return say_day(day, self.dates, self.language)

    def minute(self, minute: Minute) -> str:
        """A minute on the site's clock; a day's first minute is said as the day."""
        return say_minute(minute, self.zone, self.dates, self.language)

    def by(self, minute: Minute) -> str:
        """Until when something must be done, and whether that day is included."""
        return say_by(minute, self.zone, self.dates, self.language)

    def when(self, span: Span) -> str:
        """A span as it was recorded: an instant, a day, or from one day to another."""
        return say_span(span, self.zone, self.dates, self.language)

    def step(self, step: str) -> str:
        """The title of a step, as it may be told; its id where the protocol no longer has it."""
        known = self.protocol.step_by_id.get(step)
        if known is None:
            return step
        return self.text(known.named(self.ceiling).titles)

    def text(self, texts: Texts) -> str:
        """What the data says, in this language."""
        return in_language(texts, self.language)
