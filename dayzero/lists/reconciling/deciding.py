"""Differences and decisions: what is recorded, what is set aside, and what nobody decided yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from dayzero.lists.cells import Row
from dayzero.lists.facts.claims import Claim
from dayzero.lists.reconciling.decisions import ALL, Decisions, names_of
from dayzero.lists.reconciling.differences import Compared, Fact, Gone
from dayzero.lists.reconciling.remembering import set_aside_before, token_of
from models.errors import Fault
from models.reasons.refusals.lists import Differs


@dataclass(slots=True)
class Decided:
    """What comes of an import.

    Attributes:
        record: new claims, corrections and retractions.
        set_aside: of each subject the reason under each token, to be kept.
        lies_aside: what is set aside, now or before, by its place, with the reason.
        open: differences that nobody decided, each with the fact on record.
        gone: what is no longer in the list, and nobody decided.
    """

    record: list[Claim] = field(default_factory=list)
    set_aside: dict[str, dict[str, str]] = field(default_factory=dict)
    lies_aside: list[tuple[str, str]] = field(default_factory=list)
    open: list[tuple[Claim, Fact]] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """Each open difference at its place."""
        return [
            Fault(claim.row.place, Differs(fact=str(fact["id"]), spot=claim.row.spot))
            for claim, fact in self.open
        ]

    def aside(self, place: str, subject: str, token: str, why: str) -> None:
        """Keep that it was set aside."""
        self.set_aside.setdefault(subject, {})[token] = why
        self.lies_aside.append((place, why))


@dataclass(frozen=True, slots=True)
class Deciding:
    """One import's decisions, and those of before, by subject."""

    decisions: Decisions
    known: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, ZoneInfo]
    moment: datetime
    file: str


def earlier_decisions(engine: Engine, compared: Compared) -> Mapping[str, Mapping[str, str]]:
    """Of every subject with a difference, what was set aside before."""
    claims = [*compared.new, *(claim for claim, _ in compared.otherwise)]
    subjects = {*(each.subject for each in claims), *(gone.subject for gone in compared.gone)}
    return {subject: set_aside_before(engine, subject) for subject in sorted(subjects)}


def decide(compared: Compared, deciding: Deciding) -> Decided:
    """Sort every difference by what was decided on it."""
    decided = Decided()
    for claim in compared.new:
        if not _is_aside(claim, deciding, decided):
            deciding.decisions.taken(names_of(claim))  # a new row is taken without a reason too
            decided.record.append(claim)
    for claim, fact in compared.otherwise:
        if not _is_aside(claim, deciding, decided, every=True):
            _otherwise(claim, fact, deciding, decided)
    for gone in compared.gone:
        _gone(gone, deciding, decided)
    return decided


def _is_aside(claim: Claim, deciding: Deciding, decided: Decided, *, every: bool = False) -> bool:
    token = token_of(claim.key, claim.fact)
    names = [*names_of(claim), *([ALL] if every else [])]
    why = deciding.decisions.put_aside(names)
    if why is not None:
        decided.aside(claim.row.place, claim.subject, token, why)
        return True
    before = deciding.known.get(claim.subject, {}).get(token)
    if before is not None and deciding.decisions.taken(names_of(claim)) is None:
        decided.lies_aside.append((claim.row.place, before))
        return True
    return False


def _otherwise(claim: Claim, fact: Mapping[str, Any], deciding: Deciding, decided: Decided) -> None:
    why = deciding.decisions.taken([*names_of(claim), ALL])
    if why is None:
        decided.open.append((claim, fact))
        return
    changed = {**claim.fact, "corrects": str(fact["id"]), "reason": why}
    decided.record.append(_with(claim, changed))


def _with(claim: Claim, fact: Mapping[str, Any]) -> Claim:
    """The claim as a correction: under a key of its own, as its row's is that of the old fact."""
    key = f"{claim.key}.{token_of(claim.key, fact)}"
    return Claim(row=claim.row, subject=claim.subject, fact=fact, key=key, column=claim.column)


def _gone(gone: Gone, deciding: Deciding, decided: Decided) -> None:
    name = str(gone.fact["id"])
    token = token_of(f"gone {name}", gone.fact)
    why = deciding.decisions.put_aside([name])
    if why is not None:
        decided.aside(name, gone.subject, token, why)
    elif token not in deciding.known.get(gone.subject, {}):
        decided.record += _retractions(gone, deciding)
        if deciding.decisions.taken([name]) is None:
            decided.gone.append(gone)


def _retractions(gone: Gone, deciding: Deciding) -> Iterator[Claim]:
    name = str(gone.fact["id"])
    why = deciding.decisions.taken([name])
    if why is not None:
        today = deciding.moment.astimezone(deciding.zones[gone.subject]).date().isoformat()
        fact = {"kind": "retraction", "corrects": name, "reason": why, "at": today}
        row = Row(name=deciding.file, spot=f"without {name}", cells={})
        key = f"gone:{token_of(name, fact)}"
        yield Claim(row=row, subject=gone.subject, fact=fact, key=key)
