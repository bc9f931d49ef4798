"""Criteria that a finding decides, the five ways of inclusion 3, and which record counts."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    done,
    event,
    finding,
    measurement,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)

DAY = "2026-05-20"
SCREENED = done("screening", DAY)
FINDINGS = {
    "IN-09": ("venous_access", True),
    "EX-02": ("isolated_extramedullary_relapse", False),
    "EX-07": ("prior_car_t", False),
    "EX-09": ("systemic_vasculitis", False),
    "EX-12e": ("unstable_angina", False),
    "EX-12f2": ("valvular_disease", False),
    "EX-12g": ("other_heart_disease", False),
    "EX-13": ("pleural_effusion", False),
    "EX-14": ("cns_disease", False),
    "EX-16": ("hypersensitivity", False),
    "EX-18": ("active_infection", False),
    "EX-19": ("life_expectancy_below_3_months", False),
    "EX-21": ("other_unsuitable_condition", False),
}


def lvef(value: str, at: str = DAY) -> Json:
    return measurement("lvef", value, "%", at)


@pytest.mark.parametrize("rule", FINDINGS)
def test_a_finding_decides_and_what_nobody_recorded_is_not_held_against_anyone(rule: str) -> None:
    name, wanted = FINDINGS[rule]
    values = {
        present: value_of(a_chart(finding(name, present, DAY), SCREENED), rule)
        for present in (wanted, not wanted, None)
    }

    assert values == {wanted: "met", not wanted: "violation", None: "indeterminate"}
    assert value_of(a_chart(SCREENED), rule) == "not_applicable"


def test_one_disease_of_the_nervous_system_excludes_and_one_denied_does_not_admit() -> None:
    assert value_of(a_chart(finding("epilepsy", True, DAY)), "EX-14") == "violation"
    assert value_of(a_chart(finding("epilepsy", False, DAY)), "EX-14") == "indeterminate"


@pytest.mark.parametrize(
    ("positive", "failed", "t315i", "expected"),
    [
        (False, None, None, "met"),
        (True, True, None, "met"),
        (True, None, True, "met"),  # no TKI salvage is asked for with T315I
        (True, False, None, "indeterminate"),
        (True, False, False, "violation"),
    ],
)
def test_philadelphia_positive_disease_needs_a_failed_second_generation_tki(
    positive: bool, failed: bool | None, t315i: bool | None, expected: str
) -> None:
    chart = a_chart(
        finding("philadelphia_positive", positive, DAY),
        finding("tki_intolerant_or_failed", failed, DAY),
        finding("t315i", t315i, DAY),
    )

    assert value_of(chart, "IN-05") == expected


DISEASES = ("epilepsy", "cerebrovascular_disease", "cerebellar_disease", "other_cns_disease")


@pytest.mark.parametrize("present", [*DISEASES, None])
def test_each_disease_of_the_nervous_system_excludes_and_without_any_none_does(
    present: str | None,
) -> None:
    """EX-14, each asked for by itself."""
    chart = a_chart(*(finding(each, each == present, DAY) for each in DISEASES))

    assert value_of(chart, "EX-14") == ("met" if present is None else "violation")


LATE_RELAPSE = (event("first_remission", "2024-01-31"), event("relapse", "2026-02-01"))
OTHER_WAYS = (
    "second_marrow_relapse",
    "no_remission_after_rescue",
    "marrow_relapse_after_transplant",
)


def test_any_one_way_of_inclusion_3_is_enough() -> None:
    found = [finding(way, way == OTHER_WAYS[2], DAY) for way in OTHER_WAYS]
    chart = a_chart(*LATE_RELAPSE, *found, SCREENED)

    assert value_of(chart, "IN-03.1") == "violation"
    assert value_of(chart, "IN-03.e") == "met"
    assert alerts_of(chart, "ineligible") + alerts_of(chart, "needs_information") == []


def test_only_who_fails_every_way_of_inclusion_3_is_ineligible() -> None:
    induction = event("induction_start", "2024-01-01")
    found = [finding(way, False, DAY) for way in OTHER_WAYS]
    all_fail = a_chart(induction, *LATE_RELAPSE, *found, SCREENED)
    one_open = a_chart(induction, *LATE_RELAPSE, *found[1:], SCREENED)

    [alert] = alerts_of(all_fail, "ineligible")
    assert alert["rule"] == "IN-03"
    assert {place["rule"] for place in alert["also"]} == {
        "IN-03.1", "IN-03.2", "IN-03.c", "IN-03.d", "IN-03.e",
    }  # fmt: skip
    assert alerts_of(one_open, "ineligible") == []


def test_the_ways_of_inclusion_3_that_do_not_hold_are_told_together() -> None:
    induction = event("induction_start", "2024-01-01")
    found = [finding(way, False, DAY) for way in OTHER_WAYS[1:]]
    [alert] = alerts_of(a_chart(induction, *LATE_RELAPSE, *found, SCREENED), "needs_information")

    assert alert["text"] == (
        "If the subject qualifies by another way of inclusion 3, record it."
        " Not met: relapse within 12 months of first remission; no remission after more than 6"
        " weeks of induction; first relapse without remission after at least one rescue treatment;"
        " marrow relapse after stem cell transplantation. Still to be judged: second or later"
        " marrow relapse (NCT04684147 inclusion 3)."
    )


def test_ways_of_inclusion_3_that_are_not_known_are_asked_about_by_one_alert() -> None:
    unsure = (
        event("induction_start", "2025-04"),
        event("first_remission", "2025-05"),
        event("relapse", "2026-05"),
    )
    [alert] = alerts_of(a_chart(*unsure, SCREENED), "needs_information")

    assert [way["kind"] for way in alert["ask"]["ways"]] == ["record_fact", "record_fact"]
    assert alert["rule"] == "IN-03"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([lvef("40", "2026-05-01"), lvef("55")], "met"),
        ([lvef("55"), lvef("40", "2026-05-01")], "met"),  # in whatever order it was recorded
        ([lvef("55"), lvef("40")], "indeterminate"),  # one day, and no telling which was last
        ([lvef("40", f"{DAY}T09:00+08:00"), lvef("55", f"{DAY}T11:00+08:00")], "met"),
        ([lvef("40"), {**lvef("46"), "corrects": "f1", "reason": "misread"}], "met"),
    ],
)
def test_the_last_value_counts(facts: list[Json], expected: str) -> None:
    assert value_of(a_chart(*facts), "EX-12a") == expected


def test_a_value_after_the_infusion_makes_nobody_ineligible() -> None:
    before = measurement("ast", "30", "U/L", "2026-04-01", uln="40")
    after = measurement("ast", "400", "U/L", "2026-05-04", uln="40")
    chart = a_chart(before, done("infusion", "2026-05-01T10:00+08:00"), after)

    assert (verdict_of(chart, "IN-08.1")["verdict"], alerts_of(chart, "ineligible")) == ("met", [])


def test_who_is_not_eligible_does_not_pass_the_gate_before_lymphodepletion() -> None:
    missing = picture_of(a_chart(lvef("40"), SCREENED))["gate"]["missing"]

    assert "EX-12a" in {item["rule"] for item in missing}


def test_a_failed_criterion_leaves_the_screening_done_in_time() -> None:
    assert step_of(a_chart(lvef("40"), SCREENED), "screening")["state"] == "done"


def test_once_a_screen_failure_is_recorded_nothing_more_is_told_or_asked() -> None:
    facts = (lvef("40"), finding("hbsag", None, DAY), SCREENED, event("screen_failure", DAY))

    assert picture_of(a_chart(*facts))["alerts"] == []
