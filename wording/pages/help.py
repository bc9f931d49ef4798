"""What the registers' index and the help in place say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from wording.filled import Keys, part

SCREENS = (
    "today",
    "week",
    "subjects",
    "record",
    "handover",
    "deviations",
    "deliveries",
    "signatures",
    "rules",
    "audit",
    "sites",
    "people",
)
REGISTERS = ("handover", "deviations", "deliveries", "signatures", "rules", "audit")


@part("registers", "help")
@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWords:
    """One language.

    Attributes:
        screens: what each screen is for, and how it is worked with.
        registers: what each register holds, in one sentence.
        colours: what the words and colours of a path mean.
    """

    title: str
    about: str
    of_this: str
    registers_title: str
    screens: Annotated[Mapping[str, str], Keys(SCREENS)]
    registers: Annotated[Mapping[str, str], Keys(REGISTERS)]
    record_title: str
    keys_title: str
    keys: str
