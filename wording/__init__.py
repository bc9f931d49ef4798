"""How it is said: catalogues of messages for each language, one function per kind of reason.

`models` makes reasons and no sentence; whoever shows one calls `say(reason, voice)`.
"""

from wording import alerts, calendars, path, questions, read_back, said_before, verdicts
from wording.lexicon import recorded
from wording.saying import say
from wording.voice import Voice

__all__ = [
    "Voice",
    "alerts",
    "calendars",
    "path",
    "questions",
    "read_back",
    "recorded",
    "said_before",
    "say",
    "verdicts",
]
