"""How calendar links are said at a terminal: whose, when made and read, until when."""

from dataclasses import dataclass

from wording.filled import part


@part("terminal", "links")
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWords:
    """One language; every text names its own blanks.

    Attributes:
        columns: above the columns: link, calendar, options, handed out, last read, ends.
        clock: below the table, by whose clock its moments are.
        ended: in place of an end that has come.
    """

    columns: tuple[str, str, str, str, str, str]
    clock: str
    ended: str
    no_link: str
