"""The same story some days later has the same answers those days later."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.moments import Minute
from models.timeline.results import DayWindow
from tests.properties.budget import share
from tests.properties.charts import (
    a_chart,
    anchor_times,
    day_of,
    drugs_whose_dose_decides,
    lymphodepletion,
    numbered,
    ordinary_drugs,
    radiotherapy,
    steroids,
    times,
    unknown_drugs,
)
from tests.properties.engine import Json, picture_of

SHANGHAI = ZoneInfo("Asia/Shanghai")  # its clocks never change
HOURS_AND_DAYS = {
    "EX-03", "EX-03.2", "EX-03.3", "EX-03.4", "EX-03.5", "EX-04a", "EX-04b", "EX-05",
    "EX-08a", "EX-08b", "EX-17", "IN-10a", "IN-10b",
}  # fmt: skip

Story = tuple[Json, str, dict[str, str]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A woman's chart without rules in months, a moment, and when her steps are."""
    facts = draw(st.lists(exposures_without_months(), min_size=1, max_size=4))
    steps = {
        step: draw(anchor_times(facts, SHANGHAI)) for step in ("screening", "apheresis", "infusion")
    }
    near = day_of(draw(st.sampled_from([steps["apheresis"], steps["infusion"]])), SHANGHAI)
    days = st.integers(-5, 1).map(lambda number: near + timedelta(days=number))
    tests = draw(st.lists(times(SHANGHAI, days), max_size=2))
    results = st.sampled_from(["negative", "negative", "positive", "pending"])
    pregnancy = [
        {"kind": "test", "test": "pregnancy", "at": at, "result": draw(results)} for at in tests
    ]
    chart = a_chart([*facts, *pregnancy], SHANGHAI, sex="female", childbearing_potential=True)
    latest = max([near, *(day_of(at, SHANGHAI) for at in tests)], default=near)
    now = max(latest, day_of("2026-07-01", SHANGHAI)) + timedelta(days=draw(st.integers(1, 20)))
    return chart, f"{now.isoformat()}T09:00+08:00", steps


def exposures_without_months() -> st.SearchStrategy[Json]:
    return st.one_of(
        ordinary_drugs(SHANGHAI),
        lymphodepletion(SHANGHAI),
        drugs_whose_dose_decides(SHANGHAI),
        steroids(SHANGHAI),
        unknown_drugs(SHANGHAI),
        radiotherapy(SHANGHAI),
        st.sampled_from(["live_vaccine", "acute_gvhd"]).flatmap(
            lambda name: times(SHANGHAI).map(lambda at: {"kind": "event", "event": name, "at": at})
        ),
    )


@share(2)
@given(stories(), st.integers(1, 800))
def test_days_added_to_all_dates_move_every_answer_by_as_much(story: Story, days: int) -> None:
    chart, now, steps = story
    moved = {**chart, "facts": numbered(_moved(fact, days) for fact in chart["facts"])}
    steps_later = {step: _later(at, days) for step, at in steps.items()}

    answers = _answers(chart, now, steps)

    later = _answers(moved, _later(now, days), steps_later)
    assert later == {key: _answer_later(answer, days) for key, answer in answers.items()}


Answer = tuple[str, Minute | None, Minute | None, DayWindow | None]


def _answers(chart: Json, now: str, steps: dict[str, str]) -> dict[tuple[str, str | None], Answer]:
    return {
        (v.rule, v.fact): (v.value.value, v.possible_from, v.clears_at, v.window)
        for v in picture_of(chart, now, steps).verdicts
        if v.rule in HOURS_AND_DAYS
    }


def _answer_later(answer: Answer, days: int) -> Answer:
    value, possible_from, clears_at, window = answer
    whole = timedelta(days=days)
    return (
        value,
        None if possible_from is None else possible_from + days * 1440,
        None if clears_at is None else clears_at + days * 1440,
        None if window is None else DayWindow(window.opens + whole, window.closes + whole),
    )


def _moved(fact: Json, days: int) -> Json:
    dated = {"first", "last", "at"} & fact.keys()
    return {key: _later(fact[key], days) if key in dated else fact[key] for key in fact}


def _later(text: str, days: int) -> str:
    if "T" not in text:
        return (datetime.fromisoformat(text) + timedelta(days=days)).date().isoformat()
    moment = datetime.fromisoformat(text).astimezone(UTC) + timedelta(days=days)
    return moment.isoformat(timespec="minutes")
