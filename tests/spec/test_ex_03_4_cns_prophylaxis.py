"""EX-03.4: CNS prophylaxis stopped more than 1 week before infusion; exactly 7 days fails.

It means intrathecal methotrexate, cytarabine, dexamethasone: flat doses, so the mg/m²
limits of EX-03.3 do not apply. A drug with two roles waits for the longer (K7).
"""

import pytest

from tests.spec.charts import a_chart, drug, radiotherapy, step_of, value_of

LAST = "2026-06-01"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-07", "violation"),  # 6 days
        ("2026-06-08", "violation"),  # 7 days exactly
        ("2026-06-09", "met"),  # 8 days
    ],
)
def test_the_first_day_is_the_eighth_after_the_last_dose(infusion: str, expected: str) -> None:
    chart = a_chart(
        drug("methotrexate", LAST, dose="12 mg", route="intrathecal", purpose="cns_prophylaxis")
    )

    assert value_of(chart, "EX-03.4", infusion=infusion) == expected


@pytest.mark.parametrize(
    ("name", "dose"),
    [
        ("methotrexate", "12 mg"),
        ("methotrexate", None),  # an unknown intrathecal dose leaves nothing open
        ("cytarabine", "50 mg"),
        ("dexamethasone", "5 mg"),
    ],
)
@pytest.mark.parametrize("purpose", ["cns_prophylaxis", "other"])  # treatment: the same clock
def test_an_intrathecal_drug_falls_under_this_rule_alone(
    name: str, dose: str | None, purpose: str
) -> None:
    chart = a_chart(drug(name, LAST, dose=dose, route="intrathecal", purpose=purpose))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == "2026-06-09T00:00+08:00"
    assert infusion["cleared_by"] == [{"rule": "EX-03.4", "fact": "f1"}]
    assert value_of(chart, "EX-03", infusion="2026-06-10") == "not_applicable"
    assert value_of(chart, "EX-05", infusion="2026-06-10") == "not_applicable"


def test_intrathecal_cytarabine_adds_nothing_to_the_daily_sum() -> None:
    chart = a_chart(
        drug("cytarabine", LAST, dose="99 mg/m2/day"),
        drug("cytarabine", LAST, dose="50 mg", route="intrathecal", purpose="cns_prophylaxis"),
    )

    assert value_of(chart, "EX-03.3", infusion="2026-06-09") == "met"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-09T00:00+08:00"


def test_high_dose_methotrexate_as_prophylaxis_waits_for_the_longer_rule() -> None:
    chart = a_chart(drug("methotrexate", LAST, dose="3000 mg/m2", purpose="cns_prophylaxis"))

    assert value_of(chart, "EX-03.4", infusion="2026-06-10") == "met"
    assert value_of(chart, "EX-03", infusion="2026-06-10") == "violation"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"


def test_cranial_radiation_given_as_prophylaxis_waits_eight_weeks() -> None:
    chart = a_chart(radiotherapy("cns", LAST))

    assert value_of(chart, "EX-04b", infusion="2026-06-10") == "violation"
    assert step_of(chart, "infusion")["clears_at"] == "2026-07-27T00:00+08:00"
