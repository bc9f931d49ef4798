"""Values that no body can have: a digit, a point or the unit is wrong, and nothing is met."""

from fractions import Fraction

import pytest

from models.chart import read_chart
from models.errors import Fault, InputRefused
from models.plan import assess
from models.reasons.questions.results import ValueWanted, Wanted
from models.reasons.refusals.charts import ValueImpossible
from models.timeline.readings.formulas import worked_out
from models.timeline.readings.readings import Values
from models.timeline.values import VerdictValue
from models.timeline.windows.case import open_case
from tests.refusals import said
from tests.spec.charts import PROTOCOL, Json, a_chart, done, measurement, value_of
from tests.spec.test_constants_corrected import constant

DAY = "2026-05-20"


def _is_impossible(fault: Fault) -> bool:
    return isinstance(fault.reason, ValueImpossible)


def faults_of(*facts: Json) -> list[str]:
    try:
        read_chart(a_chart(*facts), protocol=PROTOCOL, now=10**8)
    except InputRefused as refused:
        return [fault.path for fault in refused.faults if _is_impossible(fault)]
    return []


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [
        ("lvef", "450", "%"),
        ("lvef", "0.58", "%"),
        ("spo2", "150", "%"),
        ("spo2", "0.95", "%"),
        ("qt", "0.4", "ms"),
        ("qt", "400", "s"),
        ("rr", "800", "s"),
        ("rr", "0.8", "ms"),
        ("qtc", "0.43", "ms"),
        ("heart_rate", "0", "bpm"),
        ("creatinine", "1.1", "umol/L"),
        ("creatinine", "1.1", "µmol/L"),
        ("creatinine", "97", "mg/dL"),
        ("creatinine", "97", "mmol/L"),
        ("total_bilirubin", "0.2", "umol/L"),
        ("total_bilirubin", "120", "mg/dL"),
        ("inr", "0", "ratio"),
        ("aptt", "1.1", "s"),
        ("marrow_lymphoblasts", "101", "%"),
        ("ecog", "90", "score"),
        ("nyha_class", "5", "class"),
        ("systolic_bp", "12", "mmHg"),
        ("systolic_bp", "1400", "mmHg"),
        ("diastolic_bp", "900", "mmHg"),
    ],
)
def test_a_value_that_no_body_can_have_is_refused_where_it_stands(
    measure: str, value: str, unit: str
) -> None:
    assert faults_of(measurement(measure, value, unit, DAY)) == ["facts[0].value"]


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [
        ("lvef", "8", "%"),
        ("spo2", "32", "%"),
        ("qtc", "0.75", "s"),
        ("heart_rate", "300", "/min"),
        ("heart_rate", "18", "/min"),
        ("creatinine", "9", "umol/L"),
        ("creatinine", "70", "mg/dL"),
        ("creatinine", "1.2", "mmol/L"),
        ("ast", "40000", "U/L"),
        ("ast", "3", "×ULN"),
        ("total_bilirubin", "80", "mg/dL"),
        ("inr", "20", "ratio"),
        ("diastolic_bp", "0", "mmHg"),
        ("systolic_bp", "370", "mmHg"),
        ("hbv_dna", "10000000000", "IU/mL"),
        ("lvef", "0.58", "fraction"),  # another unit is asked for, not refused
    ],
)
def test_no_living_patient_is_refused(measure: str, value: str, unit: str) -> None:
    assert faults_of(measurement(measure, value, unit, DAY)) == []


@pytest.mark.parametrize("measure", [measure.id for measure in PROTOCOL.measure])
def test_every_measure_has_a_range_with_both_ends_included(measure: str) -> None:
    known = PROTOCOL.measure_by_id[measure]
    unit, within = next(iter(known.possible.items()))
    unit = "" if unit == "any" else unit
    tried = (within.least, within.most, within.most + Fraction(1, 1000))
    said = [
        faults_of(measurement(measure, f"{float(value):.4f}", unit or "score", DAY))
        for value in tried
    ]

    assert said == [[], [], ["facts[0].value"]]


@pytest.mark.parametrize(
    ("uln", "expected"),
    [("84", ["facts[0].uln"]), ("3", []), ("0.3", []), ("0.2", ["facts[0].uln"])],
)
def test_an_upper_limit_of_normal_tells_the_units_of_creatinine_apart(
    uln: str, expected: list[str]
) -> None:
    assert faults_of(measurement("creatinine", "70", "mg/dL", DAY, uln=uln)) == expected


@pytest.mark.parametrize(("weight", "expected"), [("15", []), ("5.8", ["facts[0].value"])])
def test_a_weight_is_that_of_somebody(weight: str, expected: list[str]) -> None:
    assert faults_of(constant("weight_kg", weight)) == expected


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        ("EX-12a", measurement("lvef", "450", "%", DAY)),
        ("IN-08.4", measurement("creatinine", "1.1", "umol/L", DAY, uln="1.2")),
        ("IN-08.4", measurement("creatinine", "1.1", "mg/dL", DAY, uln="84")),
        ("IN-08.1", measurement("ast", "0.4", "U/L", DAY, uln="40")),
        ("IN-08.5", measurement("spo2", "950", "%", DAY)),
    ],
)
def test_on_record_it_locks_no_chart_and_lets_nobody_in(rule: str, fact: Json) -> None:
    now = 10**8
    chart = read_chart(a_chart(fact), protocol=PROTOCOL, now=now, on_record=1)
    plan = assess(open_case(chart, PROTOCOL), now)

    [verdict] = [verdict for verdict in plan.verdicts if verdict.rule == rule]
    assert verdict.value is VerdictValue.INDETERMINATE


def test_a_weight_on_record_that_nobody_has_gives_no_clearance() -> None:
    creatinine = measurement("creatinine", "2", "mg/dL", DAY, uln="1")
    by_weight = {
        weight: value_of(
            a_chart(creatinine, done("screening", DAY), born="1986-05-20", weight_kg=weight),
            "IN-08.4",
        )
        for weight in ("86.4", "864")
    }

    assert by_weight == {"86.4": "met", "864": "indeterminate"}


def test_without_a_range_a_creatinine_of_nothing_gives_no_clearance_and_is_asked_for() -> None:
    """A protocol need not state a range; nothing is divided by 0 all the same."""
    bare = PROTOCOL.measure_by_id["creatinine"].model_copy(update={"possible": {}})
    known = {**PROTOCOL.measure_by_id, "creatinine": bare}
    protocol = PROTOCOL.model_copy(update={"measure_by_id": known})
    facts = a_chart(measurement("creatinine", "0", "mg/dL", DAY), born="1986", weight_kg="86.4")
    chart = read_chart(facts, protocol=protocol, now=10**8)

    [reading] = worked_out(known["creatinine_clearance"], Values(chart, protocol, None))

    wanted = ValueWanted(wanted=Wanted.VALUE, about="creatinine", fact="f1")
    assert (reading.value, reading.ask) == (None, wanted)


def test_the_sentence_names_what_it_is_with_both_ends_and_asks_for_number_and_unit() -> None:
    with pytest.raises(InputRefused) as refused:
        read_chart(a_chart(measurement("lvef", "450", "%", DAY)), protocol=PROTOCOL, now=10**8)

    [fault] = refused.value.faults
    assert (fault.path, said(fault.reason)) == (
        "facts[0].value",
        "450 % is no value that lvef can have (5 to 95 %); check the number and the unit",
    )
