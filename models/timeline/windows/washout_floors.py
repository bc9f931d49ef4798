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
        return _highest((each, each.own) for each in self.clearings)

    @cached_property
    def reached(self) -> Mapping[str, Floor]:
        """Those that are a minute on a calendar."""
        return {step: floor for step, floor in self.floors.items() if floor.minute < NEVER}

    def floors_if_stopped(self, now: Minute) -> Mapping[str, Floor]:
        """The same, if every ongoing exposure were stopped now: what can still be reached."""
        return self._with_those_that_go_on(self.floors_of_stopped, self.going_on, now)

    def floors_at_best(self, now: Minute, unclear: Collection[Clearing]) -> Mapping[str, Floor]:
        """The same, if what is not known of some exposures were the mildest that it could be."""
        mild = {id(each) for each in unclear}
        known = ((each, _own_of_stopped(each)) for each in self.clearings if id(each) not in mild)
        ended = [(each, minute) for each, minute in known if minute is not None]
        mildest = [(each, each.joint.possible_from) for each in unclear]
        bounds = ((each, minute) for each, minute in (*ended, *mildest) if minute > ALWAYS)
        still = [each for each in self.going_on if id(each) not in mild]
        return self._with_those_that_go_on(_highest(bounds), still, now)

    def _with_those_that_go_on(
        self, ended: Mapping[str, Floor], still: Iterable[Clearing], now: Minute
    ) -> Mapping[str, Floor]:
        """Each rule that an exposure still breaks is over at one minute, whatever its exposures."""
        by_rule: dict[int, list[Clearing]] = {}
        for each in still:
            by_rule.setdefault(id(each.washout), []).append(each)
        stopped = (
            (each, minute)
            for clearings in by_rule.values()
            if (minute := clears_if_stopped(clearings[0].washout, now, self.zone)) > ALWAYS
            for each in clearings
        )
        return _with_higher(ended, _highest(stopped)) if by_rule else ended

    @cached_property
    def unclear(self) -> tuple[Clearing, ...]:
        """Exposures that ended, and would let their step come earlier if more were known."""
        return tuple(each for each in self.clearings if each.joint.possible_from < each.own < NEVER)

    @cached_property
    def floors_of_stopped(self) -> Mapping[str, Floor]:
        """The part of those that does not depend on now: exposures that do not go on."""
        return _highest(
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


def _highest(bounds: Iterable[tuple[Clearing, Minute]]) -> Mapping[str, Floor]:
    """The highest of some bounds over each step, with all that bind there."""
    over: dict[str, tuple[Minute, list[Clearing]]] = {}
    for clearing, minute in bounds:
        found = over.get(clearing.washout.anchor)
        if found is None or minute > found[0]:
            over[clearing.washout.anchor] = (minute, [clearing])
        elif minute == found[0]:
            found[1].append(clearing)
    return {step: _floor(minute, binding) for step, (minute, binding) in over.items()}


def _floor(minute: Minute, binding: Iterable[Clearing]) -> Floor:
    causes = {Cause(each.washout.rule, each.exposure.fact.id) for each in binding}
    slides = any(minute != each.own and _goes_on(each) for each in binding)
    return Floor(minute, tuple(sorted(causes)), slides)


def _with_higher(floors: Mapping[str, Floor], others: Mapping[str, Floor]) -> Mapping[str, Floor]:
    """The higher of two floors over each step; of equal ones all that binds in either."""
    merged = dict(floors)
    for step, floor in others.items():
        merged[step] = _higher(merged[step], floor) if step in merged else floor
    return merged


def _higher(one: Floor, two: Floor) -> Floor:
    if one.minute != two.minute:
        return max(one, two, key=lambda each: each.minute)
    causes = tuple(sorted({*one.causes, *two.causes}))
    return Floor(one.minute, causes, one.slides or two.slides)


def _goes_on(clearing: Clearing) -> bool:
    fact = clearing.exposure.fact
    return not isinstance(fact, EventFact) and fact.last is None


def _own_of_stopped(clearing: Clearing) -> Minute | None:
    """The bound of an exposure that does not go on; None where it does."""
    if clearing.own < NEVER:
        return clearing.own
    # Where its half-life is not known no date is certain; the earliest that may be.
    return None if _goes_on(clearing) else clearing.joint.possible_from
