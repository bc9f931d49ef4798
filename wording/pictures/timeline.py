"""How a picture of a timeline says it, in each language; the words of a path among it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.path_word import Word
from models.timeline.results import StepOutcome
from wording.filled import filled, part
from wording.language import Language
from wording.texts import in_language


@part("pictures", "timeline")
@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWording:
    """One language; every text names its own blanks.

    Attributes:
        words: each word of a path.
        ticks: labels of the axis that are not Day numbers, by the label in English.
    """

    language: Language
    words: Mapping[Word, str]
    heading: str
    as_of: str
    day_zero_is: str
    day_zero_could_be: str
    now: str
    washouts: str
    ticks: Mapping[str, str]
    name: str
    description: str

    def title(self, outcome: StepOutcome) -> str:
        """The step in words."""
        return in_language(outcome.titles, self.language)


def picture_words(language: Language) -> PictureWording:
    """A picture's words in one language."""
    return filled(PictureWording, language)
