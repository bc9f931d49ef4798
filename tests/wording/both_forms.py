"""Each sentence of a plan beside the reason that it is made from."""

from collections.abc import Iterator

from models.reasons.disclosing import inside
from models.reasons.reason import Reason
from models.timeline.results import Earlier, Plan

Both = tuple[Reason, str, str]
"""A reason, and its sentence in English and in Chinese."""


def reasons_of(plan: Plan) -> Iterator[Both]:
    """Every reason of a plan with what the plan says in its place."""
    parts: tuple[Plan | Earlier, ...] = (plan, *plan.earlier)
    for part in parts:
        yield from ((_given(alert.reason), alert.text, alert.text_zh) for alert in part.alerts)
        for step in part.steps:
            yield from zip(step.because, step.why, step.why_zh, strict=True)
    for conflict in plan.conflicts:
        yield _given(conflict.reason), conflict.text, conflict.text_zh
        yield from ((_given(one.reason), one.text, one.text_zh) for one in conflict.repairs)
    for item in plan.gate.missing if plan.gate else ():
        yield _given(item.reason), item.text, item.text_zh
    yield from ((_given(one.reason), one.text, one.text_zh) for one in plan.earlier)
    if plan.closed:
        yield _given(plan.ended), plan.closed, plan.closed_zh or ""


def every_reason_of(plan: Plan) -> Iterator[Reason]:
    """Every reason of a plan, what its alerts ask for, and all that these embed."""
    for reason, _, _ in reasons_of(plan):
        yield from with_all_inside(reason)
    for alert in plan.alerts:
        if alert.ask is not None:
            yield from with_all_inside(alert.ask)


def with_all_inside(reason: Reason) -> Iterator[Reason]:
    """A reason and, however deep, each that it embeds."""
    yield reason
    for one in inside(reason):
        yield from with_all_inside(one)


def _given(reason: Reason | None) -> Reason:
    assert reason is not None
    return reason
