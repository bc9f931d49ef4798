"""Doses in every unit in which drugs are given, as wards write them: exact, and never another.

Methotrexate changes its rule at 25 mg/m² of one administration, steroids count from 10 mg of
hydrocortisone a day: each unit is tried just below such a limit, exactly at it, just above.
"""

import pytest

from models.chart import read_chart
from models.errors import InputRefused
from models.reasons.refusals.fields import DoseUnitUnknown
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    alerts_of,
    drug,
    picture_of,
    step_of,
    steroid,
    value_of,
)

LAST = "2026-06-01"
A_WEEK = "2026-06-09T00:00+08:00"
TWO_WEEKS = "2026-06-16T00:00+08:00"
BOTH = {"EX-03", "EX-03.3"}


def rules_of(chart: Json) -> set[str]:
    """The rules that count f1 or may."""
    verdicts = picture_of(chart, infusion="2026-06-10")["verdicts"]
    return {v["rule"] for v in verdicts if v["fact"] == "f1" and v["clears_at"]}


@pytest.mark.parametrize(
    ("below", "at", "above", "unit"),
    [
        ("24.999999", "25", "25.000001", "mg/m2"),
        ("0.024999999", "0.025", "0.025000001", "g/m2"),
        ("24999.999", "25000", "25000.001", "ug/m2"),
        ("24999.999", "25000", "25000.001", "µg/m2"),  # the micro sign
        ("24999.999", "25000", "25000.001", "μg/m2"),  # the Greek letter
        ("24999.999", "25000", "25000.001", "mcg/m2"),
    ],
)
def test_a_dose_per_square_metre_is_read_exactly(
    below: str, at: str, above: str, unit: str
) -> None:
    for value, rule in ((below, "EX-03.3"), (at, "EX-03"), (above, "EX-03")):
        assert rules_of(a_chart(drug("methotrexate", LAST, dose=f"{value} {unit}"))) == {rule}


@pytest.mark.parametrize(
    ("below", "at", "unit"),
    [
        ("9.999999", "10", "mg/day"),
        ("0.009999999", "0.01", "g/day"),
        ("9999.999", "10000", "ug/day"),
        ("0.199999", "0.2", "mg/kg/day"),  # of 50 kg
        ("0.000199999", "0.0002", "g/kg/day"),
        ("199.999", "200", "mcg/kg/day"),
    ],
)
def test_a_days_dose_is_read_exactly(below: str, at: str, unit: str) -> None:
    for value, expected in ((below, "not_applicable"), (at, "violation")):
        chart = a_chart(steroid("hydrocortisone", f"{value} {unit}", LAST), weight_kg="50")
        assert value_of(chart, "EX-05", infusion="2026-06-02") == expected


@pytest.mark.parametrize(
    "unit",
    [
        "mg/m²", "MG/M2", "Mg/M2", "mg / m2", "mg/m^2", "mg/㎡", "㎎/m2", "ｍｇ／ｍ２", "mg per m2",
        "mg·m-2", "mg·m⁻²", "milligrams/m2", "毫克/平方米", "mg/sqm", "mg/m2/dose", "mg/m2/次",
    ],
)  # fmt: skip
def test_spelling_is_forgiven(unit: str) -> None:
    assert rules_of(a_chart(drug("methotrexate", LAST, dose=f"24.9 {unit}"))) == {"EX-03.3"}
    assert rules_of(a_chart(drug("methotrexate", LAST, dose=f"25 {unit}"))) == {"EX-03"}


@pytest.mark.parametrize(
    "unit",
    ["mg/d", "MG/DAY", "mg/24h", "mg per day", "mg/天", "毫克/日", "毫克每天", "mg·d-1"],
)
def test_a_day_is_written_in_many_ways(unit: str) -> None:
    assert value_of(a_chart(steroid("prednisone", f"2.49 {unit}", LAST)), "EX-05") == (
        "not_applicable"
    )


@pytest.mark.parametrize("unit", ["mg/m2/day", "mg/day/m2", "mg/m2·d", "mg/(m2·day)", "mg/(㎡*d)"])
def test_a_days_dose_per_square_metre_is_written_in_many_ways(unit: str) -> None:
    assert rules_of(a_chart(drug("cytarabine", LAST, dose=f"99.9 {unit}"))) == {"EX-03.3"}
    assert rules_of(a_chart(drug("cytarabine", LAST, dose=f"100 {unit}"))) == {"EX-03"}


def test_digits_of_a_chinese_keyboard_are_digits() -> None:
    assert rules_of(a_chart(drug("methotrexate", LAST, dose="２４．９ mg/m2"))) == {"EX-03.3"}
    assert rules_of(a_chart(drug("methotrexate", LAST, dose="２５ mg/m2"))) == {"EX-03"}


