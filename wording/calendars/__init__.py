"""How a calendar says it, in each language; the only place in `calendars` with sentences.

Sentences that come from the plan (`why`) are quoted as it gives them in the same language.
"""

from collections.abc import Mapping

from wording.calendars.chinese import CHINESE
from wording.calendars.english import ENGLISH
from wording.calendars.words import MONTHS, Language, Wording

__all__ = ["CHINESE", "ENGLISH", "MONTHS", "WORDING", "Language", "Wording"]

WORDING: Mapping[Language, Wording] = {"en": ENGLISH, "zh": CHINESE}
