"""What each row of a list claims, as facts of a chart; or why it claims none."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from dayzero.lists.cells import Aside, Row
from dayzero.lists.facts.drugs import drug_fact, is_none_given
from dayzero.lists.facts.results import item_fact
from dayzero.lists.facts.steps import step_fact, steps_across
from dayzero.lists.facts.terms import Terms
from dayzero.lists.words import list_words
from models.reasons.refusals.lists import ListFlaw

_SHORT: Final = 10
_CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "drug": ("drug", "drug_standard"),
    "text": ("route",),
    "dose": ("dose",),
    "dose.value": ("dose",),
    "dose.unit": ("unit", "dose"),
    "dose.times_per_day": ("frequency", "dose"),
    "first": ("first", "at"),
    "last": ("last", "at"),
    "at": ("at", "last", "first"),
    "measure": ("item", "item_standard"),
    "test": ("item", "item_standard"),
    "event": ("item", "item_standard"),
    "finding": ("item", "item_standard"),
    "value": ("result",),
    "present": ("result",),
}
"""Which cells say a field of a fact; any other is said by the cell of its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One fact that a row claims.

    Attributes:
        fact: as a chart has it, but for its id.
        key: the same for this row in every list that has it.
        column: of a row with several facts, the cell that says this one.
    """

    row: Row
    subject: str
    fact: Mapping[str, Any]
    key: str
    column: str = ""

    def where(self, field: str) -> str:
        """The cell that says a field of the fact, as a person finds it."""
        return self.row.where(self.column, *_CELLS.get(field, (field,)))


@dataclass(frozen=True, slots=True)
class Said:
    """A fact before it has a key."""

    row: Row
    subject: str
    fact: Mapping[str, Any]
    column: str = ""


def facts_said(row: Row, subject: str, terms: Terms) -> Iterator[Said]:
    """The facts that one row says.

    Raises:
        InputRefused: naming the cells that cannot be read.
    """
    words = list_words()
    nothing = words.says("no", row.text("occurred")) or words.says("not_done", row.text("status"))
    if nothing or is_none_given(row):
        terms.tell(Aside(row.place, ListFlaw.NOT_DONE))
        return
    across = [Said(row, subject, fact, column) for column, fact in steps_across(row, terms)]
    yield from across
    if (fact := _own_fact(row, terms, across=bool(across))) is not None:
        yield Said(row, subject, fact)


def _own_fact(row: Row, terms: Terms, *, across: bool) -> dict[str, Any] | None:
    if row.text("drug", "drug_standard") is not None:
        return drug_fact(row, terms)
    if row.text("item", "item_standard", "field") is not None:
        return item_fact(row, terms)
    if row.text("step") is not None:
        return step_fact(row, terms)
    if not across:
        terms.tell(Aside(row.place, ListFlaw.NAMES_NOTHING))
    return None


def with_keys(said: Iterable[Said]) -> Iterator[Claim]:
    """Give each its key: by its row's own id, else by what it says.

    Two rows of one subject that say the same are two administrations, told apart by a number.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for each in said:
        key = _key(each)
        seen[each.subject, key] += 1
        again = seen[each.subject, key]
        numbered = f"{key}.{again}" if again > 1 else key
        yield Claim(
            row=each.row, subject=each.subject, fact=each.fact, key=numbered, column=each.column
        )


def _key(said: Said) -> str:
    """Hashed, as what systems number rows by may be a number of the hospital."""
    kind, own = str(said.fact["kind"]), said.row.text("id")
    named = said.row.series or kind
    what = json.dumps(said.fact, ensure_ascii=False, sort_keys=True) if own is None else own
    digest = sha256(f"{what}\n{said.column}".encode()).hexdigest()[:_SHORT]
    return f"{named}:{digest}"
