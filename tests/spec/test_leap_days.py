"""29 February 2028 is a day like any other; rules in months take the safer day without it."""

import pytest

from tests.spec.charts import Json, a_chart, drug, event, radiotherapy, step_of, steroid, value_of


@pytest.mark.parametrize(
    ("fact", "clears"),
    [
        (drug("etoposide", "2028-02-15"), "2028-03-01"),  # 15 days, the 14th is the 29th
        (drug("etoposide", "2027-02-15"), "2027-03-02"),  # a common year
        (drug("etoposide", "2028-02-14"), "2028-02-29"),
        (drug("vincristine", "2028-02-22"), "2028-03-01"),  # 8 days
        (drug("vincristine", "2027-02-22"), "2027-03-02"),
        (drug("pegaspargase", "2028-02-01", route="im"), "2028-03-01"),  # 29 days
        (radiotherapy("non_cns", "2028-02-15"), "2028-02-29"),  # 14 days
        (radiotherapy("cns", "2028-01-05"), "2028-03-01"),  # 56 days
        (drug("imatinib", "2028-02-26", route="oral"), "2028-03-01"),  # the fourth day after
        (drug("tacrolimus", "2028-02-01", purpose="gvhd"), "2028-03-01"),  # 29 days
    ],
)
def test_rules_in_days_count_the_leap_day(fact: Json, clears: str) -> None:
    assert step_of(a_chart(fact), "infusion")["clears_at"] == f"{clears}T00:00+08:00"


@pytest.mark.parametrize(
    ("rule", "happened", "step", "last_bad", "first_good"),
    [
        # infarction, exactly 6 months pass
        ("EX-12f1", event("cabg", "2027-08-29"), "infusion", "2028-02-28", "2028-02-29"),
        ("EX-12f1", event("cabg", "2027-08-31"), "infusion", "2028-02-29", "2028-03-01"),
        ("EX-12f1", event("cabg", "2028-02-29"), "infusion", "2028-08-28", "2028-08-29"),
        # thrombosis, exactly 6 months do not; backwards, 29 to 31 August are 29 February
        ("EX-15", event("dvt", "2028-02-29"), "screening", "2028-08-31", "2028-09-01"),
        # a malignancy cured on a leap day: 5 years later there is none
        ("EX-11", event("malignancy_cured", "2028-02-29"), "screening", "2033-02-28", "2033-03-01"),
        ("EX-11", event("malignancy_cured", "2023-02-28"), "screening", "2028-02-27", "2028-02-28"),
    ],
)
def test_rules_in_months_take_the_safer_day(
    rule: str, happened: Json, step: str, last_bad: str, first_good: str
) -> None:
    chart = a_chart(happened)
    now = "2028-03-01T08:00+08:00"

    assert value_of(chart, rule, now=now, **{step: last_bad}) == "violation"
    assert value_of(chart, rule, now=now, **{step: first_good}) == "met"


def test_72_hours_over_a_leap_day_are_72_hours() -> None:
    chart = a_chart(steroid("prednisone", "40 mg/day", "2028-02-27T08:00+08:00"))

    assert step_of(chart, "infusion")["clears_at"] == "2028-03-01T08:00+08:00"
