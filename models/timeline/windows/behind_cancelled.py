"""Steps that can be given no date, as a step that they hang on was called off."""

from collections.abc import Iterator, Mapping

from models.chart.facts import StepMark
from models.protocol.path import Step
from models.timeline.windows.case import Case


def behind_cancelled(case: Case) -> Mapping[str, str]:
    """Each step without a date that hangs on one which was called off, with that one.

    Until that is booked again nothing tells when it could be. What was done since shows
    that it went on without it.
    """
    called_off = _called_off(case)
    blamed = {step: step for step in called_off}
    while more := dict(_hanging(blamed, case)):
        blamed.update(more)
    return {step: lost for step, lost in blamed.items() if step not in called_off}


def _hanging(blamed: Mapping[str, str], case: Case) -> Iterator[tuple[str, str]]:
    """Those that are not known to yet."""
    for step in case.protocol.step:
        if step.id not in blamed and case.recorded[step.id].at is None:
            first = next((name for name in _hangs_on(step, case) if name in blamed), None)
            if first is not None:
                yield step.id, blamed[first]


def _called_off(case: Case) -> tuple[str, ...]:
    return tuple(
        step.id
        for step in case.protocol.step
        if case.recorded[step.id].mark is StepMark.CANCELLED
        and step.evidence is None
        and not case.overtaking(step.id)
    )


def _hangs_on(step: Step, case: Case) -> tuple[str, ...]:
    """The earlier step that it is counted from, else all that precede it, in the path's order."""
    order, before = case.protocol.order, case.protocol.before[step.id]
    if step.anchor is not None and order[step.anchor] < order[step.id]:
        return (step.anchor,)
    names = before if step.anchor is None else before | {step.anchor}
    return tuple(sorted(names, key=order.__getitem__))
