"""What one fact, or several together, cannot say: plans, pasts, courses and corrections."""

import json

import pytest

from tests.unit.timeline.plan_runs import CHART, DRUG, STEP, Json, Run, a_chart, refused_for, run

__all__ = ["run"]  # a fixture

RADIOTHERAPY: Json = {"kind": "radiotherapy", "field": "non_cns"}
FUTURE = "lies after 2026-03-10T08:00+08:00 (now), so it cannot have happened; correct it"


@pytest.mark.parametrize("at", ["2026-03-11", "2026-03-10T08:01+08:00", "2026-03-10T00:01Z"])
@pytest.mark.parametrize(
    ("fact", "more"),
    [
        (STEP, " or record the step as “booked”"),
        ({**STEP, "state": "missed"}, " or record the step as “booked”"),
        ({"kind": "test", "test": "cd19", "result": "positive"}, ""),
        ({"kind": "event", "event": "relapse"}, ""),
        ({"kind": "measurement", "measure": "lvef", "value": "58", "unit": "%"}, ""),
        ({"kind": "finding", "finding": "cns_active", "present": True}, ""),
    ],
)
def test_what_claims_to_have_happened_lies_not_after_now(
    run: Run, fact: Json, more: str, at: str
) -> None:
    assert refused_for(run(a_chart({**fact, "at": at})), "facts[0].at") == FUTURE + more


def test_an_ongoing_course_has_begun(run: Run) -> None:
    fact = {**DRUG, "first": "2026-03-11", "ongoing": True}

    assert refused_for(run(a_chart(fact)), "facts[0].first") == FUTURE


@pytest.mark.parametrize(
    "fact",
    [
        {**STEP, "at": "2026-03-10"},  # today: some minute of it may be past
        {**STEP, "at": "2026-03-10T08:00+08:00"},  # this very minute
        {**STEP, "at": "2026-03-10T01:00+01:00"},  # the same minute, by another clock
        {**STEP, "state": "booked", "at": "2027-01-01"},
        {**STEP, "state": "booked", "at": "2020-01-01"},  # long overdue
        {**STEP, "state": "cancelled", "at": "2027-01-01"},  # the booking that was cancelled
        {**DRUG, "last": "2027-01-01"},  # a planned stop
        {**DRUG, "first": "2026-12-28", "last": "2027-01-01"},  # a planned course
        {**DRUG, "first": "2026-03-01", "last": "2027-01-01T10:00+08:00"},
        {**RADIOTHERAPY, "last": "2027-01-01"},
        {**DRUG, "ongoing": True},
        {**DRUG, "first": "2026-03-10", "ongoing": True},
        {**DRUG, "first": "2026-03-09", "last": "2026-03-09T08:00+08:00"},  # may be after it
        {**DRUG, "last": "2026-03-09", "ongoing": False},
    ],
)
def test_plans_may_lie_after_now(run: Run, fact: Json) -> None:
    assert run(a_chart(fact), "--json").code == 0


def test_now_is_what_at_says(run: Run) -> None:
    chart = a_chart({**STEP, "at": "2026-03-11"})

    assert run(chart, "--at", "2026-03-11T00:00+08:00", "--json").code == 0
    assert run(chart, "--at", "2026-03-10T23:59+08:00", "--json").code == 2


@pytest.mark.parametrize("course", [DRUG, RADIOTHERAPY])
@pytest.mark.parametrize(
    ("times", "field", "said"),
    [
        ({}, "last", "is missing; give the last date, or “ongoing”: true"),
        ({"ongoing": False}, "last", "is missing; give the last date, or “ongoing”: true"),
        ({"first": "2026-03-01"}, "last", "is missing; give the last date, or “ongoing”: true"),
        (
            {"last": "2026-03-01", "ongoing": True},
            "ongoing",
            "is true beside a last date; keep one of the two",
        ),
        (
            {"first": "2026-03-02", "last": "2026-03-01"},
            "last",
            "lies before “first”; correct one of the two",
        ),
        (
            {"first": "2026-03-01T10:00+08:00", "last": "2026-03-01T09:59+08:00"},
            "last",
            "lies before “first”; correct one of the two",
        ),
        (
            {"first": "2026-03-01T10:00+08:00", "last": "2026-03-01T03:00+02:00"},  # 09:00 here
            "last",
            "lies before “first”; correct one of the two",
        ),
    ],
)
def test_a_course_ends_after_it_starts_or_goes_on(
    run: Run, course: Json, times: Json, field: str, said: str
) -> None:
    assert refused_for(run(a_chart({**course, **times})), f"facts[0].{field}") == said


