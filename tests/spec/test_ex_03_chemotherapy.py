"""EX-03: no chemotherapy within 2 weeks before infusion; exactly 14 days is still within.

Local calendar days (K1): after a dose on 1 June the first day is 16 June.
"""

import pytest

from tests.spec.charts import a_chart, drug, step_of, value_of, verdict_of

CHEMOTHERAPY = a_chart(drug("etoposide", "2026-06-01"))


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-14", "violation"),  # 13 days
        ("2026-06-15", "violation"),  # 14 days exactly: "within 2 weeks"
        ("2026-06-16", "met"),  # 15 days
        ("2026-06-16T00:00+08:00", "met"),  # its first minute
        ("2026-06-15T23:59+08:00", "violation"),  # the minute before
    ],
)
def test_the_first_day_is_the_fifteenth_after_the_last_dose(infusion: str, expected: str) -> None:
    assert value_of(CHEMOTHERAPY, "EX-03", infusion=infusion) == expected


def test_the_bound_is_the_start_of_that_local_day() -> None:
    verdict = verdict_of(CHEMOTHERAPY, "EX-03", infusion="2026-06-16")

    assert verdict["clears_at"] == verdict["possible_from"] == "2026-06-16T00:00+08:00"
    assert step_of(CHEMOTHERAPY, "infusion")["cleared_by"] == [{"rule": "EX-03", "fact": "f1"}]


@pytest.mark.parametrize(
    ("last", "infusion", "expected"),
    [
        # days are counted, not 14 times 24 hours
        ("2026-06-01T23:59+08:00", "2026-06-16T00:00+08:00", "met"),  # 14 days and a minute
        ("2026-06-01T00:01+08:00", "2026-06-15T23:59+08:00", "violation"),  # nearly 15 days
    ],
)
def test_the_time_of_day_makes_no_difference(last: str, infusion: str, expected: str) -> None:
    chart = a_chart(drug("etoposide", last))

    assert value_of(chart, "EX-03", infusion=infusion) == expected


@pytest.mark.parametrize(
    "name",
    [
        "cyclophosphamide",
        "fludarabine",  # as bridging; lymphodepletion is EX-03.1
        "ifosfamide",
        "clofarabine",
        "nelarabine",
        "cladribine",
        "doxorubicin",
        "idarubicin",
        "mitoxantrone",
        "vindesine",  # not on the one-week list, unlike vincristine
        "vinblastine",
        "VP-16",  # etoposide
        "依托泊苷",
        "L01CB01",
        "melphalan",
        "busulfan",
    ],
)
def test_chemotherapy_without_a_rule_of_its_own_waits_fifteen_days(name: str) -> None:
    chart = a_chart(drug(name, "2026-06-01"))

    assert value_of(chart, "EX-03", infusion="2026-06-15") == "violation"
    assert value_of(chart, "EX-03", infusion="2026-06-16") == "met"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


@pytest.mark.parametrize(
    "name", ["blinatumomab", "inotuzumab ozogamicin", "rituximab", "venetoclax"]
)
def test_what_may_not_be_chemotherapy_waits_too_and_the_investigator_is_asked(name: str) -> None:
    verdict = verdict_of(a_chart(drug(name, "2026-06-01")), "EX-03", infusion="2026-06-15")

    assert verdict["verdict"] == "violation"
    assert "investigator" in verdict["text"]


@pytest.mark.parametrize("name", ["vincristine", "imatinib", "pegaspargase"])
def test_a_drug_with_a_rule_of_its_own_does_not_wait_for_this_one(name: str) -> None:
    assert value_of(a_chart(drug(name, "2026-06-01")), "EX-03", infusion="2026-06-10") == (
        "not_applicable"
    )


def test_what_is_still_given_breaks_the_rule_on_any_day() -> None:
    chart = a_chart(drug("etoposide", first="2026-05-20"))
    verdict = verdict_of(chart, "EX-03", infusion="2026-12-10")

    assert (verdict["verdict"], verdict["clears_at"]) == ("violation", None)


def test_a_planned_stop_is_judged_as_planned() -> None:
    chart = a_chart(drug("etoposide", "2026-07-01", first="2026-05-20"))

    assert value_of(chart, "EX-03", infusion="2026-07-15") == "violation"
    assert value_of(chart, "EX-03", infusion="2026-07-16") == "met"


def test_only_the_last_day_of_a_course_counts() -> None:
    chart = a_chart(drug("etoposide", "2026-06-01", first="2026-05-01"))

    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


def test_what_is_given_after_the_infusion_is_no_washout_before_it() -> None:
    chart = a_chart(drug("etoposide", "2026-06-30", first="2026-06-26"))

    assert value_of(chart, "EX-03", infusion="2026-06-20") == "not_applicable"


def test_a_man_who_received_nothing_has_nothing_to_wait_for() -> None:
    assert value_of(a_chart(), "EX-03", infusion="2026-06-10") == "not_applicable"
    assert step_of(a_chart(), "infusion")["clears_at"] is None
    assert step_of(a_chart(), "infusion")["cleared_by"] == []
