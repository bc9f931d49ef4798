"""What a person decided on differences between a list and the records, each with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from dayzero.lists.facts.claims import Claim
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import NoSuchRow
from models.reasons.refusals.refusal import shown

ALL: Final = "*"
"""In place of a row: every difference that is not decided otherwise."""


@dataclass(slots=True)
class Decisions:
    """Why rows are taken, or set aside, by what a person calls them: `row 4`, `C4`, `f7`.

    Attributes:
        met: those that were of something.
    """

    take: Mapping[str, str] = field(default_factory=dict)
    set_aside: Mapping[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def taken(self, names: Iterable[str]) -> str | None:
        """Why something of these names is taken; None where nobody said so."""
        return self._reason(self.take, names)

    def put_aside(self, names: Iterable[str]) -> str | None:
        """Why it is set aside; None where nobody said so."""
        return self._reason(self.set_aside, names)

    def refuse_unmet(self) -> None:
        """Every decision is on something.

        Raises:
            InputRefused: naming each that is not.
        """
        unmet = [one for one in (*self.take, *self.set_aside) if one not in {ALL, *self.met}]
        if unmet:
            raise InputRefused(
                [Fault("--take, --set-aside", NoSuchRow(word=shown(one))) for one in unmet]
            )

    def _reason(self, said: Mapping[str, str], names: Iterable[str]) -> str | None:
        found = next((name for name in names if name in said), None)
        if found is None:
            return None
        self.met.add(found)
        return said[found]


def names_of(claim: Claim) -> Iterator[str]:
    """What a person may call it: its cell, where its row has several facts, or its row."""
    if claim.column:
        place = claim.row.cells[claim.column].place
        yield from (place, place.removeprefix(f"{claim.row.name} "))
    yield from (claim.row.place, claim.row.spot)
