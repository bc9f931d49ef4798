"""A step that is counted from another which is itself only suggested: a cycle from the one before.

Where a step may lie, each of a chain is taken as early as it may be. A suggestion for one is later
than that, and what is suggested behind it keeps its distance from the suggestion.
"""

from collections.abc import Mapping
from dataclasses import replace

from models.moments import Minute, Span
from models.protocol.arithmetic.shifts import earliest_after, latest_after
from models.protocol.path import Step
from models.timeline.network.bounds import Bounds
from models.timeline.windows.case import Case
from models.timeline.windows.suggesting.suggestions import is_counted_back_from


def at_once(minute: Minute) -> Span:
    """A suggested minute as the date of a step."""
    return Span(minute, minute)


def follows_suggestion(step: Step, case: Case, proposed: Mapping[str, Minute]) -> bool:
    """Whether the step before it, from which it is counted, is suggested and no hub."""
    anchor = step.anchor or ""
    return anchor in proposed and not is_counted_back_from(anchor, case)


def behind_suggestions(
    step: Step, case: Case, bounds: Bounds, proposed: Mapping[str, Minute]
) -> Bounds:
    """The step's bounds, narrowed by each distance from a step that is suggested already."""
    zone, lower, upper = case.chart.zone, [bounds.lower[step.id]], []
    for link in case.network.links:
        if link.step != step.id or link.anchor not in proposed:
            continue
        if link.earliest is not None:
            since, both_ways = proposed[link.anchor], link.both_ways
            lower.append(earliest_after(since, link.earliest, zone, both_ways=both_ways))
        if link.latest is not None:
            upper.append(latest_after(proposed[link.anchor], link.latest, zone))
    if step.id in bounds.upper:
        upper.append(bounds.upper[step.id])
    closed = {**bounds.upper, step.id: min(upper)} if upper else bounds.upper
    return replace(bounds, lower={**bounds.lower, step.id: max(lower)}, upper=closed)
