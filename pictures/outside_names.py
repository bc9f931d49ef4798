"""Steps by the names under which they may be told below a ceiling."""

from collections.abc import Iterable
from dataclasses import replace

from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.results import Plan, StepOutcome


def named_below(plan: Plan, protocol: Protocol, ceiling: Disclosure) -> Plan:
    """The same plan; a step whose title would tell more than a step has its title for outside."""
    return replace(
        plan,
        steps=_named(plan.steps, protocol, ceiling),
        earlier=tuple(
            replace(before, steps=_named(before.steps, protocol, ceiling))
            for before in plan.earlier
        ),
    )


def _named(
    steps: Iterable[StepOutcome], protocol: Protocol, ceiling: Disclosure
) -> tuple[StepOutcome, ...]:
    return tuple(_with_title(outcome, protocol, ceiling) for outcome in steps)


def _with_title(outcome: StepOutcome, protocol: Protocol, ceiling: Disclosure) -> StepOutcome:
    step = protocol.step_by_id[outcome.step]
    if step.outside is None:
        return outcome
    return replace(outcome, titles=step.named(ceiling).titles)


def id_below(step: str | None, protocol: Protocol, ceiling: Disclosure) -> str | None:
    """A step's id as it may be told; none where there is no step."""
    return None if step is None else protocol.step_by_id[step].named(ceiling).id
