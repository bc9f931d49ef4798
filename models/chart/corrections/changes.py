"""What corrections and retractions make of a list of records; nothing ever leaves the list.

A correction stands in the place of what it corrects. A retraction takes a record back, and all
that corrects it; it can be taken back itself, and then the record counts again. A record
corrects only one of its own kind: anything else with that claim takes nobody's place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.moments import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What every fact has.

    Attributes:
        index: its place in the chart's list, for pointing at it.
        corrects: the fact that this one replaces, or takes back.
    """

    kind: ClassVar[str]
    id: str
    index: int
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractionFact(Recorded):
    """A fact is taken back: the one that `corrects` names counts for nothing."""

    kind: ClassVar = "retraction"
    at: Span


@dataclass(frozen=True, slots=True)
class Change:
    """One record, as far as it may change another one.

    Attributes:
        names: the record that it corrects or takes back; None where it changes nothing.
        takes_back: whether it is a retraction.
    """

    id: str
    kind: str
    names: str | None
    takes_back: bool


class Changes:
    """How records stand to each other, as far as they have been recorded."""

    def __init__(self, records: Iterable[Change] = ()) -> None:
        self._kinds: dict[str, str] = {}
        self._corrects: dict[str, str] = {}
        self._corrections: dict[str, list[str]] = {}
        self._retractions: list[Change] = []
        self._taken_back: dict[str, str] = {}
        for record in records:
            self._take_in(record)
        self._settle()

    def add(self, record: Change) -> None:
        """Take in one more record, the latest so far."""
        self._take_in(record)
        if record.takes_back:
            self._settle()

    def _take_in(self, record: Change) -> None:
        """Only what is on record already can be changed; of two with one id the first counts."""
        if record.id in self._kinds:
            return
        known = self._kinds.get(record.names or "")
        if known is not None and record.takes_back:
            self._retractions.append(record)
        elif record.names is not None and known == record.kind:
            self._corrects[record.id] = record.names
            self._corrections.setdefault(record.names, []).append(record.id)
        self._kinds[record.id] = record.kind

    def _settle(self) -> None:
        """Which retractions count: the latest do, and each of them voids the one it names."""
        self._taken_back = {}
        for one in reversed(self._retractions):
            if one.id not in self._taken_back:
                self._taken_back[one.names or ""] = one.id

    def kind_of(self, record: str) -> str | None:
        """The kind of a record; None where there is none of that name."""
        return self._kinds.get(record)

    def taken_back_by(self, record: str) -> str | None:
        """The retraction of a record that counts, if there is one."""
        return self._taken_back.get(record)

    def corrected_by(self, record: str) -> str | None:
        """The correction that stands in a record's place, or did before it was corrected."""
        corrections = self._corrections.get(record, ())
        return next((one for one in corrections if one not in self._taken_back), None)

    def corrected_twice(self) -> tuple[str, str] | None:
        """A record in whose place two corrections would stand, with the later one."""
        for record, corrections in self._corrections.items():
            standing = [one for one in corrections if one not in self._taken_back]
            if len(standing) > 1:
                return record, standing[-1]
        return None

    def void_by(self, record: str) -> str | None:
        """The retraction for which a record counts for nothing: of itself, or what it corrects."""
        at: str | None = record
        while at is not None and at not in self._taken_back:
            at = self._corrects.get(at)
        return None if at is None else self._taken_back[at]

    def counts(self, record: str) -> bool:
        """Whether a record holds."""
        return self.void_by(record) is None and self.corrected_by(record) is None

    def first_of(self, record: str) -> str:
        """The record in whose place a chain of corrections stands."""
        while record in self._corrects:
            record = self._corrects[record]
        return record


def changes_in(documents: Iterable[Mapping[str, Any]]) -> Changes:
    """The same of facts as the contract's JSON has them."""
    return Changes(
        Change(
            id=str(fact["id"]),
            kind=str(fact["kind"]),
            names=fact.get("corrects"),
            takes_back=fact["kind"] == RetractionFact.kind,
        )
        for fact in documents
    )
