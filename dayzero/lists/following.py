"""What moves once claims are recorded: each subject's plan without them and with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from dayzero.desk.following import urgent_since
from dayzero.desk.planning import stand_of
from dayzero.lists.facts.claims import Claim
from dayzero.lists.read_claims import by_subject
from dayzero.lists.whose import Whose
from models.errors import InputRefused
from models.records.store import all_at_sites
from models.timeline.results import Alert, Plan


@dataclass(frozen=True, slots=True)
class Moved:
    """One subject's plan before and after, and what must be known at once."""

    before: Plan
    after: Plan
    urgent: tuple[Alert, ...]


def what_moves(
    engine: Engine, claims: Sequence[Claim], whose: Whose, moment: datetime
) -> tuple[Moved, ...]:
    """Plan the chart of each subject of whom something is new, without it and with it.

    A chart that would not be sound is left to the door that refuses it with its cells.
    """
    at_sites, found = all_at_sites(engine), list[Moved]()
    for subject, new in by_subject(claims):
        chart = whose.chart(subject)
        before = stand_of(chart, moment, at_sites)
        facts = _new_facts(chart, new)
        try:
            after = stand_of({**chart, "facts": [*_facts(chart), *facts]}, moment, at_sites)
        except InputRefused:
            continue
        found.append(Moved(before, after, urgent_since(before, after, facts)))
    return tuple(found)


def _facts(chart: Any) -> list[dict[str, Any]]:
    return list(chart["facts"])


def _new_facts(chart: Any, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """The facts under the ids that they will have, unless somebody records others meanwhile."""
    taken = {fact["id"] for fact in _facts(chart)}
    return [
        {"id": claim.key if claim.key not in taken else f"{claim.key}.new", **claim.fact}
        for claim in claims
    ]
