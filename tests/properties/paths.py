"""Random subjects on their way: steps done and booked, tests, exposures, at some moment."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.properties.charts import a_chart, events, exposures, times

Json = dict[str, Any]

SHANGHAI = ZoneInfo("Asia/Shanghai")
USUAL_DAYS = {
    "consent": -45,
    "screening": -43,
    "apheresis": -32,
    "product_release": -12,
    "conditioning_start": -5,
    "conditioning_end": -3,
    "infusion": 0,
    "day_28": 28,
    "month_3": 91,
    "month_6": 183,
    "month_12": 365,
}
"""Roughly when each step is, counted from infusion; the drawn dates lie around it."""


@dataclass(frozen=True)
class Subject:
    """A chart and the moment at which it is looked at."""

    chart: Json
    now: str
    zone: ZoneInfo = field(default=SHANGHAI)


@st.composite
def subjects(draw: st.DrawFn, *, undated: str = "") -> Subject:
    """A subject whose past is done, whose future is booked or open, with gaps and slips.

    Args:
        undated: a step still to come, of which nothing is recorded.
    """
    infused = draw(st.dates(date(2026, 2, 1), date(2026, 6, 30)))
    days = draw(st.one_of(st.integers(-50, 0), st.integers(-50, 0 if undated else 200)))
    today = infused + timedelta(days=days)
    facts = [
        *(step for step in draw(steps(infused, today)) if step["step"] != undated),
        *(step for step in draw(held_again(infused, today)) if step["step"] != undated),
        *draw(st.lists(past_exposures(today), max_size=2)),
        *draw(st.lists(pregnancy_tests(infused, today), max_size=2)),
        *draw(st.lists(cd19_tests(today), max_size=1)),
        *draw(endings(today)),
    ]
    sex = draw(st.sampled_from(["male", "female"]))
    header: Json = {"sex": sex, "site": draw(st.sampled_from(["CN01", "CN05"]))}
    if sex == "female":
        header["childbearing_potential"] = draw(st.sampled_from([True, True, False, None]))
    if draw(st.booleans()):
        header["born"] = draw(st.sampled_from(["1988-04-02", "1960-05-20", "2008-03-01"]))
    hour = draw(st.integers(0, 23))
    now = f"{today.isoformat()}T{hour:02}:{draw(st.sampled_from([0, 1, 30, 59])):02}+08:00"
    return Subject(a_chart(draw(st.permutations(facts)), SHANGHAI, **header), now)


@st.composite
def steps(draw: st.DrawFn, infused: date, today: date) -> list[Json]:
    """What is recorded of the steps: done before today, booked or nothing after."""
    recorded = []
    for step, days in USUAL_DAYS.items():
        day = infused + timedelta(days=days + draw(st.sampled_from([0, 0, 0, 0, 1, -1, 3, 8])))
        states = ["done"] * 8 + ["missed"] if day < today else ["booked", "booked", "cancelled"]
        state = draw(st.sampled_from([*states, "nothing", "nothing"]))
        if day < today and draw(st.sampled_from([False] * 9 + [True])):
            state = "booked"  # its booking has passed
        if state != "nothing":
            at = draw(times(SHANGHAI, st.just(day)))
            recorded.append({"kind": "step", "step": step, "state": state, "at": at})
    return recorded


@st.composite
def held_again(draw: st.DrawFn, infused: date, today: date) -> list[Json]:
    """Now and then a product failed, or a screening is repeated: more claims of one step."""
    recorded = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2, 4]))):
        step = draw(st.sampled_from(["apheresis", "product_release", "screening"]))
        day = infused + timedelta(days=draw(st.integers(-80, 30)))
        lost = ["missed", "missed", "cancelled"] if step == "product_release" else []
        states = ["done", *lost] if day < today else ["booked", "cancelled"]
        at = draw(times(SHANGHAI, st.just(day)))
        recorded.append(
            {"kind": "step", "step": step, "state": draw(st.sampled_from(states)), "at": at}
        )
    return recorded


@st.composite
def past_exposures(draw: st.DrawFn, today: date) -> Json:
    """An exposure moved so that it began before today; a drug's stop may still be planned."""
    fact = draw(st.one_of(exposures(SHANGHAI), events(SHANGHAI)))
    ends = today + timedelta(days=draw(st.integers(-60, -1)))
    if fact["kind"] == "event":
        return {**fact, "at": draw(times(SHANGHAI, st.just(ends)))}
    course: Json = {"first": (ends - timedelta(days=5)).isoformat()}
    if "ongoing" in fact:
        course["ongoing"] = True
    else:
        planned = ends + timedelta(days=draw(st.sampled_from([0, 0, 0, 12, 60])))
        course["last"] = draw(times(SHANGHAI, st.just(planned)))
    kept = {key: fact[key] for key in fact if key not in {"first", "last", "ongoing"}}
    return {**kept, **course}


@st.composite
def pregnancy_tests(draw: st.DrawFn, infused: date, today: date) -> Json:
    near = infused + timedelta(days=draw(st.sampled_from([0, 0, USUAL_DAYS["apheresis"]])))
    day = min(near + timedelta(days=draw(st.integers(-5, 1))), today - timedelta(days=1))
    result = draw(st.sampled_from(["negative", "negative", "negative", "positive", "pending"]))
    at = draw(times(SHANGHAI, st.just(day)))
    return {"kind": "test", "test": "pregnancy", "at": at, "result": result}


@st.composite
def cd19_tests(draw: st.DrawFn, today: date) -> Json:
    at = draw(times(SHANGHAI, st.just(today - timedelta(days=draw(st.integers(1, 150))))))
    return {"kind": "test", "test": "cd19", "at": at, "result": "positive"}


@st.composite
def endings(draw: st.DrawFn, today: date) -> list[Json]:
    """Now and then a path has ended."""
    name = draw(st.sampled_from([None] * 11 + ["withdrawn", "death"]))
    if name is None:
        return []
    at = draw(times(SHANGHAI, st.just(today - timedelta(days=3))))
    return [{"kind": "event", "event": name, "at": at}]
