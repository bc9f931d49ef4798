"""Rows that cannot be read, and that somebody set aside with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dayzero.lists.cells import Row
from dayzero.lists.reconciling.decisions import Decisions
from dayzero.lists.reconciling.remembering import set_aside_before, token_of
from dayzero.lists.whose import Whose
from models.errors import InputRefused


@dataclass(slots=True)
class UnreadableRows:
    """Asked of each such row; keeps what was decided.

    Attributes:
        set_aside: each row's subject, its token and the reason.
        before: each row that was set aside at an earlier import, with the reason.
    """

    whose: Whose
    decisions: Decisions
    set_aside: list[tuple[Row, str, str, str]] = field(default_factory=list)
    before: list[tuple[Row, str]] = field(default_factory=list)
    known: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def is_aside(self, row: Row) -> bool:
        """Whether a row was set aside, now or before; one of nobody on record never is."""
        try:
            subject = self.whose.subject_of(row)
        except InputRefused:
            return False
        said = {meaning: cell.text for meaning, cell in row.cells.items()}
        token = token_of("row", said)
        why = self.decisions.put_aside([row.place, row.spot])
        if why is not None:
            self.set_aside.append((row, subject, token, why))
            return True
        earlier = self._before(subject).get(token)
        if earlier is not None:
            self.before.append((row, earlier))
        return earlier is not None

    def _before(self, subject: str) -> Mapping[str, str]:
        if subject not in self.known:
            self.known[subject] = set_aside_before(self.whose.engine, subject)
        return self.known[subject]
