"""Conditions that read well and would never be met, or by anything."""

from collections.abc import Iterator

from models.protocol.checks.flaws import Flaw
from models.protocol.conditions import Alternative, Condition
from models.protocol.types import Protocol
from models.reasons.refusals.authored.protocol_rules import (
    ExceptionAlone,
    FormulaLacks,
    NothingNamed,
    RuleFlaw,
)
from models.reasons.refusals.refusal import nearest

_READ_BY = {
    "cockcroft_gault": ("creatinine",),
    "bazett": ("qt", "rr", "heart_rate"),
}


def condition_flaws(protocol: Protocol) -> Iterator[Flaw]:
    """Names nobody gave, alternatives without one limit, formulas without their values."""
    for index, condition in enumerate(protocol.condition):
        for alternative in (each for need in condition.needs for each in need):
            yield from _alternative(index, alternative, protocol)
        yield from _only_exceptions(index, condition)
    for index, measure in enumerate(protocol.measure):
        for name in _READ_BY.get(measure.formula or "", ()):
            if name not in protocol.measure_by_id:
                reason = FormulaLacks(formula=str(measure.formula), measure=name)
                yield Flaw("measure", index, "formula", reason)


def _alternative(index: int, alternative: Alternative, protocol: Protocol) -> Iterator[Flaw]:
    for name, known in (
        (alternative.measure, protocol.measure_by_id),
        (alternative.finding, protocol.finding_by_id),
    ):
        if name is not None and name not in known:
            reason = NothingNamed(word=name, near=nearest(name, known))
            yield Flaw("condition", index, "needs", reason)
    if alternative.outdated_by and alternative.outdated_by not in protocol.measure_by_id:
        near = nearest(alternative.outdated_by, protocol.measure_by_id)
        reason = NothingNamed(word=alternative.outdated_by, near=near)
        yield Flaw("condition", index, "needs", reason)
    if not _is_one_question(alternative):
        yield Flaw("condition", index, "needs", RuleFlaw.NO_ONE_QUESTION)


def _is_one_question(alternative: Alternative) -> bool:
    limits = len(alternative.limits)
    if alternative.measure is not None:
        return alternative.finding is None and alternative.present is None and limits == 1
    return alternative.finding is not None and alternative.present is not None and not limits


def _only_exceptions(index: int, condition: Condition) -> Iterator[Flaw]:
    for need in condition.needs:
        if all(alternative.waives for alternative in need):
            yield Flaw("condition", index, "needs", ExceptionAlone(rule=condition.rule))
