"""Steps that have no earliest date, because an exposure that forbids them still goes on."""

from collections.abc import Iterator, Mapping

from models.timeline.exposures.clearings import Clearing
from models.timeline.network.network import Network
from models.timeline.network.solver import binds
from models.timeline.windows.case import Case


def forbidden_while(case: Case) -> Mapping[str, Clearing]:
    """Each step that no date is safe for until an exposure stops, with the first such exposure."""
    forbidden: dict[str, Clearing] = {}
    for clearing in case.binding.going_on:
        forbidden.setdefault(clearing.washout.anchor, clearing)
    return {step: one for step, one in forbidden.items() if step not in case.done}


def undated_steps(case: Case, network: Network) -> Mapping[str, str | None]:
    """Steps without an earliest date, each with the step that it waits for.

    None stands where the step itself is forbidden. What is done or booked has its date, and
    others are counted from that.
    """
    undated: dict[str, str | None] = dict.fromkeys(forbidden_while(case))
    waiting = list(undated)
    while waiting:
        source = waiting.pop(0)
        for step in _counted_from(source, network):
            if step not in undated:
                undated[step] = source
                waiting.append(step)
    return undated


def _counted_from(source: str, network: Network) -> Iterator[str]:
    """Steps that cannot come before a window which opens with a step that has no date."""
    if source in network.fixed:
        return
    for carry in network.carries:
        if carry.lower and carry.source == source and binds(carry, network):
            yield carry.target
