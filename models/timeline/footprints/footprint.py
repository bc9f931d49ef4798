"""What a pass leaves so that a later look at everybody can tell whether anything moved.

A footprint holds a subject's network (what is done and booked, washouts, the zone) and the
bounds that the pass found, in a few bytes for each step. It follows from the facts and is
never a truth of its own: without one, or with one of another time, the subject is planned anew.
"""

import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from models.moments import Minute
from models.timeline.network.bounds import Bounds, Reason
from models.timeline.network.network import NOW
from models.timeline.network.solver import solve
from models.timeline.values import StepState
from models.timeline.windows.case import Case
from models.timeline.windows.lapsed_bookings import may_lapse
from models.timeline.windows.unrecorded_ends import unrecorded_ends

FORMAT: Final = 6
"""Raised whenever a footprint is written or read in another way, or plans mean another thing."""

CONCERNED, DONE, BOOKED, WATCHED, FLOATS = 1, 2, 4, 8, 16
"""What is said of a step, one bit each.

A watched step has no date and may yet come. A step floats while it hangs on "now".
"""

NOTHING: Final = -(1 << 31)
"""Where a minute is not known, or nothing bounds it."""

HEAD: Final = struct.Struct("<Q")
"""The washouts whose exposure goes on, by their place in the protocol, one bit each."""

STEP: Final = struct.Struct("<B7i")
"""A step's bits; earliest and latest; its washout's floor without "now" and with it; its
first and last minute without "now", and its first minute with it."""

_TO_COME = {StepState.PLANNED, StepState.DUE, StepState.OVERDUE, StepState.BLOCKED}


def footprint_of(case: Case, now: Minute, states: Mapping[str, StepState]) -> bytes | None:
    """The footprint of one plan; None where something does not fit into one.

    Neither does a subject who went to another site, or of whom not every link or booking counts,
    or an end that nobody recorded: everybody is looked at with one calendar for each site, the
    same links and what is booked.
    """
    if case.chart.stays[1:] or case.held_anew or case.stray_visits or may_lapse(case, now):
        return None
    if any(unrecorded_ends(case)) or len(case.links) != len(case.protocol.link):
        return None
    network = replace(case.network, not_before=now, floors=case.binding.floors_if_stopped(now))
    bounds = solve(network, case.said)
    try:
        return HEAD.pack(sum(1 << place for place in _going_on(case))) + b"".join(
            STEP.pack(_bits(step.id, case, bounds, states), *_minutes(step.id, case, bounds))
            for step in case.protocol.step
        )
    except struct.error:  # a minute millennia away, or the 65th washout of a protocol
        return None


def _going_on(case: Case) -> frozenset[int]:
    """The places in the protocol of washouts whose exposure goes on."""
    rules = [each.washout for each in case.binding.going_on]
    return frozenset(
        place
        for place, washout in enumerate(case.protocol.washout)
        if any(washout is each for each in rules)
    )


def _bits(step: str, case: Case, bounds: Bounds, states: Mapping[str, StepState]) -> int:
    network = case.network
    dated = step in network.done or step in network.booked
    said = (
        (CONCERNED, step in network.steps),
        (DONE, step in network.done),
        (BOOKED, step in network.booked),
        (WATCHED, not dated and states[step] in _TO_COME),
        (FLOATS, any(_hangs_on_now(reason) for reason in bounds.lower_why.get(step, ()))),
    )
    return sum(bit for bit, holds in said if holds)


def _hangs_on_now(reason: Reason) -> bool:
    while reason.rule != NOW:
        if reason.trail is None:
            return False
        reason = reason.trail.reason
    return True


def _minutes(step: str, case: Case, bounds: Bounds) -> tuple[Minute, ...]:
    network = case.network
    at = network.done.get(step) or network.booked.get(step)
    floor = network.floors.get(step)
    fixed = case.binding.floors_of_stopped.get(step)
    known = (
        at.earliest if at else None,
        at.latest if at else None,
        floor.minute if floor else None,
        fixed.minute if fixed else None,
        case.said.first.get(step),
        case.said.last.get(step),
        bounds.first.get(step),
    )
    return tuple(NOTHING if minute is None else max(minute, NOTHING) for minute in known)
