"""A calendar is quiet: weeks without a new fact, a pass on every day, on the real protocol.

A line may change when its step's state does, and once more when its date has gone by. A
line that changes more often slides with "now", and would ring at every subscriber daily.
"""

from collections import Counter

import pytest

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from models.schedule import PublishedEntry
from models.timeline.results import Plan
from tests.unit.calendars.feed_charts import CHARTS, plan_at
from tests.unit.timeline.plan_builder import first

START = first("2026-03-10T08:00+08:00")
DAY = 24 * 60 + 17  # a pass comes a little later every day
PASSES = 25
WHEN_ITS_DATE_HAS_GONE_BY = 1


def states_of(plan: Plan) -> dict[str, str]:
    return {step.step: step.state.value for step in plan.steps}


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_line_changes_more_often_than_its_step(name: str) -> None:
    lines: dict[str, PublishedEntry] = {}
    revised: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    states: dict[str, str] = {}
    for number in range(PASSES):
        now = START + number * DAY
        picture = plan_at(CHARTS[name], now)
        new = {line.entry.key: line for line in revise(lines, entries_of(picture), now)}
        revised.update(key for key, line in new.items() if key in lines and line != lines[key])
        moved.update(
            step for step, state in states_of(picture).items() if states.get(step) != state
        )
        lines, states = new, states_of(picture)

    sliding = {
        key: count
        for key, count in revised.items()
        if count > moved[key.removesuffix(".window")] + WHEN_ITS_DATE_HAS_GONE_BY
    }
    assert sliding == {}
