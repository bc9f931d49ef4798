"""EX-05: therapeutic systemic steroids stopped less than 72 hours before: exactly 72 h 00 passes.

Instants. Below 10 mg of hydrocortisone equivalent a day is replacement and exempt; 10 mg
itself is not. All systemic steroids of a local day are summed, in exact arithmetic.
"""

import pytest

from tests.spec.charts import a_chart, drug, step_of, steroid, value_of, verdict_of

STOPPED = "2026-06-01T08:00+08:00"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-04T07:59+08:00", "violation"),  # 71 h 59
        ("2026-06-04T08:00+08:00", "met"),  # 72 h 00 exactly: unlike a TKI
        ("2026-06-04T08:01+08:00", "met"),
    ],
)
def test_exactly_72_hours_are_enough(infusion: str, expected: str) -> None:
    chart = a_chart(steroid("dexamethasone", "10 mg/day", STOPPED, route="iv"))
    verdict = verdict_of(chart, "EX-05", infusion=infusion)

    assert verdict["verdict"] == expected
    assert verdict["clears_at"] == "2026-06-04T08:00+08:00"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-03", "violation"),  # d+2
        ("2026-06-04", "indeterminate"),  # d+3
        ("2026-06-05", "met"),  # d+4
        ("2026-06-03T23:59+08:00", "violation"),  # 71 h 59 at the most
        ("2026-06-04T00:00+08:00", "indeterminate"),  # 72 h 00 if it was at midnight
        ("2026-06-04T23:59+08:00", "indeterminate"),  # not if it was in the day's last seconds
        ("2026-06-05T00:00+08:00", "met"),
    ],
)
def test_a_stop_with_a_date_alone_has_three_answers(infusion: str, expected: str) -> None:
    chart = a_chart(steroid("prednisone", "40 mg/day", "2026-06-01"))
    verdict = verdict_of(chart, "EX-05", infusion=infusion)

    assert verdict["verdict"] == expected
    assert verdict["possible_from"] == "2026-06-04T00:00+08:00"
    assert verdict["clears_at"] == "2026-06-05T00:00+08:00"


@pytest.mark.parametrize(
    ("name", "below", "at"),
    [
        ("hydrocortisone", "9.99", "10"),
        ("cortisone", "12.49", "12.5"),
        ("prednisone", "2.49", "2.5"),
        ("prednisolone", "2.49", "2.5"),
        ("methylprednisolone", "1.99", "2"),
        ("triamcinolone", "1.99", "2"),
        ("dexamethasone", "0.374", "0.375"),  # 0.375 × 20 / 0.75 = 10.000, no float says so
        ("地塞米松", "0.374", "0.375"),
        ("泼尼松", "2.49", "2.5"),
        ("H02AB09", "9.99", "10"),
    ],
)
def test_ten_mg_of_hydrocortisone_a_day_is_not_below_ten(name: str, below: str, at: str) -> None:
    exempt = a_chart(steroid(name, f"{below} mg/day", STOPPED, purpose="replacement"))
    counted = a_chart(steroid(name, f"{at} mg/day", STOPPED, purpose="replacement"))

    assert value_of(exempt, "EX-05", infusion="2026-06-02") == "not_applicable"
    assert value_of(counted, "EX-05", infusion="2026-06-02") == "violation"


@pytest.mark.parametrize(
    ("second", "counts"),
    [
        ("1.24 mg/day", False),  # 5 + 4.96 = 9.96
        ("1.25 mg/day", True),  # 5 + 5 = 10
    ],
)
def test_steroids_of_one_day_are_summed(second: str, *, counts: bool) -> None:
    chart = a_chart(
        steroid("hydrocortisone", "5 mg/day", "2026-06-01", purpose="replacement"),
        steroid("prednisone", second, "2026-06-01", purpose="replacement"),
    )
    expected = "violation" if counts else "not_applicable"

    assert value_of(chart, "EX-05", fact="f1", infusion="2026-06-02") == expected
    assert value_of(chart, "EX-05", fact="f2", infusion="2026-06-02") == expected


def test_three_thirds_of_the_limit_reach_it() -> None:
    # 0.125 mg of dexamethasone are 10/3 mg of hydrocortisone: no decimal holds that
    thirds = [steroid("dexamethasone", "0.125 mg", f"2026-06-01T{hour}:00+08:00", times="1")
              for hour in ("06", "12", "18")]  # fmt: skip

    assert step_of(a_chart(*thirds), "infusion")["clears_at"] == "2026-06-04T18:00+08:00"
    assert step_of(a_chart(*thirds[:2]), "infusion")["clears_at"] is None


def test_steroids_of_different_days_are_not_summed() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "9 mg/day", "2026-06-01"),
        steroid("hydrocortisone", "9 mg/day", "2026-06-02"),
    )

    assert step_of(chart, "infusion")["clears_at"] is None


def test_the_day_of_a_sum_is_the_sites_day() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "6 mg/day", "2026-06-01T23:30+08:00"),
        steroid("hydrocortisone", "6 mg/day", "2026-06-02T00:30+08:00"),  # one day in UTC, two here
    )

    assert step_of(chart, "infusion")["clears_at"] is None


def test_replacement_that_goes_on_after_a_high_dose_counts_from_that_day() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "8 mg/day", first="2020-01-01", purpose="replacement"),
        steroid("hydrocortisone", "100 mg", STOPPED, route="iv"),  # with a transfusion
    )
    verdict = verdict_of(chart, "EX-05", fact="f1", infusion="2026-06-05")

    assert (verdict["verdict"], verdict["clears_at"]) == ("met", "2026-06-05T00:00+08:00")
    assert "(f1), last given at a dose that counts on 2026-06-01" in verdict["text"]


