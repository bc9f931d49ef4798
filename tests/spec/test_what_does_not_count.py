"""Why a rule does not count what it names: said of that rule alone, and of no other."""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    booked,
    drug,
    event,
    finding,
    picture_of,
    radiotherapy,
    step_of,
    steroid,
    value_of,
    verdict_of,
)

LAST = "2026-06-01"
INFUSION = "2026-06-02"
TRIAL = {"half_life_hours": "24", "half_life_source": "label"}


def rules_about(fact: Json, *others: Json) -> dict[str, str]:
    """Each rule that says anything of the first fact, with its value."""
    verdicts = picture_of(a_chart(fact, *others), infusion=INFUSION)["verdicts"]
    return {each["rule"]: each["verdict"] for each in verdicts if each["fact"] == "f1"}


@pytest.mark.parametrize(
    ("fact", "rules"),
    [
        (drug("etoposide", LAST), {"EX-03": "violation"}),
        (drug("imatinib", LAST, route="oral"), {"EX-03.2": "violation"}),
        (drug("paracetamol", LAST, route="oral"), {}),
        (
            drug("pegaspargase", LAST, purpose="gvhd"),
            {"EX-03.5": "violation", "EX-08b": "violation"},
        ),
        (drug("fludarabine", LAST, purpose="lymphodepletion"), {"EX-03": "not_applicable"}),
        (drug("methotrexate", LAST, route="intrathecal"), {"EX-03.4": "violation"}),
        (drug("thiotepa", LAST, route="intrathecal"), {"EX-03.4": "violation"}),
        (steroid("hydrocortisone", "9 mg/day", LAST), {"EX-05": "not_applicable"}),
        (steroid("fludrocortisone", "0.1 mg/day", LAST), {"EX-05": "not_applicable"}),
        (steroid("budesonide", "9 mg/day", LAST), {"EX-05": "not_applicable"}),
        (drug("tacrolimus", LAST, route="topical"), {"EX-08b": "not_applicable"}),
        (drug("ciclosporin", LAST, purpose="gvhd"), {"EX-08b": "violation"}),
        (radiotherapy("cns", LAST), {"EX-04b": "violation"}),
        (radiotherapy("total_body", LAST), {"EX-04b": "violation"}),
        (event("chronic_gvhd", LAST, severity="mild"), {"EX-08a": "not_applicable"}),
        (event("dvt", LAST, severity="mild"), {"EX-15": "pending"}),
        (event("cabg", LAST), {"EX-12f1": "violation"}),
    ],
)  # fmt: skip
def test_only_rules_that_name_an_exposure_say_anything_of_it(
    fact: Json, rules: dict[str, str]
) -> None:
    washouts = {"EX-03", "EX-04a", "EX-04b", "EX-05", "EX-08a", "EX-08b", "EX-11", "EX-12f1"}
    washouts |= {"EX-15", "EX-17", "EX-20a", "EX-20b"}
    said = rules_about(fact)

    assert {r: v for r, v in said.items() if r.startswith("EX-03") or r in washouts} == rules


def test_what_no_rule_reads_hides_nothing_that_one_does() -> None:
    chart = a_chart(event("relapse", LAST), event("cabg", LAST))

    assert value_of(chart, "EX-12f1", fact="f2", infusion=INFUSION) == "violation"


@pytest.mark.parametrize(
    ("fact", "rule", "why"),
    [
        (
            steroid("hydrocortisone", "9 mg/day", LAST),
            "EX-05",
            "not a systemic dose of 10 mg hydrocortisone equivalent a day or more",
        ),
        (
            steroid("budesonide", "9 mg/day", LAST),
            "EX-05",
            "not a systemic dose of 10 mg hydrocortisone equivalent a day or more",
        ),
        (steroid("fludrocortisone", "0.1 mg/day", LAST), "EX-05", "a mineralocorticoid"),
        (drug("tacrolimus", LAST, route="topical"), "EX-08b", "it is not given systemically"),
        (
            drug("budesonide", LAST, route="oral", purpose="gvhd"),
            "EX-08b",
            "it is not given systemically",
        ),
        (
            drug("dexamethasone", LAST, route="topical", purpose="gvhd"),
            "EX-08b",
            "it is not given systemically",
        ),
        (event("chronic_gvhd", LAST, severity="mild"), "EX-08a", "it was mild"),
        (drug("fludarabine", LAST, purpose="lymphodepletion"), "EX-03", "exempt under EX-03.1"),
    ],
)
def test_why_it_does_not_count_is_said(fact: Json, rule: str, why: str) -> None:
    verdict = verdict_of(a_chart(fact), rule, infusion=INFUSION)

    assert verdict["fact"] == "f1"
    assert f"does not count: {why} (NCT04684147" in verdict["text"]


