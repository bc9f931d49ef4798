"""A fact in the place of one that was wrong: the same at a command line and on a form; pure."""

from collections.abc import Mapping
from typing import Any

from models.chart.corrections.changes import RetractionFact
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import NothingCorrected, TypedFlaw
from models.records.store import fact_of

_OF_THE_RECORD = frozenset({"id", "corrects", "reason"})


def own(fact: Mapping[str, Any]) -> dict[str, Any]:
    """What a fact says, without its id, what it corrects, and why."""
    return {name: fact[name] for name in fact if name not in _OF_THE_RECORD}


def check_correction(
    document: Mapping[str, Any], fact: str, says: Mapping[str, Any], *, typed_in: str = "fact"
) -> None:
    """Let pass only what can be said in the place of a fact on record.

    Args:
        typed_in: the field in which it is refused that says nothing else.

    Raises:
        FactUnknown: if the chart has no such fact.
        InputRefused: if it is a retraction, or nothing else is said.
    """
    recorded = fact_of(document, fact)
    if recorded["kind"] == RetractionFact.kind:
        raise InputRefused([Fault("fact", TypedFlaw.RETRACTION_CORRECTED)])
    if own(says) == own(recorded):
        raise InputRefused([Fault(typed_in, NothingCorrected(fact=fact))])
