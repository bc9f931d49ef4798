"""Claims beside what came in before under their keys: new, recorded already, or otherwise now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Engine

from dayzero.lists.facts.claims import Claim
from models.errors import InputRefused
from models.reasons.refusals.records import KeyTaken
from models.records.store import done_under, source_key


@dataclass(slots=True)
class Compared:
    """What each claim is to the records.

    Attributes:
        known: each with the fact that it was recorded as.
        otherwise: each with the fact that was recorded of the same row, which says other things.
    """

    new: list[Claim] = field(default_factory=list)
    known: list[tuple[Claim, str]] = field(default_factory=list)
    otherwise: list[tuple[Claim, str]] = field(default_factory=list)


def compare(engine: Engine, claims: Iterable[Claim], source: str) -> Compared:
    """Look each claim up under its key.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    found = Compared()
    for claim in claims:
        try:
            key = source_key(source, claim.key)
            fact = done_under(engine, claim.subject, claim.fact, key)
        except InputRefused as refused:
            (fault,) = refused.faults
            if not isinstance(fault.reason, KeyTaken):
                raise
            found.otherwise.append((claim, fault.reason.fact))
            continue
        if fact is None:
            found.new.append(claim)
        else:
            found.known.append((claim, fact))
    return found
