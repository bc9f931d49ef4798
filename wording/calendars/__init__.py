"""How a calendar says it: what its entries tell, in the reader's language."""

from wording.calendars import changes, descriptions, places, titles
from wording.calendars.feeds import Wording, feed_words

__all__ = ["Wording", "changes", "descriptions", "feed_words", "places", "titles"]
