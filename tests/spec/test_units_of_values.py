"""A value is judged in the units that its measure can have; in any other, its unit is asked for.

A limit in multiples of the laboratory's own needs no conversion, and yet no other unit: a digit or
the unit is wrong, and a ratio of two wrong numbers says nothing.
"""

import pytest

from tests.spec.charts import PROTOCOL, Json, a_chart, alerts_of, done, measurement, verdict_of

DAY = "2026-05-20"
SCREENED = done("screening", DAY)
INR = measurement("inr", "1.1", "ratio", DAY, uln="1.2")
APTT = measurement("aptt", "30", "s", DAY, uln="40")


def of(measure: str, value: str, unit: str, uln: str) -> Json:
    return measurement(measure, value, unit, DAY, uln=uln)


def judged(rule: str, *facts: Json) -> str:
    return str(verdict_of(a_chart(*facts, SCREENED), rule)["verdict"])


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        ("IN-08.1", of("ast", "30", "mg/dL", "40")),
        ("IN-08.2", of("alt", "30", "U/mL", "40")),
        ("IN-08.2", of("alt", "30", "%", "40")),
        ("IN-08.3", of("total_bilirubin", "20", "g/L", "21")),
        ("IN-08.3", of("total_bilirubin", "12", "U/L", "21")),
        ("IN-08.4", of("creatinine", "0.9", "g/L", "1.2")),
        ("IN-08.4", of("creatinine", "90", "nmol/L", "106")),
        ("IN-08.4", of("creatinine", "90", "μg/L", "106")),
        ("IN-08.4", of("creatinine", "1.1", "xx", "1.2")),
    ],
)
def test_within_the_limit_in_an_unknown_unit_or_another_dimension_is_not_met(
    rule: str, fact: Json
) -> None:
    assert judged(rule, fact) == "indeterminate"


@pytest.mark.parametrize("unit", ["s", "秒", "%", "mg/dL"])
def test_an_inr_in_seconds_or_percent_is_another_result(unit: str) -> None:
    assert judged("IN-08.6", INR, APTT) == "met"
    assert judged("IN-08.6", {**INR, "unit": unit}, APTT) == "indeterminate"


@pytest.mark.parametrize("unit", ["ms", "min", "ratio"])
def test_an_aptt_is_in_seconds(unit: str) -> None:
    assert judged("IN-08.6", INR, {**APTT, "unit": unit}) == "indeterminate"


@pytest.mark.parametrize("unit", ["log10 IU/mL", "log copies/mL", "Ct", "g/L"])
def test_a_logarithm_of_copies_is_not_compared_with_a_limit_of_detection(unit: str) -> None:
    count = measurement("ebv_dna", "3.5", unit, DAY, llod="400")

    assert (
        "EBV-DNA (f1) in IU/mL or copies/mL"
        in verdict_of(a_chart(count, SCREENED), "EX-10")["text"]
    )


@pytest.mark.parametrize(("unit", "met"), [("cycles", True), ("个疗程", True), ("weeks", False)])
def test_weeks_of_induction_are_no_cycles(unit: str, met: bool) -> None:
    induced = measurement("induction_cycles", "2", unit, DAY)

    assert (judged("IN-03.2", induced) == "met") is met


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        ("IN-08.1", of("ast", "30", "u/l", "40")),
        ("IN-08.1", of("ast", "30", "IU / L", "40")),
        ("IN-08.1", of("ast", "30", "Ｕ／Ｌ", "40")),
        ("IN-08.2", of("alt", "30", "单位/升", "40")),
        ("IN-08.2", of("alt", "0.5", "µkat/L", "0.7")),
        ("IN-08.3", of("total_bilirubin", "20", "μmol/L", "21")),
        ("IN-08.3", of("total_bilirubin", "20", "微摩尔/升", "21")),
        ("IN-08.3", of("total_bilirubin", "1", "mg/dL", "1.2")),
        ("IN-08.4", of("creatinine", "90", "µmol/L", "106")),
        ("IN-08.4", of("creatinine", "90", "μmol/L", "106")),
        ("IN-08.4", of("creatinine", "0.09", "mmol/L", "0.106")),
        ("IN-08.4", of("creatinine", "1.1", "MG/DL", "1.2")),
    ],
)
def test_a_known_unit_is_known_however_it_is_written(rule: str, fact: Json) -> None:
    assert judged(rule, fact) == "met"


def test_the_question_names_every_unit_in_which_it_can_be_answered() -> None:
    [alert] = alerts_of(
        a_chart(of("creatinine", "0.9", "g/L", "1.2"), SCREENED), "needs_information"
    )

    assert (alert["rule"], alert["fact"]) == ("IN-08.4", "f1")
    assert alert["text"].endswith(
        "On record: creatinine 0.9 g/L on 2026-05-20 (f1). To settle it, record creatinine (f1) in"
        " µmol/L, mg/dL or mmol/L."
    )


def test_an_inr_is_asked_for_as_a_ratio() -> None:
    seconds = {**INR, "unit": "s"}

    assert (
        "record INR (f1) as a ratio, without a unit."
        in (verdict_of(a_chart(seconds, APTT, SCREENED), "IN-08.6")["text"])
    )


def test_no_limit_in_multiples_is_judged_in_just_any_unit() -> None:
    in_multiples = {
        alternative.measure
        for condition in PROTOCOL.condition
        for need in condition.needs
        for alternative in need
        if alternative.times is not None and alternative.measure is not None
    }

    assert in_multiples
    assert not [name for name in in_multiples if PROTOCOL.measure_by_id[name].knows("stone")]
