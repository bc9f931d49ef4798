"""What rows are read by: the site's clock, the trial's words, and how the list writes numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import with_offset
from dayzero.lists.cells import Aside, Row
from dayzero.lists.dates import DateOrder, day_text
from dayzero.lists.numbers import DecimalSign
from dayzero.lists.words import list_words
from models.errors import Fault, InputRefused
from models.moments import Minute
from models.protocol import Protocol
from models.protocol.vocabulary import WordKind
from models.reasons.refusals.lists import LeftUnsaid
from models.reasons.refusals.refusal import ValueRefused, shown

Tell = Callable[[Aside], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one subject's rows are read by.

    Attributes:
        order, sign: how the list writes dates and numbers, where somebody said so.
        tell: takes what is left out of a row.
    """

    zone: ZoneInfo
    protocol: Protocol
    now: Minute
    order: DateOrder | None
    sign: DecimalSign | None
    tell: Tell

    def day(self, row: Row, *fields: str) -> str | None:
        """When the first of these cells that is filled says that it was.

        Raises:
            InputRefused: naming the cell, if it may be two days or there was no such time.
        """
        text = row.text(*fields)
        if text is None:
            return None
        try:
            return with_offset("", day_text(text, self.order), self.zone)
        except ValueRefused as refused:
            raise InputRefused([Fault(row.where(*fields), refused.reason)]) from refused
        except InputRefused as refused:
            reasons = [Fault(row.where(*fields), each.reason) for each in refused.faults]
            raise InputRefused(reasons) from refused

    def word(self, kind: WordKind, row: Row, field: str) -> str | None:
        """The id of what a cell names; what nothing is called is told, and left unsaid."""
        text = row.text(field)
        known = None if text is None else self.protocol.lexicon.word(kind, text)
        if known is None and text is not None:
            self.left_unsaid(row, field)
        return None if known is None else known.id

    def left_unsaid(self, row: Row, field: str) -> None:
        """Tell that what a cell says is not recorded."""
        why = LeftUnsaid(word=shown(row.text(field) or ""))
        self.tell(Aside(row.where(field), why))

    def goes_on(self, row: Row) -> bool:
        """Whether a course has no last day yet."""
        words = list_words()
        if words.says("ongoing", row.text("last")) or words.says("yes", row.text("ongoing")):
            return True
        said = row.text("ongoing")
        if said is not None and not words.says("no", said) and not words.says("ongoing", said):
            self.left_unsaid(row, "ongoing")
        return words.says("ongoing", said)

    def course(self, row: Row) -> dict[str, object]:
        """`first` and `last`, or that it goes on; of one date alone, both are that day.

        Raises:
            InputRefused: naming the cell, if a day cannot be told.
        """
        if self.goes_on(row):
            last: dict[str, object] = {"ongoing": True}
            if list_words().says("ongoing", row.text("last")):
                return _said(first=self.day(row, "first", "at")) | last
            return _said(first=self.day(row, "first", "at"), last=self.day(row, "last")) | last
        if row.text("first", "last") is None:
            return _said(first=self.day(row, "at"), last=self.day(row, "at"))
        return _said(first=self.day(row, "first"), last=self.day(row, "last"))


def _said(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}
