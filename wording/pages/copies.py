"""How old a calendar reader's copy is, on pages and at a terminal."""

from dataclasses import dataclass

from wording.filled import part


@part("pages", "copies")
@dataclass(frozen=True, slots=True, kw_only=True)
class CopyWords:
    """One language; every text names its own blanks.

    Attributes:
        heading, about: above the links on Today whose readers must be told, and what ends a line.
        line: one of them; `reader` is whose calendar it is where that is not the subject's, and
            the program that read it.
        old: the same of one link on the subject's page.
        older: the same in a cell of a table.
        never: in place of the moment of a link's last reading.
        washout: in place of a step: the end of a washout.
        nameless: a program that does not say its name.
    """

    heading: str
    about: str
    line: str
    old: str
    older: str
    never: str
    washout: str
    nameless: str