def test_an_id_is_used_once(run: Run) -> None:
    said = refused_for(run(a_chart(STEP, {**STEP, "id": "g1"})), "facts[1].id")

    assert said == "“g1” is already the id of facts[0]; give it its own"


@pytest.mark.parametrize(
    ("fact", "field", "said"),
    [
        ({"corrects": "g1"}, "reason", "is missing; a correction says why"),
        ({"reason": "typed wrong"}, "corrects", "is missing; a reason belongs to a correction"),
        ({"corrects": "g1", "reason": ""}, "reason", "is empty; fill it in or leave it out"),
        ({"corrects": "g1", "reason": " "}, "reason", "is blank; write what it is"),
        (
            {"corrects": "g7", "reason": "typed wrong"},
            "corrects",
            "“g7” is not a fact of this chart; name the one to correct",
        ),
        (
            {"corrects": "g2", "reason": "typed wrong"},
            "corrects",
            "names the fact itself; name the fact that it corrects",
        ),
    ],
)
def test_a_correction_names_an_earlier_fact_and_a_reason(
    run: Run, fact: Json, field: str, said: str
) -> None:
    assert refused_for(run(a_chart(STEP, {**STEP, **fact})), f"facts[1].{field}") == said


def test_a_correction_comes_after_what_it_corrects(run: Run) -> None:
    chart = a_chart({**STEP, "corrects": "g2", "reason": "typed wrong"}, STEP)

    assert refused_for(run(chart), "facts[0].corrects") == (
        "“g2” is not recorded before this fact; a correction comes after"
    )


def test_a_fact_is_corrected_once_and_its_correction_after_that(run: Run) -> None:
    again = {**STEP, "corrects": "g1", "reason": "typed wrong"}
    chain = {**again, "corrects": "g2"}

    assert run(a_chart(STEP, again, chain), "--json").code == 0
    assert refused_for(run(a_chart(STEP, again, again)), "facts[2].corrects") == (
        "“g1” is already corrected by “g2”; correct “g2”"
    )


def test_a_correction_of_a_fact_with_a_fault_is_not_itself_at_fault(run: Run) -> None:
    bad = {**STEP, "at": "2026-02-30"}
    chart = a_chart(bad, {**STEP, "corrects": "g1", "reason": "typed wrong"})

    refused_for(run(chart), "facts[0].at")


def test_a_second_use_of_an_id_is_told_beside_a_fault_in_the_first(run: Run) -> None:
    answer = run(a_chart({**STEP, "at": "2026-02-30"}, {**STEP, "id": "g1"}))

    assert [fault.partition(": ")[0] for fault in answer.faults] == ["facts[0].at", "facts[1].id"]


def test_a_chart_without_a_zone_is_read_at_its_sites(run: Run) -> None:
    chart = {name: value for name, value in CHART.items() if name != "timezone"}

    plan = json.loads(run(chart, "--json").out)

    assert plan["as_of"] == "2026-03-10T08:00+08:00"


def test_while_the_zone_is_at_fault_nothing_is_held_against_now(run: Run) -> None:
    chart = a_chart({**STEP, "at": "2026-03-11"}, timezone="Mars/Base")

    refused_for(run(chart), "timezone")


def test_the_zone_says_which_minutes_a_date_has(run: Run) -> None:
    tomorrow = a_chart({**STEP, "at": "2026-03-11"}, timezone="Pacific/Kiritimati")

    # 08:00 in Shanghai is 14:00 of the same day there; at 18:00 it is the next day
    assert run(tomorrow, "--json").code == 2
    assert run(tomorrow, "--at", "2026-03-10T18:00+08:00", "--json").code == 0
