"""The reasons of a plan, and the sentences that it still carries beside them."""

from collections.abc import Iterator

from models.reasons.disclosing import inside
from models.reasons.reason import Reason
from models.timeline.results import Earlier, Plan

Both = tuple[Reason, str, str]
"""A reason, and its sentence in English and in Chinese."""


def reasons_with_sentences(plan: Plan) -> Iterator[Both]:
    """Every reason beside which the plan has a sentence of its own."""
    parts: tuple[Plan | Earlier, ...] = (plan, *plan.earlier)
    for part in parts:
        for step in part.steps:
            yield from zip(step.because, step.why, step.why_zh, strict=True)
    yield from ((_given(one.reason), one.text, one.text_zh) for one in plan.earlier)
    if plan.closed:
        yield _given(plan.ended), plan.closed, plan.closed_zh or ""


def reasons_of(plan: Plan) -> Iterator[Reason]:
    """All that is said of a plan, and all that its alerts, repairs and gate ask for."""
    yield from (reason for reason, _, _ in reasons_with_sentences(plan))
    parts: tuple[Plan | Earlier, ...] = (plan, *plan.earlier)
    for part in parts:
        yield from (alert.reason for alert in part.alerts)
        yield from (alert.ask for alert in part.alerts if alert.ask is not None)
    for conflict in plan.conflicts:
        yield conflict.reason
        yield from (repair.reason for repair in conflict.repairs)
    for item in plan.gate.missing if plan.gate else ():
        yield from (item.reason, item.ask)


def every_reason_of(plan: Plan) -> Iterator[Reason]:
    """Every reason of a plan, and all that these embed."""
    for reason in reasons_of(plan):
        yield from with_all_inside(reason)


def with_all_inside(reason: Reason) -> Iterator[Reason]:
    """A reason and, however deep, each that it embeds."""
    yield reason
    for one in inside(reason):
        yield from with_all_inside(one)


def _given(reason: Reason | None) -> Reason:
    assert reason is not None
    return reason
