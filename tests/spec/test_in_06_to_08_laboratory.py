"""IN-06 to IN-08: marrow, ECOG and organ function at screening; each limit at its edge.

Limits "≤" and "≥" are included, SpO2 "> 91 %" is not. Creatinine or clearance is enough.
"""

import pytest

from tests.spec.charts import Json, a_chart, alerts_of, done, finding, measurement, verdict_of

DAY = "2026-05-20"
SCREENED = done("screening", DAY)


def of(measure: str, value: str, unit: str, **limits: str) -> Json:
    return measurement(measure, value, unit, DAY, **limits)


def judged(rule: str, *facts: Json, **header: str) -> str:
    return str(verdict_of(a_chart(*facts, SCREENED, **header), rule)["verdict"])


@pytest.mark.parametrize(
    ("rule", "fact", "expected"),
    [
        ("IN-06", of("marrow_lymphoblasts", "5", "%"), "met"),
        ("IN-06", of("marrow_lymphoblasts", "4.9", "%"), "violation"),
        ("IN-07", of("ecog", "1", "score"), "met"),
        ("IN-07", of("ecog", "2", "score"), "violation"),
        ("IN-08.1", of("ast", "120", "U/L", uln="40"), "met"),
        ("IN-08.1", of("ast", "120.1", "U/L", uln="40"), "violation"),
        ("IN-08.1", of("ast", "3", "×ULN"), "met"),  # recorded as the multiple itself
        ("IN-08.1", of("ast", "120", "U/L"), "indeterminate"),  # no ULN: nothing to compare with
        ("IN-08.2", of("alt", "120", "U/L", uln="40"), "met"),
        ("IN-08.2", of("alt", "121", "U/L", uln="40"), "violation"),
    ],
)
def test_a_value_is_judged_at_its_limit(rule: str, fact: Json, expected: str) -> None:
    assert judged(rule, fact) == expected


def bilirubin(total: str, direct: str | None = None) -> list[Json]:
    values = [of("total_bilirubin", total, "umol/L", uln="20")]
    return values + ([of("direct_bilirubin", direct, "umol/L", uln="6")] if direct else [])


def gilbert(present: bool | None) -> Json:
    return finding("gilbert_syndrome", present, DAY)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (bilirubin("40"), "met"),
        (bilirubin("41"), "indeterminate"),  # Gilbert's syndrome would exempt: asked for
        ([*bilirubin("41"), gilbert(False)], "violation"),
        ([*bilirubin("41"), gilbert(True)], "indeterminate"),  # direct bilirubin decides
        ([*bilirubin("60", "9"), gilbert(True)], "met"),  # 3 and 1.5 × ULN
        ([*bilirubin("60", "9.1"), gilbert(True)], "violation"),
        ([*bilirubin("60.1", "9"), gilbert(True)], "violation"),
        (bilirubin("60.1"), "violation"),  # too high even with Gilbert's syndrome
    ],
)
def test_bilirubin_may_be_higher_with_gilbert_s_syndrome(facts: list[Json], expected: str) -> None:
    assert judged("IN-08.3", *facts) == expected


def creatinine(value: str, unit: str = "mg/dL", uln: str = "1") -> Json:
    return of("creatinine", value, unit, uln=uln)


FORTY, WEIGHT = {"born": "1986-05-20"}, {"weight_kg": "86.4"}  # 100 × 86.4 ÷ 72 = 120


