"""EX-08b: systemic drug therapy for GVHD within 4 weeks before infusion; 28 days is within."""

import pytest

from tests.spec.charts import Json, a_chart, drug, step_of, steroid, value_of, verdict_of

LAST = "2026-05-11"
FOUR_WEEKS = "2026-06-09T00:00+08:00"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-07", "violation"),  # 27 days
        ("2026-06-08", "violation"),  # 28 days exactly
        ("2026-06-09", "met"),  # 29 days
    ],
)
def test_the_first_day_is_the_29th_after_the_last_dose(infusion: str, expected: str) -> None:
    chart = a_chart(drug("ciclosporin", LAST, purpose="gvhd", route="oral"))

    assert value_of(chart, "EX-08b", infusion=infusion) == expected


@pytest.mark.parametrize(
    "name",
    [
        "ciclosporin", "cyclosporine", "环孢素", "L04AD01", "tacrolimus", "他克莫司", "sirolimus",
        "everolimus", "mycophenolate mofetil", "L04AA06", "ruxolitinib", "ibrutinib",
        "belumosudil", "basiliximab", "azathioprine", "alemtuzumab", "tocilizumab",
    ],
)  # fmt: skip
def test_every_systemic_drug_for_gvhd_counts(name: str) -> None:
    infusion = step_of(a_chart(drug(name, LAST, purpose="gvhd")), "infusion")

    assert infusion["clears_at"] == FOUR_WEEKS
    assert infusion["cleared_by"] == [{"rule": "EX-08b", "fact": "f1"}]


def test_a_calcineurin_inhibitor_counts_as_gvhd_therapy_whatever_its_purpose() -> None:
    chart = a_chart(drug("tacrolimus", LAST, purpose="other", route="oral"))

    assert value_of(chart, "EX-08b", infusion="2026-06-08") == "violation"


@pytest.mark.parametrize("name", ["tacrolimus", "ruxolitinib", "D11AH01"])
def test_an_ointment_against_gvhd_does_not_count(name: str) -> None:
    chart = a_chart(drug(name, "2026-06-09", purpose="gvhd", route="topical"))
    verdict = verdict_of(chart, "EX-08b", infusion="2026-06-10")

    assert (verdict["fact"], verdict["verdict"]) == ("f1", "not_applicable")
    assert " (f1) does not count: it is not given systemically" in verdict["text"]


@pytest.mark.parametrize(
    ("purpose", "clears"),
    [
        ("gvhd", FOUR_WEEKS),  # two roles: the longest (K7)
        ("bridging", "2026-05-14T08:01+08:00"),  # a kinase inhibitor only: 72 hours and a minute
    ],
)
def test_ruxolitinib_waits_for_the_longest_of_its_roles(purpose: str, clears: str) -> None:
    chart = a_chart(drug("ruxolitinib", "2026-05-11T08:00+08:00", purpose=purpose, route="oral"))

    assert step_of(chart, "infusion")["clears_at"] == clears


@pytest.mark.parametrize(
    ("fact", "other_rule"),
    [
        (steroid("prednisone", "40 mg/day", LAST, purpose="gvhd"), "EX-05"),
        (drug("methotrexate", LAST, dose="10 mg/m2", purpose="gvhd"), "EX-03.3"),
        (drug("rituximab", LAST, purpose="gvhd"), "EX-03"),
        (drug("ibrutinib", LAST, purpose="gvhd", route="oral"), "EX-03.2"),
    ],
)
def test_both_rules_are_judged_and_the_longer_one_binds(fact: Json, other_rule: str) -> None:
    chart = a_chart(fact)

    assert value_of(chart, other_rule, infusion="2026-06-08") == "met"
    assert value_of(chart, "EX-08b", infusion="2026-06-08") == "violation"
    assert step_of(chart, "infusion")["clears_at"] == FOUR_WEEKS


def test_a_low_steroid_dose_against_gvhd_is_still_therapy_for_gvhd() -> None:
    chart = a_chart(steroid("hydrocortisone", "5 mg/day", LAST, purpose="gvhd"))

    assert value_of(chart, "EX-05", infusion="2026-06-08") == "not_applicable"
    assert value_of(chart, "EX-08b", infusion="2026-06-08") == "violation"


def test_a_drug_that_may_be_for_gvhd_is_asked_for_its_purpose() -> None:
    unsaid = drug("ruxolitinib", "2026-05-11T08:00+08:00", route="oral")
    del unsaid["purpose"]
    verdict = verdict_of(a_chart(unsaid), "EX-08b", infusion="2026-06-01")

    assert verdict["verdict"] == "indeterminate"
    assert "purpose" in verdict["text"]
