"""How a calendar says it.

Sentences that come from the plan (`why`) are quoted as it gives them in the same language.
"""

from wording.calendars.feeds import Wording
from wording.filled import filled
from wording.language import Language

__all__ = ["Wording", "feed_words"]


def feed_words(language: Language) -> Wording:
    """The feeds' words in one language."""
    return filled(Wording, language)