@pytest.mark.parametrize(
    ("fact", "header", "expected"),
    [
        (creatinine("1.5"), {}, "met"),
        (creatinine("1.51"), {}, "indeterminate"),  # the clearance is not known without weight
        (creatinine("2"), FORTY | WEIGHT, "met"),  # 120 ÷ 2 = 60 exactly
        (creatinine("2.01"), FORTY | WEIGHT, "violation"),
        (creatinine("176.8", "µmol/L", "88.4"), FORTY | WEIGHT, "met"),  # the same 2 mg/dL
        (creatinine("176.9", "umol/L", "88.4"), FORTY | WEIGHT, "violation"),
        (creatinine("2.01"), {"born": "1986-05-21"} | WEIGHT, "met"),  # 39 for one day more
        (creatinine("2.01"), {"born": "1986-05"} | WEIGHT, "indeterminate"),  # 39 or 40
        (creatinine("2.01"), {"born": "1986-04"} | WEIGHT, "violation"),  # 40 on any of its days
        (creatinine("2.01"), {"born": "1986-06"} | WEIGHT, "met"),  # still 39
        (creatinine("1.7"), FORTY | WEIGHT | {"sex": "female"}, "met"),  # × 0.85: 60 exactly
        (creatinine("1.71"), FORTY | WEIGHT | {"sex": "female"}, "violation"),
        (creatinine("2", "stone"), FORTY | WEIGHT, "indeterminate"),
    ],
)
def test_a_high_creatinine_is_settled_by_its_clearance(
    fact: Json, header: dict[str, str], expected: str
) -> None:
    assert judged("IN-08.4", fact, **header) == expected


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ("2026-05-19", "met"),  # the day before the birthday: 39, and 60.3 mL/min
        ("2026-05-20", "violation"),
        ("2026-05-10/2026-05-19", "met"),  # 39 on all of its days
        ("2026-05-19/2026-05-20", "indeterminate"),
        ("2026-05", "indeterminate"),
        ("2026-05-20/2026-05-30", "violation"),
    ],
)
def test_the_age_is_that_of_each_day_on_which_creatinine_may_have_been_measured(
    measured: str, expected: str
) -> None:
    blood = measurement("creatinine", "2.01", "mg/dL", measured, uln="1")
    chart = a_chart(blood, done("screening", "2026-06-01"), **FORTY, **WEIGHT)

    assert verdict_of(chart, "IN-08.4")["verdict"] == expected


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("IN-08.5", {"spo2": "91.1", "dyspnoea_grade": "1"}, "met"),
        ("IN-08.5", {"spo2": "91", "dyspnoea_grade": "1"}, "violation"),
        ("IN-08.5", {"spo2": "95", "dyspnoea_grade": "2"}, "violation"),
        ("IN-08.5", {"spo2": "95"}, "indeterminate"),
        ("IN-08.5", {"spo2": "91"}, "violation"),  # the other half cannot mend it
        ("IN-08.6", {"inr": "1.5", "aptt": "1.5"}, "met"),
        ("IN-08.6", {"inr": "1.5", "aptt": "1.51"}, "violation"),
        ("IN-08.6", {"inr": "1.5"}, "indeterminate"),
    ],
)
def test_both_halves_must_hold(rule: str, values: dict[str, str], expected: str) -> None:
    units = {"spo2": "%", "dyspnoea_grade": "grade"}
    facts = [of(name, value, units.get(name, "×ULN")) for name, value in values.items()]

    assert judged(rule, *facts) == expected


def test_the_verdict_says_limit_value_day_and_what_to_record() -> None:
    chart = a_chart(of("ast", "130", "U/L"), SCREENED)

    assert verdict_of(chart, "IN-08.1")["text"] == (
        "Cannot tell: AST at most 3 × ULN (NCT04684147 inclusion 8.1). On record: AST 130 U/L on"
        " 2026-05-20 (f1). To settle it, record the upper limit of normal of AST (f1)."
    )


def test_who_is_not_eligible_is_told_whether_or_not_screening_has_a_date() -> None:
    high = of("alt", "130", "U/L", uln="40")

    for chart in (a_chart(high), a_chart(high, SCREENED)):
        [alert] = alerts_of(chart, "ineligible")
        assert alert["text"] == (
            "Do not go on; ask the investigator, and record a screen failure or the waiver."
            " Not met: ALT at most 3 × ULN (NCT04684147 inclusion 8.2). On record: ALT 130 U/L on"
            " 2026-05-20 (f1)."
        )
