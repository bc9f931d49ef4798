"""What does not fit between the chains and the rows, and the first of it in each chain."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final


class Broken(StrEnum):
    CHANGED = "changed"  # the row is there and says something else
    REMOVED = "removed"  # the row is gone
    MOVED = "moved"  # the row stands in another place, or under another subject
    ADDED = "added"  # a row that this program did not write
    LINK_CHANGED = "link changed"
    LINK_REMOVED = "link removed"
    REWRITTEN = "rewritten"  # another chain than the one of a checkpoint, up to here
    CUT_OFF = "cut off"  # the chain had been longer
    SIGNED_OTHERWISE = "signed otherwise"  # a signature whose record is another by now


_LAST: Final = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place at which a chain and its rows do not fit.

    Attributes:
        chain: the subject's number; empty for what is of no subject.
        number: the place in the chain, from 1; None for a row that never had one.
        kind, row: the table and the row's key; empty where nothing tells which row it was.
    """

    what: Broken
    chain: str
    number: int | None
    kind: str = ""
    row: str = ""

    @property
    def order(self) -> tuple[str, float, str, str]:
        """By chain, and in it from its beginning."""
        place = _LAST if self.number is None else self.number
        return (self.chain, place, self.kind, self.row.zfill(12))


def first_of_each_chain(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What came first in each chain; a broken link makes everything after it doubtful."""
    ordered = sorted(findings, key=lambda one: one.order)
    chains = groupby(ordered, key=lambda one: one.chain)
    return tuple(next(found) for _, found in chains)
