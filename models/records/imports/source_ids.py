"""Rows of another system under ids of our own, so that a grown file adds what is new alone; pure.

A chart of our own form gives its facts ids that are the chart's. Another system counts for
itself: its third row is not the third fact here, where people recorded something meanwhile.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.records.subjects.deeds import source_key
from models.records.subjects.facts import next_id


@dataclass(frozen=True, slots=True)
class OwnIds:
    """A chart file with the ids that its facts have here.

    Attributes:
        keys: for each fact of the file, by its id here, the key of its row.
        renamed: whether any fact has another id than in the file.
    """

    document: Mapping[str, Any]
    keys: Mapping[str, str] = field(default_factory=dict)
    renamed: bool = False


def with_own_ids(
    document: Mapping[str, Any], source: str, known: Mapping[str, str], taken: Collection[str]
) -> OwnIds:
    """Give each fact the id that its row has here; a new row keeps its own where that is free.

    Args:
        source: the name of the system that wrote the file.
        known: the facts of rows that came in before, by key.
        taken: the ids of all facts on record.
    """
    facts: list[dict[str, Any]] = document["facts"]
    own = _own_ids([str(fact["id"]) for fact in facts], source, known, taken)
    here = [_renamed(fact, own, source, known) for fact in facts]
    keys = {mine: source_key(source, theirs) for theirs, mine in own.items()}
    return OwnIds({**document, "facts": here}, keys, renamed=here != facts)


def _own_ids(
    theirs: list[str], source: str, known: Mapping[str, str], taken: Collection[str]
) -> dict[str, str]:
    own: dict[str, str] = {}
    used = {*taken, *theirs}
    for row in theirs:
        mine = known.get(source_key(source, row))
        if mine is None:
            mine = next_id([{"id": one} for one in used]) if row in taken else row
        used.add(mine)
        own[row] = mine
    return own


def _renamed(
    fact: dict[str, Any], own: Mapping[str, str], source: str, known: Mapping[str, str]
) -> dict[str, Any]:
    here = {**fact, "id": own[str(fact["id"])]}
    if "corrects" in fact:
        theirs = str(fact["corrects"])
        here["corrects"] = own.get(theirs) or known.get(source_key(source, theirs), theirs)
    return here
