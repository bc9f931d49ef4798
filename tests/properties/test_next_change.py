"""`next_change_at`: until then nothing changes, and then something does."""

from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from models.moments import Minute
from models.plan import plan_of
from models.timeline.planning.looks import look_at
from tests.properties.budget import share
from tests.properties.engine import case_of, minute_of
from tests.properties.paths import Subject, subjects

FAR_AHEAD = timedelta(days=800) // timedelta(minutes=1)


@share(0.4)
@given(subjects(), st.lists(st.floats(0, 1, exclude_min=True, exclude_max=True), min_size=6))
def test_nothing_changes_before_the_next_change_and_something_changes_at_it(
    subject: Subject, between: list[float]
) -> None:
    now = minute_of(subject.now)
    case = case_of(subject.chart, now)
    seen = look_at(case, now).signature

    changes = plan_of(case, now).next_change_at

    event("never" if changes is None else "some day")
    for minute in _moments_within(now, changes, between):
        assert look_at(case, minute).signature == seen, minute - now
    if changes is not None:
        assert look_at(case, changes).signature != seen


def _moments_within(now: Minute, changes: Minute | None, between: list[float]) -> list[Minute]:
    """The last minute that is still as now, and some at random, early and late."""
    last = now + FAR_AHEAD if changes is None else changes - 1
    span = last - now
    early = [now + int(span * part**6) for part in between]
    return [minute for minute in (last, *early) if now <= minute <= last]
