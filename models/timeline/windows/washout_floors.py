"""How early the recorded exposures let each step be, as far as their washouts bind it still."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from models.chart.facts import EventFact
from models.moments import ALWAYS, NEVER, Minute, Span
from models.timeline.exposures.clearings import Clearing
from models.timeline.exposures.order import counts_against
from models.timeline.exposures.stops import clears_if_stopped
from models.timeline.network.network import Floor
from models.timeline.results import Cause


@dataclass(frozen=True)
class BindingWashouts:
    """The washouts that bind one subject's steps.

    Attributes:
        clearings: in the order in which they were recorded.
        zone: the time zone of the site's days.
    """

    clearings: tuple[Clearing, ...]
    zone: ZoneInfo

    @cached_property
    def floors(self) -> Mapping[str, Floor]:
        """For each step, the earliest minute certain for every recorded exposure.

        NEVER where an exposure is ongoing, or its half-life is not known.
        """
        return _floors((each, each.own) for each in self.clearings)

    @cached_property
    def reached(self) -> Mapping[str, Floor]:
        """Those that are a minute on a calendar."""
        return {step: floor for step, floor in self.floors.items() if floor.minute < NEVER}

    def floors_if_stopped(self, now: Minute) -> Mapping[str, Floor]:
        """The same, if every ongoing exposure were stopped now: what can still be reached."""
        return _floors((each, _own_if_stopped(each, now, self.zone)) for each in self.clearings)

    def floors_at_best(self, now: Minute, unclear: Collection[Clearing]) -> Mapping[str, Floor]:
        """The same, if what is not known of some exposures were the mildest that it could be."""
        return _floors(
            (each, minute)
            for each in self.clearings
            if (minute := self._at_best(each, now, unclear)) > ALWAYS
        )

    def _at_best(self, clearing: Clearing, now: Minute, unclear: Collection[Clearing]) -> Minute:
        if clearing in unclear:
            return clearing.joint.possible_from
        return _own_if_stopped(clearing, now, self.zone)

    @cached_property
    def unclear(self) -> tuple[Clearing, ...]:
        """Exposures that ended, and would let their step come earlier if more were known."""
        return tuple(each for each in self.clearings if each.joint.possible_from < each.own < NEVER)

    @cached_property
    def floors_of_stopped(self) -> Mapping[str, Floor]:
        """The part of those that does not depend on now: exposures that do not go on."""
        return _floors(
            (each, minute)
            for each in self.clearings
            if (minute := _own_of_stopped(each)) is not None
        )

    @cached_property
    def going_on(self) -> tuple[Clearing, ...]:
        """Exposures that go on: until they stop, no date of their washout's anchor is safe."""
        return tuple(each for each in self.clearings if _own_of_stopped(each) is None)


def binding_washouts(
    clearings: Iterable[Clearing],
    at: Mapping[str, Span | None],
    done: frozenset[str],
    zone: ZoneInfo,
) -> BindingWashouts:
    """Those that count against a step to come, or against one that is done when it was.

    Args:
        at: when each step was done or is booked; None where it has no date.
        done: steps that happened.
    """
    binding = (
        each
        for each in clearings
        if counts_against(each, at[each.washout.anchor], zone, is_done=each.washout.anchor in done)
    )
    return BindingWashouts(tuple(binding), zone)


def _floors(bounds: Iterable[tuple[Clearing, Minute]]) -> Mapping[str, Floor]:
    """The highest of some bounds over each step, with all that bind there."""
    floors: dict[str, Floor] = {}
    for clearing, minute in bounds:
        anchor = clearing.washout.anchor
        cause = Cause(clearing.washout.rule, clearing.exposure.fact.id)
        slides = minute != clearing.own and _goes_on(clearing)
        floors[anchor] = _higher(floors.get(anchor), Floor(minute, (cause,), slides))
    return floors


def _higher(floor: Floor | None, other: Floor) -> Floor:
    if floor is None or other.minute > floor.minute:
        return other
    if other.minute < floor.minute:
        return floor
    causes = tuple(sorted({*floor.causes, *other.causes}))
    return Floor(floor.minute, causes, floor.slides or other.slides)


def _goes_on(clearing: Clearing) -> bool:
    fact = clearing.exposure.fact
    return not isinstance(fact, EventFact) and fact.last is None


def _own_if_stopped(clearing: Clearing, now: Minute, zone: ZoneInfo) -> Minute:
    own = _own_of_stopped(clearing)
    return clears_if_stopped(clearing.washout, now, zone) if own is None else own


def _own_of_stopped(clearing: Clearing) -> Minute | None:
    """The bound of an exposure that does not go on; None where it does."""
    if clearing.own < NEVER:
        return clearing.own
    # Where its half-life is not known no date is certain; the earliest that may be.
    return None if _goes_on(clearing) else clearing.joint.possible_from
