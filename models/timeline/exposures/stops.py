"""When an exposure stopped, and from when its washout is over."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from zoneinfo import ZoneInfo

from models.moments import (
    ALWAYS,
    MICROSECONDS_PER_MINUTE,
    NEVER,
    Minute,
    Span,
    add_months,
    local_day,
    start_of,
)
from models.protocol.arithmetic.quantity import Quantity
from models.protocol.arithmetic.shifts import first_day_after
from models.protocol.criteria import Washout


@dataclass(frozen=True, slots=True)
class Stop:
    """The last exposure of a kind; `at` is None while it is ongoing.

    Attributes:
        half_life_hours: of the drug itself; None where it is not known.
    """

    at: Span | None
    half_life_hours: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Clearance:
    """From when a washout is over.

    Attributes:
        possible_from: first minute that may be compliant.
        clears_at: first minute that certainly is; NEVER while an exposure is ongoing.
        early: microseconds by which the bound itself comes before `clears_at`, where it lies
            between two minutes.
    """

    possible_from: Minute
    clears_at: Minute
    early: int = 0

    def margin(self, judged: Span) -> int:
        """Whole minutes from the bound to the first moment of a span; below 0 too early."""
        beyond = (judged.earliest - self.clears_at) * MICROSECONDS_PER_MINUTE
        return (beyond + judged.past + self.early) // MICROSECONDS_PER_MINUTE

    def met_by(self, judged: Span) -> bool:
        """True where every moment of a span certainly complies."""
        return self.margin(judged) >= 0

    def broken_by(self, judged: Span) -> bool:
        """True where no moment of a span can comply.

        Of a bound that is coarse only its minute is known: seconds after it may comply.
        """
        seconds_may_comply = judged.past > 0 and self.possible_from < self.clears_at
        return not self.met_by(judged) and judged.latest + seconds_may_comply < self.possible_from

    def shorter(self, other: "Clearance") -> "Clearance":
        """One of the two is enough."""
        if self.possible_from <= other.possible_from and self.clears_at <= other.clears_at:
            return self
        return Clearance(
            min(self.possible_from, other.possible_from), min(self.clears_at, other.clears_at)
        )

    def with_strictest(self, other: "Clearance") -> "Clearance":
        """Both must hold."""
        return Clearance(
            max(self.possible_from, other.possible_from), max(self.clears_at, other.clears_at)
        )


OPEN = Clearance(ALWAYS, ALWAYS)


def clearance(washout: Washout, stop: Stop, zone: ZoneInfo) -> Clearance:
    """From when a step may follow an exposure that stopped, under one rule."""
    if stop.at is None:
        return Clearance(NEVER, NEVER)
    first = _Term(washout.gap, washout.strict).clearance(stop, stop.at, zone)
    if washout.or_gap is None:
        return first
    other = _Term(washout.or_gap, washout.strict).clearance(stop, stop.at, zone)
    return first.shorter(other) if washout.whichever == "shorter" else first.with_strictest(other)


@dataclass(frozen=True, slots=True)
class _Term:
    """One limit of a rule; `strict` where exactly so much is still too little."""

    gap: Quantity
    strict: bool

    def clearance(self, stop: Stop, at: Span, zone: ZoneInfo) -> Clearance:
        """From when it is over, counted from where its exposure stopped."""
        if self.gap.half_lives:
            return _half_lives(self, stop, at)
        if self.gap.elapsed:
            return _elapsed(self, at)
        return Clearance(_first_day(self, at.earliest, zone), _first_day(self, at.latest, zone))


def _elapsed(term: _Term, at: Span) -> Clearance:
    """Hours are counted from the very moment.

    A day ends behind the last second of its last minute, so hours count from the next
    midnight: neither "more than" nor "at least" 72 hours is certain before day d+4 (K3).
    """
    minutes = term.gap.minutes
    if at.coarse:
        return Clearance(at.earliest + minutes + term.strict, at.latest + minutes + 1)
    return _after_the_moment(term, at, Fraction(minutes))


def _after_the_moment(term: _Term, at: Span, minutes: Fraction) -> Clearance:
    """From the first minute on that lies far enough behind an instant.

    A stop told to the second lies between two minutes: some time after it, so does the bound.
    """
    bound = minutes * MICROSECONDS_PER_MINUTE + at.past
    complies = floor(bound) + 1 if term.strict else ceil(bound)
    whole = -(-complies // MICROSECONDS_PER_MINUTE)
    first = at.earliest + whole
    return Clearance(first, first, early=whole * MICROSECONDS_PER_MINUTE - complies)


def clears_if_stopped(washout: Washout, now: Minute, zone: ZoneInfo) -> Minute:
    """From when a washout might be over, if its exposure went on until now and stopped."""
    return clearance(washout, Stop(Span(now, now)), zone).possible_from


def _first_day(term: _Term, stopped: Minute, zone: ZoneInfo) -> Minute:
    gap = term.gap
    stopped_day = local_day(stopped, zone)
    day = first_day_after(stopped_day, gap, both_ways=True)
    if term.strict:
        day = _first_strictly_after(stopped_day, day, gap)
    return start_of(day, zone)


def _first_strictly_after(stopped: date, day: date, gap: Quantity) -> date:
    """The first day that is more than `gap` away, forwards and backwards (K4)."""
    forwards = first_day_after(stopped, gap)
    while day <= forwards or add_months(day, -gap.months) - timedelta(days=gap.days) <= stopped:
        day += timedelta(days=1)
    return day


def _half_lives(term: _Term, stop: Stop, at: Span) -> Clearance:
    if stop.half_life_hours is None:
        return Clearance(at.earliest + 1, NEVER)
    wait = term.gap.half_lives * stop.half_life_hours * 60
    whole, beyond = -int(-wait // 1), int(wait) + 1  # first minute not before it, and after it
    if at.exact:
        return _after_the_moment(term, at, Fraction(wait))
    possible = beyond if term.strict else whole
    return Clearance(at.earliest + possible, at.latest + 1 + whole)


World = frozenset[tuple[str, Stop]]
"""The rules that apply if one completion of a fact is true, each with its stop."""
