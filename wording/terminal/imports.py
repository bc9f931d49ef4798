"""How an import is said at a terminal: what lists mean, what they add, and what is left out."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("terminal", "imports")
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """One language; every text names its own blanks.

    Attributes:
        columns: what each column of a list is read as, by the names of fields.
        not_read: headings from which nothing is taken.
        guessed: that nobody said so yet.
        row: one fact that a row says.
        known: one that was recorded before.
        differs: a row that says other things than the record of the same thing.
        gone: a fact that an earlier list had.
        set_aside: that a row is not taken, and why.
        left_out: what is not recorded of some rows, and why.
        moved: of one subject, what follows.
    """

    charts: Counted
    subjects: Counted
    facts: Counted
    rows: Counted
    added: str
    would_add: str
    recorded: str
    would_record: str
    columns: str
    column: str
    not_read: str
    guessed: str
    row: str
    known: str
    differs: str
    gone: str
    set_aside: str
    left_out: str
    moved: str