def test_a_tapering_counts_from_its_last_day_at_ten_mg_or_more() -> None:
    chart = a_chart(
        steroid("prednisone", "40 mg/day", "2026-05-10", first="2026-05-01"),
        steroid("prednisone", "2.5 mg/day", "2026-05-20", first="2026-05-11"),  # 10 mg
        steroid("prednisone", "2 mg/day", first="2026-05-21"),  # 8 mg, for good
    )

    assert value_of(chart, "EX-05", fact="f2", infusion="2026-05-22") == "violation"
    assert value_of(chart, "EX-05", fact="f2", infusion="2026-05-23") == "indeterminate"
    assert value_of(chart, "EX-05", fact="f2", infusion="2026-05-24") == "met"
    assert value_of(chart, "EX-05", fact="f3", infusion="2026-05-24") == "not_applicable"


def test_the_clock_starts_when_the_sum_of_two_courses_falls_below_ten_mg() -> None:
    chart = a_chart(
        steroid("hydrocortisone", "6 mg/day", first="2026-05-10", purpose="replacement"),
        steroid("hydrocortisone", "6 mg/day", "2026-05-20", first="2026-05-15"),
    )

    for fact in ("f1", "f2"):
        assert value_of(chart, "EX-05", fact=fact, infusion="2026-05-22") == "violation"
        assert value_of(chart, "EX-05", fact=fact, infusion="2026-05-23") == "indeterminate"
        assert value_of(chart, "EX-05", fact=fact, infusion="2026-05-24") == "met"


def test_replacement_of_20_mg_is_not_waived_by_its_purpose() -> None:
    addison = a_chart(steroid("hydrocortisone", "20 mg/day", first="2020", purpose="replacement"))
    verdict = verdict_of(addison, "EX-05", infusion="2026-12-10")

    assert (verdict["verdict"], verdict["clears_at"]) == ("violation", None)
    assert verdict["text"].endswith(
        "Note: usual replacement is above what the entry allows;"
        " ask the sponsor before changing it."
    )


def test_replacement_below_ten_mg_may_go_on() -> None:
    chart = a_chart(steroid("hydrocortisone", "9.99 mg/day", first="2020", purpose="replacement"))

    assert value_of(chart, "EX-05", infusion="2026-06-10") == "not_applicable"
    assert step_of(chart, "infusion")["clears_at"] is None


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("betamethasone", "topical"),
        ("beclometasone", "inhaled"),
        ("mometasone", "nasal"),
        ("dexamethasone", "ophthalmic"),
        ("dexamethasone", "intrathecal"),  # CNS prophylaxis: EX-03.4
        ("budesonide", "oral"),  # capsules act in the gut
        ("D07AC01", "topical"),  # betamethasone by its skin code
        ("fludrocortisone", "oral"),  # a mineralocorticoid
    ],
)
def test_what_does_not_act_on_the_whole_body_does_not_count(name: str, route: str) -> None:
    chart = a_chart(steroid(name, "10 mg/day", "2026-06-09", route=route))

    assert value_of(chart, "EX-05", infusion="2026-06-10") == "not_applicable"


def test_a_mineralocorticoid_is_not_counted_and_says_so() -> None:
    chart = a_chart(steroid("fludrocortisone", "0.1 mg/day", purpose="replacement"))
    verdict = verdict_of(chart, "EX-05", fact="f1", infusion="2026-06-10")

    assert verdict["verdict"] == "not_applicable"
    assert "the investigator should confirm" in verdict["text"]


def test_dexamethasone_against_nausea_counts() -> None:
    chart = a_chart(steroid("dexamethasone", "8 mg", STOPPED, route="iv", purpose="supportive"))

    assert value_of(chart, "EX-05", infusion="2026-06-04T07:59+08:00") == "violation"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-02", "indeterminate"),  # it may have been replacement
        ("2026-06-04T07:59+08:00", "indeterminate"),
        ("2026-06-04T08:00+08:00", "met"),  # 72 hours are enough for any dose
    ],
)
def test_an_unknown_dose_may_have_been_replacement(infusion: str, expected: str) -> None:
    verdict = verdict_of(a_chart(steroid("prednisone", None, STOPPED)), "EX-05", infusion=infusion)

    assert verdict["verdict"] == expected
    assert ("dose" in verdict["text"]) == (expected == "indeterminate")


@pytest.mark.parametrize(
    ("name", "dose", "expected"),
    [
        ("dexamethasone", "10 mg/m2/day", "violation"),  # therapeutic on any adult
        ("prednisone", "60 mg/m2", "violation"),
        ("hydrocortisone", "6 mg/m2/day", "indeterminate"),  # 9.6 mg on 1.6 m², 10.8 on 1.8 m²
        ("hydrocortisone", "1 mg/m2/day", "not_applicable"),
    ],
)
def test_a_dose_by_body_surface_is_unclear_only_near_the_limit(
    name: str, dose: str, expected: str
) -> None:
    chart = a_chart(steroid(name, dose, STOPPED))

    assert value_of(chart, "EX-05", infusion="2026-06-04T07:59+08:00") == expected


def test_at_exactly_72_hours_a_steroid_passes_and_a_tki_does_not() -> None:
    chart = a_chart(
        drug("imatinib", STOPPED, route="oral"), steroid("prednisone", "40 mg/day", STOPPED)
    )

    assert value_of(chart, "EX-03.2", infusion="2026-06-04T08:00+08:00") == "violation"
    assert value_of(chart, "EX-05", infusion="2026-06-04T08:00+08:00") == "met"
