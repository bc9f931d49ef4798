"""A second opinion on alerts: what is broken, late or missing in a chart at a moment.

Written from the protocol's rules alone, rule by rule, over the chart's JSON, with plain dates;
it knows nothing of the engine. Of a pair of dates that cannot both be right it does not say
which is to blame: such a breach names both.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.properties.naive_days import ONE_DAY, ONE_MINUTE, day_at, midnight
from tests.simulation.criteria_told import (
    ages,
    cd19,
    has_good_test,
    pregnancy,
    washout_opinions,
    washouts,
)
from tests.simulation.dates_told import PATH, ahead, overdue, pairs, too_early
from tests.simulation.seen import CLOSED, Breach, Json, Seen
from tests.simulation.story import ZONE

ANNOUNCED = timedelta(days=3)
"""How long before its step the gate is told of; the protocol's `due_soon_days`."""

LONGEST_HOLIDAY = timedelta(days=9)


def breaches(chart: Json, now: datetime) -> set[Breach]:
    """All that must be told of one chart at one moment."""
    seen = Seen(chart, now)
    return {
        *washouts(seen),
        *pairs(seen),
        *too_early(seen),
        *overdue(seen),
        *pregnancy(seen),
        *cd19(seen),
        *ages(seen),
        *gate(seen, ANNOUNCED),
    }


def may_be_told(chart: Json, now: datetime) -> set[Breach]:
    """What need not be told, but may be, because of a holiday: it knows none.

    One between makes the gate be told earlier; a window that lies in one keeps it shut; and a
    booking may be for one.
    """
    seen = Seen(chart, now)
    return {
        *gate(seen, ANNOUNCED + LONGEST_HOLIDAY),
        *gate(seen, ANNOUNCED, shut=True),
        *(Breach("window_violated", (step,), CLOSED) for step in PATH if ahead(seen, step)),
        *_still_given(seen),
        *_not_begun(seen),
    }


def _still_given(seen: Seen) -> Iterator[Breach]:
    """While an exposure goes on the infusion has no date, and that may be said."""
    if seen.at("infusion") is None and not seen.ended:
        for fact in seen.facts:
            if fact.get("ongoing"):
                yield Breach("washout_violated", ("infusion",), fact=fact["id"])


def _not_begun(seen: Seen) -> Iterator[Breach]:
    """The day of lymphodepletion is over and nobody recorded it: its infusion cannot hold."""
    at = seen.at("conditioning_start")
    if at is not None and seen.booked("conditioning_start") and at.last < seen.now:
        yield Breach("window_violated", ("infusion",))


def gate(seen: Seen, within: timedelta, *, shut: bool = False) -> Iterator[Breach]:
    """Lymphodepletion is near, and something recorded or not recorded would stop the infusion."""
    started = seen.claims.get("conditioning_start", {}).get("state")
    over = started in {"done", "missed", "cancelled"} or seen.done("infusion") or seen.ended
    near = gate_closes(seen)
    if not over and near is not None and near - seen.now <= within and (shut or _would_stop(seen)):
        yield Breach("gate", ("conditioning_start",))


def gate_closes(seen: Seen) -> datetime | None:
    """When lymphodepletion is booked, or must have started."""
    at, infusion = seen.at("conditioning_start"), seen.at("infusion")
    if at is not None:
        return at.first
    if infusion is None:
        return None
    last = day_at(infusion.last, ZONE) - timedelta(days=5)
    return midnight(last + ONE_DAY, ZONE) - ONE_MINUTE


def _would_stop(seen: Seen) -> bool:
    before = ("consent", "screening", "apheresis", "product_release")
    unsafe = {"violation", "indeterminate"}
    return (
        not all(seen.done(step) for step in before)
        or seen.at("infusion") is None
        or any(v in unsafe for step, _, _, v in washout_opinions(seen) if step == "infusion")
        or (seen.woman and not has_good_test(seen, "infusion"))
        or any(
            ahead(seen, step)
            for breach in (*pairs(seen), *too_early(seen))
            for step in breach.about
        )
    )