def test_a_dose_near_the_limit_is_noted_unless_it_acts_where_it_is_put() -> None:
    systemic = steroid("hydrocortisone", "9 mg/day", LAST)
    no_route = {name: value for name, value in systemic.items() if name != "route"}
    topical = {**systemic, "route": "topical"}
    notes = [
        verdict_of(a_chart(fact), "EX-05", infusion=INFUSION)["reason"]["note"]
        for fact in (systemic, no_route, topical)
    ]

    assert [note and note["kind"] for note in notes] == ["dose_near_limit"] * 2 + [None]


@pytest.mark.parametrize(
    ("dose", "noted"),
    [("8.99 mg/day", False), ("9 mg/day", True), ("12 mg/day", True), ("12.01 mg/day", False)],
)
def test_from_9_to_12_mg_a_day_are_near_the_limit(dose: str, *, noted: bool) -> None:
    verdict = verdict_of(a_chart(steroid("hydrocortisone", dose, LAST)), "EX-05", infusion=INFUSION)

    assert (verdict["reason"]["note"] is not None) == noted


@pytest.mark.parametrize("certain", ["9.5 mg/day", "5 mg/day"])
def test_a_day_is_near_the_limit_by_what_is_certain_or_by_what_is_possible(certain: str) -> None:
    """With 5 mg of some day in June: 9.5 or 14.5 mg; 5 or 10 mg."""
    some_day = {**steroid("hydrocortisone", "5 mg/day", "2026-06"), "first": "2026-06"}
    chart = a_chart(steroid("hydrocortisone", certain, LAST), some_day)
    verdict = verdict_of(chart, "EX-05", fact="f1", infusion="2026-07-10")

    assert verdict["reason"]["note"]["kind"] == "dose_near_limit"


def test_what_is_found_exempt_is_met() -> None:
    low_risk = finding("malignancy_low_relapse_risk", True, LAST)
    chart = a_chart(event("malignancy_cured", LAST), low_risk, booked("screening", INFUSION))

    assert value_of(chart, "EX-11", fact="f1") == "met"


# -------------------------------------------------------------------- a depot under two rules


def test_a_depot_acts_until_its_last_day_for_the_rule_on_steroids_alone() -> None:
    chart = a_chart(steroid("triamcinolone", "40 mg", LAST, route="im", purpose="gvhd"))
    acting = verdict_of(chart, "EX-05", infusion=INFUSION)["text"]
    treated = verdict_of(chart, "EX-08b", infusion=INFUSION)["text"]

    assert "a depot that may act until 2026-07-11" in acting
    assert "a depot that may act until" not in treated
    assert "2026-06-01" in treated


def test_a_taper_is_no_depot() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "8 mg/day", "2026-06-01", first="2026-05-01"),
        steroid("hydrocortisone", "8 mg/day", "2026-05-20", first="2026-05-10"),
    )
    text = verdict_of(chart, "EX-05", fact="f1", infusion="2026-06-10")["text"]

    assert "last given at a dose that counts on 2026-05-20" in text
    assert "depot" not in text


@pytest.mark.parametrize(
    ("last", "possible_from", "clears_at"),
    [
        ("2026-05-01", "2026-06-13T00:00+08:00", "2026-06-14T00:00+08:00"),
        ("2026-05-01/2026-05-04", "2026-06-13T00:00+08:00", "2026-06-17T00:00+08:00"),
        ("2026-05", "2026-06-13T00:00+08:00", "2026-07-14T00:00+08:00"),
        ("2026-05-01T09:00+08:00", "2026-06-13T00:00+08:00", "2026-06-14T00:00+08:00"),
    ],
)
def test_a_depot_of_some_day_acts_until_forty_days_after_any_of_them(
    last: str, possible_from: str, clears_at: str
) -> None:
    chart = a_chart(steroid("triamcinolone acetonide", "40 mg", last, route="im"))
    verdict = verdict_of(chart, "EX-05", infusion="2026-07-20")

    assert (verdict["possible_from"], verdict["clears_at"]) == (possible_from, clears_at)


