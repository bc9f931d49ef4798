"""How verdicts are put together for people, on pages and at a terminal alike; pure."""

from collections.abc import Iterable

from models.protocol import Protocol
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue


def alike(verdicts: Iterable[Verdict]) -> Iterable[list[Verdict]]:
    """Verdicts that one fact would settle stand together; every other stands alone."""
    groups: dict[object, list[Verdict]] = {}
    for place, verdict in enumerate(verdicts):
        key = (verdict.fact, verdict.asks) if verdict.asks else place
        groups.setdefault(key, []).append(verdict)
    return groups.values()


def unrecorded(verdicts: Iterable[Verdict], protocol: Protocol) -> tuple[str, ...]:
    """Criteria on values and findings of which nothing is recorded, each once.

    They are not judged, and not known to hold.
    """
    rules = (
        verdict.rule
        for verdict in verdicts
        if verdict.value is VerdictValue.NOT_APPLICABLE
        and verdict.rule in protocol.rules_of_conditions
    )
    return tuple(dict.fromkeys(rules))
