"""EX-12a to d: ejection fraction, heart failure, QTc by Bazett, blood pressure after treatment."""

import pytest

from tests.spec.charts import Json, a_chart, done, finding, measurement, verdict_of

DAY = "2026-05-20"
RHYTHM = [finding("severe_arrhythmia", False, DAY), finding("conduction_abnormality", False, DAY)]


def of(measure: str, value: str, unit: str) -> Json:
    return measurement(measure, value, unit, DAY)


def judged(rule: str, *facts: Json) -> str:
    return str(verdict_of(a_chart(*facts, done("screening", DAY)), rule)["verdict"])


@pytest.mark.parametrize(
    ("rule", "fact", "expected"),
    [
        ("EX-12a", of("lvef", "45", "%"), "violation"),  # ≤ 45 % is excluded
        ("EX-12a", of("lvef", "45.1", "%"), "met"),
        ("EX-12a", of("lvef", "0.58", "fraction"), "indeterminate"),  # asked for in %
        ("EX-12b", of("nyha_class", "2", "class"), "met"),
        ("EX-12b", of("nyha_class", "3", "class"), "violation"),
        ("EX-12b", finding("heart_failure_nyha_3_4", True, DAY), "violation"),
    ],
)
def test_the_heart_is_judged_at_the_limit(rule: str, fact: Json, expected: str) -> None:
    assert judged(rule, fact) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([of("qtc", "479.9", "ms"), *RHYTHM], "met"),
        ([of("qtc", "480", "ms"), *RHYTHM], "violation"),  # ≥ 480 ms is excluded
        ([of("qtc", "0.48", "s"), *RHYTHM], "violation"),
        ([of("qt", "384", "ms"), of("rr", "0.64", "s"), *RHYTHM], "violation"),  # 384 ÷ 0.8
        ([of("qt", "383.9", "ms"), of("rr", "640", "ms"), *RHYTHM], "met"),
        ([of("qt", "320", "ms"), of("heart_rate", "135", "bpm"), *RHYTHM], "violation"),  # ÷ 2/3
        ([of("qt", "319.9", "ms"), of("heart_rate", "135", "bpm"), *RHYTHM], "met"),
        ([of("qt", "320", "ms"), *RHYTHM], "indeterminate"),  # no heart rate
        ([of("qtc", "430", "ms")], "indeterminate"),  # nothing is said of the rhythm
        ([of("qtc", "430", "ms"), finding("severe_arrhythmia", True, DAY)], "violation"),
    ],
)
def test_qtc_is_exact_and_by_bazett(facts: list[Json], expected: str) -> None:
    assert judged("EX-12c", *facts) == expected


@pytest.mark.parametrize(
    ("pressure", "uncontrolled", "expected"),
    [
        (("139", "89"), "not asked", "met"),
        (("140", "89"), "not asked", "indeterminate"),  # a single reading may be untreated
        (("139", "90"), None, "indeterminate"),
        (("140", "89"), True, "violation"),
        (("139", "90"), True, "violation"),  # and/or
        (("150", "95"), False, "met"),
    ],
)
def test_high_blood_pressure_excludes_if_treatment_did_not_control_it(
    pressure: tuple[str, str], uncontrolled: bool | str | None, expected: str
) -> None:
    systolic, diastolic = pressure
    facts = [of("systolic_bp", systolic, "mmHg"), of("diastolic_bp", diastolic, "mmHg")]
    if not isinstance(uncontrolled, str):
        facts.append(finding("uncontrolled_hypertension", uncontrolled, DAY))

    assert judged("EX-12d", *facts) == expected
