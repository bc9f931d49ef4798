"""Dates that contradict each other, and dates that have passed: what must be told of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.properties.naive_days import day_at, plus_months
from tests.simulation.seen import Breach, Seen
from tests.simulation.story import ZONE

PATH = (
    "consent",
    "screening",
    "study_entry",
    "pregnancy_test_apheresis",
    "apheresis",
    "product_release",
    "conditioning_start",
    "conditioning_end",
    "pregnancy_test_infusion",
    "infusion",
    "day_28",
    *(f"month_{number}" for number in range(3, 25, 3)),
)

# ------------------------------------------------------------------ windows


@dataclass(frozen=True)
class Between:
    """The first and last day of a step, counted from another; None where there is no end."""

    rule: str
    step: str
    anchor: str
    first: timedelta | int | None
    last: timedelta | int | None
    slack: int = 0
    expected: bool = False  # nobody is told of what was done sooner than expected


def _visit(number: int, slack: int) -> Between:
    return Between(f"PATH-month-{number}", f"month_{number}", "infusion", number, number, slack)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


PLANNED = (
    # until lymphodepletion has begun it is planned to the day; then the infusion may slip
    Between("PATH-conditioning-start", "conditioning_start", "infusion", _days(-5), _days(-5)),
    Between("PATH-conditioning-end", "conditioning_end", "infusion", _days(-3), _days(-3)),
)
BETWEEN = (
    Between("PATH-manufacturing", "product_release", "apheresis", _days(14), None, expected=True),
    Between("PATH-conditioning-start", "conditioning_start", "infusion", None, _days(-5)),
    Between("PATH-conditioning-course", "conditioning_end", "conditioning_start", _days(2), None),
    Between("PATH-conditioning-end", "conditioning_end", "infusion", None, _days(-3)),
    Between("PATH-day-28", "day_28", "infusion", _days(25), _days(31)),
    _visit(3, 7),
    _visit(6, 7),
    *(_visit(number, 14) for number in range(9, 25, 3)),
)
IN_ORDER = (
    ("screening", "consent", "PATH-screening-after-consent"),
    ("apheresis", "screening", "PATH-apheresis-after-screening"),
    ("conditioning_start", "product_release", "PATH-conditioning-after-release"),
)


def pairs(seen: Seen) -> Iterator[Breach]:
    """Two recorded dates that certainly contradict each other.

    What was done stands, and a booking that has passed is late; so the other is told.
    """
    for step, anchor, rule in broken_pairs(seen):
        if seen.done(step) and seen.done(anchor):
            yield Breach("window_violated", (step,), rule)
        elif movable := tuple(one for one in (step, anchor) if ahead(seen, one)):
            yield Breach("window_violated", movable, rule)


def ahead(seen: Seen, step: str) -> bool:
    at = seen.at(step)
    return seen.booked(step) and at is not None and seen.now <= at.last


def broken_pairs(seen: Seen) -> Iterator[tuple[str, str, str]]:
    for between in BETWEEN:
        if _both(seen, between.step, between.anchor) and _outside(seen, _as_done(between, seen)):
            yield between.step, between.anchor, between.rule
    for between in PLANNED:
        both = ahead(seen, between.step) and ahead(seen, between.anchor)
        if both and _outside(seen, between):
            yield between.step, between.anchor, between.rule
    for step, anchor, rule in IN_ORDER:
        if _both(seen, step, anchor):
            at, since = seen.at(step), seen.at(anchor)
            assert at
            assert since
            if at.last < since.first:
                yield step, anchor, rule


def _as_done(between: Between, seen: Seen) -> Between:
    """What was expected to take longer is only asked to come after what it follows."""
    sooner = between.expected and seen.done(between.step)
    return replace(between, first=_days(0)) if sooner else between


def _both(seen: Seen, step: str, anchor: str) -> bool:
    return seen.live(step) and seen.live(anchor)


def _outside(seen: Seen, between: Between) -> bool:
    at, since = seen.at(between.step), seen.at(between.anchor)
    assert at
    assert since
    first, last = window(between, day_at(since.first, ZONE), day_at(since.last, ZONE))
    early = first is not None and day_at(at.last, ZONE) < first
    return early or (last is not None and day_at(at.first, ZONE) > last)


def window(between: Between, since: date, until: date) -> tuple[date | None, date | None]:
    """The first and last day, whenever the anchor was between two days."""
    slack = _days(between.slack)
    first = None if between.first is None else _shift(since, between.first) - slack
    last = None if between.last is None else _shift(until, between.last) + slack
    return first, last


def _shift(day: date, by: timedelta | int) -> date:
    return plus_months(day, by) if isinstance(by, int) else day + by


GAPS = {
    "screening": (("consent", 0),),
    "apheresis": (("screening", 0),),
    "product_release": (("apheresis", 14),),
    "conditioning_start": (("product_release", 0),),
    "conditioning_end": (("conditioning_start", 2),),
    "infusion": (("conditioning_end", 3), ("conditioning_start", 5)),
}
"""How many days a step needs, at least, from each step before it."""


def too_early(seen: Seen) -> Iterator[Breach]:
    """A booking that leaves too few days for a step before it which has no date."""
    for step, before in GAPS.items():
        at = seen.at(step)
        if not ahead(seen, step) or at is None:
            continue
        possible = max(_first_day(seen, earlier) + _days(gap) for earlier, gap in before)
        if day_at(at.last, ZONE) < possible:
            booked = tuple(one for one in GAPS if one == step or ahead(seen, one))
            yield Breach("window_violated", booked)


def _first_day(seen: Seen, step: str) -> date:
    """The day a step is recorded for, else the first on which it could still be."""
    at = seen.at(step)
    if at is not None:
        return day_at(at.first, ZONE)
    needed = [_first_day(seen, earlier) + _days(gap) for earlier, gap in GAPS.get(step, ())]
    if step == "conditioning_end" and seen.done("conditioning_start"):
        return max(needed)  # only its record can be missing: it is taken as planned
    return max([day_at(seen.now, ZONE), *needed])


# ------------------------------------------------------------------ late


BEFORE = {
    "consent": (),
    "screening": ("consent",),
    "apheresis": ("consent", "screening"),
    "product_release": ("apheresis",),
    "conditioning_start": ("product_release",),
    "conditioning_end": ("conditioning_start",),
    "infusion": ("conditioning_end",),
    **dict.fromkeys(PATH[10:], ("infusion",)),
}


def _earlier(step: str) -> set[str]:
    found = set(BEFORE[step])
    for before in BEFORE[step]:
        found |= _earlier(before)
    return found


def overdue(seen: Seen) -> Iterator[Breach]:
    if seen.ended:
        return
    for step in BEFORE:
        if seen.claims.get(step, {}).get("state") in {"done", "missed", "cancelled"}:
            continue
        if _late(seen, step):
            yield Breach("overdue", (step,))


def _late(seen: Seen, step: str) -> bool:
    at = seen.at(step)
    if at is not None:
        return seen.now > at.last
    if any(seen.done(later) and step in _earlier(later) for later in BEFORE):
        return True
    return _window_closed(seen, step)


def _window_closed(seen: Seen, step: str) -> bool:
    """Nothing has a date for it, all before it is done, and its window has closed."""
    for between in BETWEEN:
        since = seen.at(between.anchor)
        if between.step != step or not between.last or since is None:
            continue
        ready = all(seen.done(before) for before in BEFORE[step])
        begun = step == "conditioning_end"  # of what goes on only the record can be missing
        late_itself = not begun and not seen.done(between.anchor) and seen.now > since.last
        _, last = window(between, day_at(since.first, ZONE), day_at(since.last, ZONE))
        assert last
        if ready and not late_itself and day_at(seen.now, ZONE) > last:
            return True
    return False