@pytest.mark.parametrize(
    "unit",
    [
        "ng/m2", "kg", "Mg/l", "mg/ml", "mg/mL", "ml", "mol", "mmol/m2", "mg/h", "mg/week", "mgm2",
        "mg/m", "mg/m3", "mg/m2/m2", "mg/kg/m2", "mg·m2", "mU", "MU", "MIU/m2", "万单位", "片",
        "mg/day/day", "mg/day/dose", "per mg", "m2", "/day", "mg m2", "lb", "%", " ",
    ],
)  # fmt: skip
def test_what_is_no_unit_of_a_dose_is_refused_and_none_is_offered(unit: str) -> None:
    chart = a_chart(drug("cytarabine", LAST))
    chart["facts"][0]["dose"] = {"value": "3", "unit": unit}

    with pytest.raises(InputRefused) as refused:
        read_chart(chart, protocol=PROTOCOL, now=0)
    [fault] = refused.value.faults
    assert fault.path == "facts[0].dose.unit"
    assert isinstance(fault.reason, DoseUnitUnknown)


@pytest.mark.parametrize("unit", ["IU", "U", "IU/m2", "U/kg", "IU/m2/day", "单位/平方米", "u/㎡"])
def test_asparaginase_is_given_in_units(unit: str) -> None:
    chart = a_chart(drug("pegaspargase", LAST, dose=f"2500 {unit}", route="im"))

    assert rules_of(chart) == {"EX-03.5"}
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-30T00:00+08:00"


@pytest.mark.parametrize(
    ("name", "dose"),
    [
        ("methotrexate", "10 mg"),  # flat, and nobody's surface is known
        ("methotrexate", "5 g"),
        ("methotrexate", "0.1 mg/kg"),  # no weight
        ("methotrexate", "10 IU/m2"),  # another dimension
        ("cytarabine", "10 mg/day"),
        ("cytarabine", "1 mg/kg/day"),
        ("cytarabine", "1 IU/m2/day"),
    ],
)
def test_a_dose_that_cannot_be_held_against_its_limit_is_as_if_it_were_missing(
    name: str, dose: str
) -> None:
    said, unsaid = a_chart(drug(name, LAST, dose=dose)), a_chart(drug(name, LAST))

    assert rules_of(said) == rules_of(unsaid) == BOTH
    assert step_of(said, "infusion")["clears_at"] == TWO_WEEKS
    assert step_of(said, "infusion") == step_of(unsaid, "infusion")


@pytest.mark.parametrize(
    ("dose", "weight", "expected"),
    [
        ("0.001 mg/kg/day", None, "indeterminate"),
        ("0.001 mg/kg/day", "50", "not_applicable"),
        ("1 IU/day", "50", "indeterminate"),
        ("1 mg/kg/day", "50", "violation"),
    ],
)
def test_a_dose_per_kilogram_needs_the_weight(dose: str, weight: str | None, expected: str) -> None:
    header = {} if weight is None else {"weight_kg": weight}
    chart = a_chart(steroid("dexamethasone", dose, LAST), **header)

    assert value_of(chart, "EX-05", infusion="2026-06-02") == expected


@pytest.mark.parametrize(
    ("name", "dose", "asked"),
    [
        ("dexamethasone", "10 IU", "mg/day"),
        ("methotrexate", "10 IU/m2", "mg/m2"),
        ("cytarabine", "100 U/m2/day", "mg/m2/day"),
        ("dexamethasone", "10 mg", None),
        ("pegaspargase", "2500 IU/m2", None),
    ],
)
def test_a_limit_in_milligrams_asks_what_a_dose_in_units_of_activity_was(
    name: str, dose: str, asked: str | None
) -> None:
    """However long ago it was: nobody gave it so, and the drug or the unit is wrong."""
    chart = a_chart(drug(name, "2026-04-20", dose=dose, route="iv"))
    found = [
        alert["reason"]["unit"]
        for alert in alerts_of(chart, "needs_information")
        if alert["reason"]["kind"] == "unit_against_limit"
    ]

    assert found == ([asked] if asked else [])


def test_what_is_asked_of_a_steroid_in_units_of_activity() -> None:
    [alert] = alerts_of(
        a_chart(drug("dexamethasone", "2026-04-20", dose="10 IU", route="iv")), "needs_information"
    )

    assert (alert["severity"], alert["step"], alert["fact"]) == ("warning", "infusion", "f1")
    assert alert["text"].endswith(
        "Dexamethasone (f1) has a dose in units of activity, and its limit counts in mg/day: it is"
        " judged as if the dose were missing."
    )
