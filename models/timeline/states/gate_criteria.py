"""Criteria judged before the aim of a gate that exclude, or of which it cannot be told.

What nobody has recorded yet is asked for and keeps no gate shut; what was recorded, and
does not settle it, does.
"""

from collections.abc import Iterator
from itertools import chain

from models.moments import Minute
from models.reasons.path.rules import name_rule
from models.timeline.results import Missing, Verdict
from models.timeline.states.gate_tests import of_verdict
from models.timeline.states.keeping_out import ask_to_stop, keeps_out, no_other_way
from models.timeline.states.mending import record
from models.timeline.states.scene import Scene
from models.timeline.states.waiting import is_told_by_a_hold
from models.timeline.values import VerdictValue


def missing_criteria(scene: Scene, deadline: Minute | None) -> Iterator[Missing]:
    """Each criterion once; those of the aim's own date are told with its washouts."""
    gate, case = scene.case.gate, scene.case
    judged = tuple(chain.from_iterable(scene.verdicts.values()))
    for verdict in judged:
        if verdict.step == gate.towards or is_told_by_a_hold(verdict.rule, verdict.step, case):
            continue
        if _excludes(verdict, judged, scene):
            stop = ask_to_stop(name_rule(verdict.rule, case.protocol), case)
            yield of_verdict(verdict, stop, deadline)
        elif verdict.asks is not None and _is_unclear(verdict, judged, scene):
            yield of_verdict(verdict, record(verdict.asks, verdict.fact), deadline)


def _excludes(verdict: Verdict, judged: tuple[Verdict, ...], scene: Scene) -> bool:
    """A value, finding, or event that keeps a subject out; of several ways in, all are closed."""
    protocol = scene.case.protocol
    broken = verdict.value is VerdictValue.VIOLATION and keeps_out(verdict, protocol)
    return broken and no_other_way(verdict.rule, judged, protocol)


def _is_unclear(verdict: Verdict, judged: tuple[Verdict, ...], scene: Scene) -> bool:
    """Something is recorded that does not settle it, and no other way in is known to hold."""
    protocol = scene.case.protocol
    if verdict.value is not VerdictValue.INDETERMINATE:
        return False
    ways = protocol.groups.of(verdict.rule)
    if any(one.value is VerdictValue.MET for one in judged if one.rule in ways):
        return False
    recorded = verdict.fact is not None or verdict.rule in protocol.rules_of_conditions
    criterion = protocol.criterion_by_rule.get(verdict.rule)
    return recorded and criterion is not None and criterion.consequence == "ineligible"
