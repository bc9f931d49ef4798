"""K9: the earliest infusion is the latest of all earliest days; all that tie are named.

`clears_at` rests on recorded facts alone: no path, no site calendar, no "now".
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    done,
    drug,
    event,
    radiotherapy,
    step_of,
    steroid,
)


def causes(step: Json) -> set[tuple[str, str]]:
    return {(cause["rule"], cause["fact"]) for cause in step["cleared_by"]}


# Each of these alone allows the infusion from 16 June 2026, 00:00.
TIED = (
    drug("etoposide", "2026-06-01"),  # 15 days
    drug("vincristine", "2026-06-08"),  # 8 days
    radiotherapy("non_cns", "2026-06-02"),  # 14 days
    drug("pegaspargase", "2026-05-18", route="im"),  # 29 days
    event("coronary_stent", "2025-12-16"),  # 6 months
    drug("imatinib", "2026-06-12", route="oral"),  # a date alone: the fourth day after
)


def test_every_rule_that_ties_is_named() -> None:
    infusion = step_of(a_chart(*TIED), "infusion")

    assert infusion["clears_at"] == "2026-06-16T00:00+08:00"
    assert causes(infusion) == {
        ("EX-03", "f1"),
        ("EX-03.3", "f2"),
        ("EX-04a", "f3"),
        ("EX-03.5", "f4"),
        ("EX-12f1", "f5"),
        ("EX-03.2", "f6"),
    }


def test_a_bound_a_minute_earlier_does_not_tie() -> None:
    chart = a_chart(TIED[0], steroid("prednisone", "40 mg/day", "2026-06-12T23:59+08:00"))

    assert causes(step_of(chart, "infusion")) == {("EX-03", "f1")}  # 23:59 on the 15th


def test_a_bound_a_minute_later_binds_alone() -> None:
    chart = a_chart(TIED[0], drug("imatinib", "2026-06-13T00:00+08:00", route="oral"))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-16T00:01+08:00"
    assert causes(infusion) == {("EX-03.2", "f2")}


def test_two_facts_of_one_rule_tie() -> None:
    chart = a_chart(drug("etoposide", "2026-06-01"), drug("ifosfamide", "2026-06-01"))

    assert causes(step_of(chart, "infusion")) == {("EX-03", "f1"), ("EX-03", "f2")}


def test_one_fact_under_two_rules_ties_with_itself() -> None:
    chart = a_chart(drug("methotrexate", "2026-06-01", dose="20 mg/m2", purpose="cns_prophylaxis"))

    assert causes(step_of(chart, "infusion")) == {("EX-03.3", "f1"), ("EX-03.4", "f1")}


def test_screening_has_its_own_bounds() -> None:
    chart = a_chart(
        event("live_vaccine", "2026-04-28"),  # 43 days
        event("acute_gvhd", "2026-05-12"),  # 29 days
        event("dvt", "2025-12-09"),  # 6 months and a day
        drug("etoposide", "2026-06-01"),  # concerns the infusion only
    )
    screening = step_of(chart, "screening")

    assert screening["clears_at"] == "2026-06-10T00:00+08:00"
    assert causes(screening) == {("EX-17", "f1"), ("EX-08a", "f2"), ("EX-15", "f3")}
    assert causes(step_of(chart, "infusion")) == {("EX-03", "f4")}


@pytest.mark.parametrize(
    ("last", "clears"),
    [
        ("2026-05-30", "2026-06-14T00:00+08:00"),  # a Sunday: no site calendar
        ("2026-06-04", "2026-06-19T00:00+08:00"),  # a public holiday
        ("2024-01-01", "2024-01-16T00:00+08:00"),  # long ago: no "now"
    ],
)
def test_neither_calendar_nor_now_moves_it(last: str, clears: str) -> None:
    assert step_of(a_chart(drug("etoposide", last)), "infusion")["clears_at"] == clears


def test_the_path_does_not_move_it_and_the_infusion_being_done_does_not_hide_it() -> None:
    chart = a_chart(
        drug("etoposide", "2026-04-01"),
        done("apheresis", "2026-04-13"),
        done("infusion", "2026-05-20"),
    )

    assert step_of(chart, "infusion")["clears_at"] == "2026-04-16T00:00+08:00"


@pytest.mark.parametrize("step", ["consent", "apheresis", "conditioning_start", "day_28"])
def test_a_step_that_no_recorded_fact_binds_clears_at_no_time(step: str) -> None:
    outcome = step_of(a_chart(*TIED), step)

    assert (outcome["clears_at"], outcome["cleared_by"]) == (None, [])
