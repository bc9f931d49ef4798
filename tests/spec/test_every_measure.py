"""The widest range of each measured value, and of a laboratory's upper limit, in each unit.

They are site defaults, wide enough for any living adult: outside of them a digit, a point or the
unit is wrong. Both ends are included.
"""

from decimal import Decimal

import pytest

from models.chart import read_chart
from models.errors import InputRefused
from models.protocol.conditions import Measure
from models.protocol.possible import ANY_UNIT, plain_unit
from models.reasons.refusals.charts import ValueImpossible
from tests.spec.charts import PROTOCOL, Json, a_chart, drug, measurement, value_of

DAY = "2026-05-20"
ENZYMES = ("U/L", "IU/L", "单位/升", "国际单位/升")
ENZYME = {**dict.fromkeys(ENZYMES, ("1", "100000")), "µkat/L": ("0.01", "2000")}
ENZYME_LIMIT = {**dict.fromkeys(ENZYMES, ("5", "200")), "µkat/L": ("0.08", "4")}
MICROMOLES = ("umol/L", "微摩尔/升")
SECONDS = ("s", "sec", "seconds", "秒")
COPIES = ("0", "100000000000")
CELSIUS, FAHRENHEIT = ("20", "46"), ("68", "115")

RANGES = {
    "marrow_lymphoblasts": {"%": ("0", "100")},
    "ecog": {"score": ("0", "5")},
    "ast": ENZYME,
    "alt": ENZYME,
    "total_bilirubin": {**dict.fromkeys(MICROMOLES, ("0.5", "1500")), "mg/dL": ("0.03", "90")},
    "direct_bilirubin": {**dict.fromkeys(MICROMOLES, ("0", "1500")), "mg/dL": ("0", "90")},
    "creatinine": {
        "mg/dL": ("0.1", "80"),
        "umol/L": ("8.84", "7072"),  # 1 mg/dL is 88.4 µmol/L
        "mmol/L": ("0.00884", "7.072"),
    },
    "creatinine_clearance": {"mL/min": ("0", "500")},
    "dyspnoea_grade": {"grade": ("0", "5")},
    "spo2": {"%": ("20", "100")},
    "inr": {"ratio": ("0.3", "50")},
    "aptt": dict.fromkeys(SECONDS, ("8", "600")),
    "hbv_dna": {"IU/mL": COPIES},
    "ebv_dna": {"copies/mL": COPIES},
    "cmv_dna": {"copies/mL": COPIES},
    "lvef": {"%": ("5", "95")},
    "nyha_class": {"class": ("0", "4")},
    "qtc": {"ms": ("150", "1200"), "s": ("0.15", "1.2")},
    "qt": {"ms": ("100", "1200"), "s": ("0.1", "1.2")},
    "rr": {"ms": ("150", "6000"), "s": ("0.15", "6")},
    "heart_rate": dict.fromkeys(("/min", "bpm", "beats/min", "1/min"), ("10", "400")),
    "systolic_bp": {"mmHg": ("30", "400")},
    "diastolic_bp": {"mmHg": ("0", "300")},
    "bsa": {"m2": ("0.5", "5"), "m²": ("0.5", "5")},
    "life_expectancy": dict.fromkeys(("months", "month", "个月", "月"), ("0", "1200")),
    "induction_cycles": {"cycles": ("0", "30")},
    "body_temperature": {
        **dict.fromkeys(("°C", "℃", "C", "度", "摄氏度"), CELSIUS),
        **dict.fromkeys(("°F", "℉", "F", "华氏度"), FAHRENHEIT),
    },
}
UPPER_LIMITS = {
    "ast": ENZYME_LIMIT,
    "alt": ENZYME_LIMIT,
    "total_bilirubin": {**dict.fromkeys(MICROMOLES, ("5", "60")), "mg/dL": ("0.3", "4")},
    "direct_bilirubin": {**dict.fromkeys(MICROMOLES, ("1", "30")), "mg/dL": ("0.05", "2")},
    "creatinine": {
        "mg/dL": ("0.3", "3"),
        "umol/L": ("26.52", "265.2"),
        "mmol/L": ("0.02652", "0.2652"),
    },
    "inr": {"ratio": ("0.8", "3")},
    "aptt": dict.fromkeys(SECONDS, ("15", "80")),
}


