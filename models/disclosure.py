"""What a text reveals of a subject beyond step names and dates, and how much may leave which way.

Whatever leaves the application has a ceiling. Below `TREATMENT` a message is made from typed
facts alone: what is asked, steps, dates. No rule is named there, as the id of a rule tells what
was given: EX-03.2 tells of a TKI.
"""

from enum import IntEnum
from typing import Annotated

from pydantic import BeforeValidator

from models.reasons.refusals.authored.routing_files import LevelUnknown
from models.reasons.refusals.refusal import ValueRefused


class Disclosure(IntEnum):
    """How much a text reveals; each level has all of those before it."""

    NOTHING = 0  # subject number, step names and dates
    TREATMENT = 1  # what was given, the rules on it, that a pregnancy test is due
    RESULT = 2  # values, findings, diagnoses, age: everything


PREFECT = Disclosure.NOTHING
"""Names and states of runs, artifacts, events, the attention list."""

INSIDE = Disclosure.RESULT
"""Pages behind sign-in, paper, the terminal."""


def named(value: object) -> Disclosure:
    """A level by the name under which it stands in data.

    Raises:
        ValueRefused: naming the names that there are.
    """
    levels = {level.name.lower(): level for level in Disclosure}
    if isinstance(value, Disclosure):
        return value
    if not isinstance(value, str) or value not in levels:
        raise ValueRefused(LevelUnknown(levels=tuple(f"“{name}”" for name in levels)))
    return levels[value]


Ceiling = Annotated[Disclosure, BeforeValidator(named)]
"""A level as data write it: `ceiling = "treatment"`."""
