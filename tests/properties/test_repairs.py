"""Each repair that is offered holds: booked as it says, its conflict is gone and none is new."""

from datetime import date, timedelta
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from models.errors import InputRefused
from models.moments import Minute, read_span
from models.plan import assess
from models.timeline.planning.judging import judge
from models.timeline.planning.looks import look_at, looked_at
from models.timeline.planning.watched_now import WatchedNow
from models.timeline.windows.case import Case
from tests.properties.budget import share
from tests.properties.charts import a_chart, exposures, times
from tests.properties.engine import PROTOCOL, case_of, minute_of
from tests.properties.paths import SHANGHAI, USUAL_DAYS, Subject, subjects
from wording.plan_document import plan_document

Json = dict[str, Any]

BOOKED_AROUND = {**USUAL_DAYS, "pregnancy_test_apheresis": -33, "pregnancy_test_infusion": -1}
SLIPS = [0, 0, 0, 1, -1, 2, -2, 5, -4, 9]


@st.composite
def booked_ahead(draw: st.DrawFn) -> Subject:
    """A subject of whom much is booked, with slips against the path and late exposures."""
    infused = draw(st.dates(date(2026, 1, 20), date(2026, 10, 20)))
    today = infused + timedelta(days=draw(st.integers(-40, 3)))
    facts: list[Json] = []
    for step, days in BOOKED_AROUND.items():
        day = infused + timedelta(days=days + draw(st.sampled_from(SLIPS)))
        states = ["done"] * 9 + ["booked"] if day < today else ["booked"] * 4 + ["nothing"]
        state = draw(st.sampled_from(states))
        is_test = step.startswith("pregnancy_test")
        if state != "nothing" and not (is_test and state == "done"):
            at = draw(st.one_of(times(SHANGHAI, st.just(day)), st.just(f"{day}T10:00+08:00")))
            facts.append({"kind": "step", "step": step, "state": state, "at": at})
    for fact in draw(st.lists(exposures(SHANGHAI), max_size=2)):
        last = today - timedelta(days=draw(st.integers(0, 30)))
        kept = {key: fact[key] for key in fact if key not in {"first", "ongoing"}}
        facts.append({**kept, "last": last.isoformat()})
    header: Json = {"sex": draw(st.sampled_from(["male", "female"]))}
    if header["sex"] == "female":
        header["childbearing_potential"] = True
    chart = a_chart(facts, SHANGHAI, site=draw(st.sampled_from(["CN01", "CN05"])), **header)
    return Subject(chart, f"{today.isoformat()}T{draw(st.integers(0, 23)):02}:30+08:00")


def opened(subject: Subject) -> tuple[Case, Minute] | None:
    """None where the chart is refused."""
    try:
        return case_of(subject.chart, minute_of(subject.now)), minute_of(subject.now)
    except InputRefused:
        return None


def planned(chart: Json, now: str) -> Json:
    plan = assess(case_of(chart, minute_of(now)), minute_of(now))
    return dict(plan_document(plan, PROTOCOL))


def conflicts_of(plan: Json) -> set[tuple[str, tuple[str, ...]]]:
    return {(one["step"], tuple(sorted(one["rules"]))) for one in plan["conflicts"]}


def booked_as_offered(chart: Json, moves: list[Json]) -> Json:
    facts = [
        {"id": f"repair{place}", "kind": "step", "state": "booked", "step": move["step"]}
        | {"at": move["to"]}
        for place, move in enumerate(moves)
    ]
    return {**chart, "facts": [*chart["facts"], *facts]}


@share(1)
@given(st.one_of(subjects(), booked_ahead()))
def test_booked_as_it_says_a_repair_ends_its_conflict_and_makes_no_other(subject: Subject) -> None:
    if opened(subject) is None:
        return
    plan = planned(subject.chart, subject.now)
    before = conflicts_of(plan)
    for conflict in plan["conflicts"]:
        for repair in filter(lambda one: one["moves"], conflict["repairs"]):
            event(f"{len(repair['moves'])} steps move")
            chart = booked_as_offered(subject.chart, repair["moves"])
            after = conflicts_of(planned(chart, subject.now))

            assert (conflict["step"], tuple(sorted(conflict["rules"]))) not in after, repair
            assert after <= before, repair


@share(1)
@given(st.one_of(subjects(), booked_ahead()))
def test_a_repair_moves_what_is_booked_to_another_time_after_now(subject: Subject) -> None:
    if opened(subject) is None:
        return
    plan = planned(subject.chart, subject.now)
    at = {step["step"]: step["at"] for step in plan["steps"]}
    done = {s["step"] for s in plan["steps"] if s["state"] in {"done", "done_out_of_window"}}
    repairs = [repair for one in plan["conflicts"] for repair in one["repairs"]]

    for repair in repairs:
        moves = {move["step"]: move["to"] for move in repair["moves"]}
        assert (repair["step"], repair["to"]) == next(iter(moves.items()), (repair["step"], None))
        assert not moves.keys() & (done | {"product_release"})
        for step, to in moves.items():
            assert read_span(to, subject.zone).earliest > minute_of(subject.now), repair
            assert at[step] not in {None, to}, repair
        if "conditioning_start" in done:
            assert "conditioning_end" not in moves


@share(1)
@given(st.one_of(subjects(), booked_ahead()))
def test_nothing_that_changes_by_itself_hangs_on_repairs(subject: Subject) -> None:
    """When a plan next changes is looked for without them, many times over."""
    case = opened(subject)
    if case is not None:
        watched = WatchedNow(case[1])
        with_moves = looked_at(judge(case[0], watched), watched)
        assert look_at(*case).signature == with_moves.signature