# -------------------------------------------------------------------- what it could only be


@pytest.mark.parametrize(
    ("fact", "rule", "possible_from", "clears_at"),
    [
        # non-CNS after 14 days or CNS after 56, of any day of May
        (radiotherapy("non_cns", "2026-05"), "EX-04a", "2026-05-15", "2026-06-14"),
        ({"kind": "radiotherapy", "last": "2026-05"}, "EX-04a", "2026-05-15", "2026-07-26"),
        ({"kind": "radiotherapy", "last": "2026-05"}, "EX-04b", "2026-05-15", "2026-07-26"),
        # more than 7 days after a low dose, more than 14 after a high one
        (drug("methotrexate", "2026-05"), "EX-03", "2026-05-09", "2026-06-15"),
        (drug("methotrexate", "2026-05"), "EX-03.3", "2026-05-09", "2026-06-15"),
    ],
)
def test_it_may_be_over_from_the_mildest_and_is_from_the_strictest(
    fact: Json, rule: str, possible_from: str, clears_at: str
) -> None:
    verdict = verdict_of(a_chart(fact), rule, infusion="2026-06-10")

    assert verdict["possible_from"] == f"{possible_from}T00:00+08:00"
    assert verdict["clears_at"] == f"{clears_at}T00:00+08:00"


@pytest.mark.parametrize(
    ("month", "clears_at"),
    [
        ("2026-01", "2026-05-01"),
        ("2026-02", "2026-06-01"),
        ("2026-03", "2026-07-01"),
        ("2026-04", "2026-08-01"),
        ("2026-05", "2026-09-01"),
    ],
)
def test_of_two_rules_that_hold_together_the_longer_counts_in_every_reading(
    month: str, clears_at: str
) -> None:
    # a low dose and 120 hours, from the first of the month; or three months, from its last
    chart = a_chart(drug("methotrexate", month, other_trial=TRIAL))

    for rule in ("EX-03", "EX-03.3", "EX-20a", "EX-20b"):
        verdict = verdict_of(chart, rule, infusion="2026-10-01")
        assert verdict["possible_from"] == f"{month}-09T00:00+08:00"
        assert verdict["clears_at"] == f"{clears_at}T00:00+08:00"


def test_what_may_count_for_screening_does_not_hold_the_infusion() -> None:
    chart = a_chart(drug("xyzmab", LAST, purpose="other"))

    assert verdict_of(chart, "EX-17")["clears_at"] == "2026-07-14T00:00+08:00"  # 42 days
    assert verdict_of(chart, "EX-03")["clears_at"] == "2026-06-30T00:00+08:00"  # 28, at worst


def test_each_step_clears_by_its_own_rules() -> None:
    chart = a_chart(drug("xyzmab", LAST, purpose="other"))
    steps = {step["step"]: step["clears_at"] for step in picture_of(chart)["steps"]}

    assert steps["screening"] == "2026-07-14T00:00+08:00"
    assert steps["infusion"] == "2026-06-30T00:00+08:00"


DECEMBER = "2026-12-01"


@pytest.mark.parametrize(
    ("fact", "opens"),
    [
        (steroid("prednisone", "40 mg/day", DECEMBER), "2026-12-05"),  # 72 h after its last second
        (radiotherapy("non_cns", DECEMBER), "2026-12-15"),
        ({"kind": "radiotherapy", "last": DECEMBER}, "2027-01-26"),
        (drug("methotrexate", DECEMBER), "2026-12-16"),
        (steroid("methylprednisolone", "40 mg", DECEMBER, route="im"), "2027-01-09"),
        (drug("paracetamol", DECEMBER, route="oral", other_trial=TRIAL), "2027-03-02"),
    ],
)
def test_a_step_opens_once_the_strictest_reading_is_over(fact: Json, opens: str) -> None:
    step = step_of(a_chart(fact), "infusion")

    assert step["opens"] == step["clears_at"] == f"{opens}T00:00+08:00"
