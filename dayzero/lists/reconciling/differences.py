"""A list beside the records of its subjects: what is new, known, otherwise, or no longer there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from dayzero.lists.facts.claims import Claim
from dayzero.lists.reconciling.same_thing import same_thing, says_the_same
from models.chart.corrections.changes import changes_in
from models.records.store import Document, rows_of_source
from models.versions.known import known_protocol

Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gone:
    """A fact that an earlier list of the same system had, and this one has not."""

    subject: str
    fact: Fact


@dataclass(slots=True)
class Compared:
    """What each claim is to the records.

    Attributes:
        known: each with the id of the fact that says the same.
        otherwise: each with the standing fact of the same thing, which says other things.
        gone: what counts still, and was in an earlier list alone.
    """

    new: list[Claim] = field(default_factory=list)
    known: list[tuple[Claim, str]] = field(default_factory=list)
    otherwise: list[tuple[Claim, Fact]] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)


@dataclass(slots=True)
class _Records:
    """The facts of one subject while claims find theirs among them.

    Attributes:
        rows: the fact of each row that came in before, by its key in that system.
        free: facts that count, and are of no claim yet.
    """

    facts: dict[str, Fact]
    rows: Mapping[str, str]
    free: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Against:
    """The records of one subject that a list is held against."""

    engine: Engine
    subject: str
    chart: Document
    zone: ZoneInfo

    def same(self, one: Fact, other: Fact) -> bool:
        """Whether two facts are of one thing."""
        return same_thing(one, other, self.zone, known_protocol(str(self.chart["protocol"])))


def compare(claims: Sequence[Claim], against: Against, source: str, found: Compared) -> None:
    """Look for each claim of one subject: by its key first, then by what it is of.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    rows = rows_of_source(against.engine, against.subject, source)
    records = _records(against.chart, rows)
    for claim in claims:
        if claim.key in rows:
            _under_key(claim, rows[claim.key], records, found)
    rest = [claim for claim in claims if claim.key not in rows]
    for claim in [each for each in rest if not _told_alike(each, records, found)]:
        free = records.free.values()
        of = next((fact for fact in free if against.same(claim.fact, fact)), None)
        if of is None:
            found.new.append(claim)
        else:
            found.otherwise.append((claim, of))
    found.gone += _gone(against.subject, claims, records)


def _records(chart: Document, rows: Mapping[str, str]) -> _Records:
    listed: list[Fact] = list(chart["facts"])  # type: ignore[call-overload]
    changes = changes_in(listed)
    facts = {str(fact["id"]): fact for fact in listed}
    counting = {name: fact for name, fact in facts.items() if changes.counts(name)}
    return _Records(facts, rows, counting)


def _under_key(claim: Claim, fact: str, records: _Records, found: Compared) -> None:
    """A row that came in before: as it was then, as it was corrected since, or otherwise."""
    standing = _standing(fact, records)
    records.free.pop(standing, None)
    if any(says_the_same(records.facts[each], claim.fact) for each in (fact, standing)):
        found.known.append((claim, fact))
    else:
        found.otherwise.append((claim, records.facts[standing]))


def _standing(fact: str, records: _Records) -> str:
    """The correction that stands in the place of a fact; itself where it was not corrected."""
    changes = changes_in(records.facts.values())
    while (correction := changes.corrected_by(fact)) is not None:
        fact = correction
    return fact


def _told_alike(claim: Claim, records: _Records, found: Compared) -> bool:
    """A fact that somebody typed in the same words is this row: it is not recorded twice."""
    alike = (name for name, fact in records.free.items() if says_the_same(fact, claim.fact))
    fact = next(alike, None)
    if fact is None:
        return False
    records.free.pop(fact)
    found.known.append((claim, fact))
    return True


def _gone(subject: str, claims: Iterable[Claim], records: _Records) -> list[Gone]:
    """Among the series that the list has: it says nothing of any other."""
    keys = {claim.key for claim in claims}
    series = {_series(key) for key in keys}
    return [
        Gone(subject, records.facts[_standing(fact, records)])
        for key, fact in records.rows.items()
        if key not in keys and _series(key) in series and _standing(fact, records) in records.free
    ]


def _series(key: str) -> str:
    return key.partition(":")[0]
