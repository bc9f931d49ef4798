"""Stretches of minutes against plain sets of minutes."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from models.moments import Span
from models.stretches import Stretches

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=8,
)
minutes = st.integers(-2, 50)


def as_set(stretches: Iterable[Span]) -> set[int]:
    return {m for span in stretches for m in range(span.earliest, span.latest + 1)}


@given(spans)
def test_stretches_hold_the_minutes_of_their_spans_and_neither_overlap_nor_touch(
    given_spans: list[Span],
) -> None:
    stretches = Stretches.of(given_spans)

    assert as_set(stretches) == as_set(given_spans)
    pairs = zip(stretches.lasts, stretches.firsts[1:], strict=False)
    assert all(last + 1 < first for last, first in pairs)


@given(spans, minutes)
def test_the_nearest_minute_inside_and_outside_is_that_of_a_search(
    given_spans: list[Span], minute: int
) -> None:
    stretches, inside = Stretches.of(given_spans), as_set(given_spans)

    assert (minute in stretches) == (minute in inside)
    assert stretches.at_or_after(minute) == min((m for m in inside if m >= minute), default=None)
    assert stretches.at_or_before(minute) == max((m for m in inside if m <= minute), default=None)
    assert stretches.after(minute) == min(set(range(minute, 60)) - inside)
    assert stretches.before(minute) == max(set(range(-10, minute + 1)) - inside)


@given(spans, spans)
def test_minutes_without_others_are_those_of_the_sets(one: list[Span], other: list[Span]) -> None:
    left = Stretches.of(one).minus(Stretches.of(other))

    assert as_set(left) == as_set(one) - as_set(other)
