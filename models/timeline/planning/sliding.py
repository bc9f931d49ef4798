"""What of a picture slides with now: the windows of what is to come, and what is said of them.

A date that hangs on now moves with every minute. Nobody sees that change; what they see is a
window that closes over a step, a booking that falls out of its path, a rule that is judged
otherwise on the date that is suggested by then. Those are looked at here, without the alerts.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.moments import Minute
from models.timeline.alerts.questions.held_dates import holding_back
from models.timeline.alerts.situation import Situation, is_of_path_or_site
from models.timeline.network.bounds import Bounds, Trail
from models.timeline.network.network import NOW
from models.timeline.planning.judging import provisional_years, values_in, windows_of
from models.timeline.states.states import outside_path
from models.timeline.values import StepState
from models.timeline.verdicts.washout_verdicts import Valued, valued
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain
from models.timeline.windows.windows import Windows


@dataclass(frozen=True)
class Slid:
    """What a person could see change of what slides, at one moment.

    Attributes:
        judged: every verdict.
        standing: steps without a time, bookings outside their path, and what binds them;
            bookings that lapsed; years without a calendar; what holds a date back.
        proposed: the dates that are suggested; nobody sees them change.
    """

    judged: tuple[Valued, ...]
    standing: tuple[object, ...]
    proposed: Mapping[str, Minute]

    def differs(self, other: "Slid") -> bool:
        """Whether a person could see a difference."""
        return self.judged != other.judged or self.standing != other.standing


def slid_in(seen: Situation) -> Slid:
    """What slides, as it was judged."""
    scene = seen.scene
    said = tuple(map(valued, seen.verdicts))
    return _slid(scene.case, int(scene.now), scene.windows, said, seen.states)


def slid_to(minute: Minute, seen: Situation) -> Slid:
    """The same at another minute, where nothing else has changed since."""
    case = seen.scene.case
    windows = windows_of(case, minute)
    return _slid(case, minute, windows, values_in(windows, case, minute), seen.states)


def _slid(
    case: Case,
    now: Minute,
    windows: Windows,
    judged: tuple[Valued, ...],
    states: Mapping[str, StepState],
) -> Slid:
    standing = (
        windows.lapsed,
        tuple(_without_a_time(windows.now_bounds, case)),
        tuple(_outside(windows, case)),
        provisional_years(case, windows, states),
        _held_back(case, now),
    )
    return Slid(judged, standing, windows.proposed)


def _without_a_time(bounds: Bounds, case: Case) -> Iterator[tuple[object, ...]]:
    for step in bounds.first:
        if bounds.empty(step):
            for_the_site = bounds.lower[step] <= bounds.upper[step]
            yield step, for_the_site, _rules(step, bounds, case.network.booked)


def _outside(windows: Windows, case: Case) -> Iterator[tuple[object, ...]]:
    for step, bounds in windows.path.items():
        at = case.recorded[step].at
        if at is not None and outside_path(step, at, windows):
            yield step, _rules(step, bounds, case.network.booked)


def _held_back(case: Case, now: Minute) -> Counter[str]:
    """At each step, how many exposures hold its date back of which not all is known."""
    unclear = () if case.closing else case.binding.unclear
    return Counter(one.washout.anchor for one in holding_back(case, now, unclear))


def _rules(step: str, bounds: Bounds, booked: Container[str | None]) -> tuple[object, ...]:
    """What binds both ends, as far as an alert hangs on it.

    Which orders of the path bind changes from day to day while a step waits, and no alert is
    another for it (`conflict_key`); beside a criterion it counts that any does. Of several
    windows that close by one booking one is told.
    """
    opening, closing = (list(chain(step, bounds, lower=lower)) for lower in (True, False))
    criteria = _criteria(opening), _criteria(closing)
    orders = any(criteria) and any(_is_order(end) for end in (*opening, *closing))
    vias = (end.reason.via for end in (*opening[-1:], *closing[-1:]))
    return *criteria, orders, *(via for via in vias if via in booked)


def _criteria(chained: Iterable[Trail]) -> frozenset[tuple[str, str | None]]:
    binding = (end.reason for end in chained if end.reason.rule != NOW and not _is_order(end))
    return frozenset((why.rule, why.fact) for why in binding)


def _is_order(end: Trail) -> bool:
    return is_of_path_or_site(end.reason.rule)