def flat(ranges: dict[str, dict[str, tuple[str, str]]]) -> list[tuple[str, str, str, str]]:
    return [(name, unit, *ends) for name, of in ranges.items() for unit, ends in of.items()]


def refused(fact: Json) -> list[str]:
    """The fields of a fact that nobody can have."""
    try:
        read_chart(a_chart(fact), protocol=PROTOCOL, now=10**8)
    except InputRefused as found:
        return [f.path for f in found.faults if isinstance(f.reason, ValueImpossible)]
    return []


def beyond(end: str, by: int) -> str:
    return f"{Decimal(end) + by * Decimal('0.0001'):f}"


def test_each_measure_has_its_ranges() -> None:
    limited = {measure.id for measure in PROTOCOL.measure if measure.possible_uln}

    assert {measure.id for measure in PROTOCOL.measure} == RANGES.keys()
    assert limited == UPPER_LIMITS.keys()


@pytest.mark.parametrize("measure", PROTOCOL.measure, ids=lambda measure: measure.id)
def test_each_unit_of_its_ranges_is_tried(measure: Measure) -> None:
    tried = {plain_unit(unit) for unit in RANGES[measure.id]}
    limits = {plain_unit(unit) for unit in UPPER_LIMITS.get(measure.id, ())}

    assert set(map(plain_unit, measure.possible)) - {ANY_UNIT} <= tried
    assert set(map(plain_unit, measure.possible_uln)) - {ANY_UNIT} <= limits


@pytest.mark.parametrize(("measure", "unit", "least", "most"), flat(RANGES))
def test_a_value_is_possible_from_its_least_to_its_most(
    measure: str, unit: str, least: str, most: str
) -> None:
    def reads(value: str) -> list[str]:
        return refused(measurement(measure, value, unit, DAY))

    assert reads(least) == reads(most) == []
    assert reads(beyond(most, 1)) == ["facts[0].value"]
    if Decimal(least):
        assert reads(beyond(least, -1)) == ["facts[0].value"]


@pytest.mark.parametrize(("measure", "unit", "least", "most"), flat(UPPER_LIMITS))
def test_an_upper_limit_of_normal_is_possible_from_its_least_to_its_most(
    measure: str, unit: str, least: str, most: str
) -> None:
    def reads(uln: str) -> list[str]:
        value = RANGES[measure][unit][1]
        return refused(measurement(measure, value, unit, DAY, uln=uln))

    assert reads(least) == reads(most) == []
    assert reads(beyond(least, -1)) == reads(beyond(most, 1)) == ["facts[0].uln"]


ENOUGH = [
    ("IN-06", "marrow_lymphoblasts", "5", "4.99", "%"),
    ("IN-08.4", "creatinine_clearance", "60", "59.99", "mL/min"),
    ("EX-12a", "lvef", "45.01", "45", "%"),
    *(("EX-19", "life_expectancy", "3", "2.99", unit) for unit in RANGES["life_expectancy"]),
]


@pytest.mark.parametrize(("rule", "measure", "met", "not_met", "unit"), ENOUGH)
def test_a_unit_counts_as_what_it_is(
    rule: str, measure: str, met: str, not_met: str, unit: str
) -> None:
    def judged(value: str) -> str:
        when = {"screening": DAY, "apheresis": DAY, "infusion": DAY}
        return value_of(a_chart(measurement(measure, value, unit, DAY)), rule, **when)

    assert judged(met) == "met"
    assert judged(not_met) != "met"


@pytest.mark.parametrize("unit", RANGES["bsa"])
@pytest.mark.parametrize(("dose", "rule"), [("45 mg", "EX-03"), ("44.9 mg", "EX-03.3")])
def test_a_dose_in_mg_is_divided_by_the_body_surface(dose: str, rule: str, unit: str) -> None:
    surface = measurement("bsa", "1.8", unit, "2026-04-01")
    chart = a_chart(surface, drug("methotrexate", "2026-04-01", dose=dose))

    assert value_of(chart, rule, fact="f2", infusion="2026-06-10") == "met"
