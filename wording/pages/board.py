"""What the board says: who is in which phase, and how many are where on each day."""

from dataclasses import dataclass

from wording.filled import part


@part("pages", "board")
@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWords:
    """One language; every text names its own blanks.

    Attributes:
        more: the link to those of a phase that do not stand here.
        places: how many are in each phase on each day.
        about: what is counted there.
    """

    title: str
    nobody: str
    more: str
    places: str
    about: str
