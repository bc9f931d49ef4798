"""EX-03.3: six drugs stopped more than 1 week before infusion; exactly 7 days fails.

Methotrexate and cytarabine belong here only below 25 mg/m² and below 100 mg/m² a day;
from there on they are EX-03. Days are local calendar days.
"""

from datetime import date

import pytest

from models.chart import read_chart
from models.moments import start_of
from models.plan import assess
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    drug,
    measurement,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)

LAST = "2026-06-01"
A_WEEK = "2026-06-09T00:00+08:00"
TWO_WEEKS = "2026-06-16T00:00+08:00"


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-07", "violation"),  # 6 days
        ("2026-06-08", "violation"),  # 7 days exactly
        ("2026-06-09", "met"),  # 8 days
    ],
)
def test_the_first_day_is_the_eighth_after_the_last_dose(infusion: str, expected: str) -> None:
    assert value_of(a_chart(drug("vincristine", LAST)), "EX-03.3", infusion=infusion) == expected


@pytest.mark.parametrize(
    "name",
    [
        "mercaptopurine", "6-MP", "6-mercaptopurine", "巯嘌呤", "L01BB02",
        "tioguanine", "6-thioguanine", "6-TG", "L01BB03",
        "vincristine", "长春新碱", "L01CA02",
        "asparaginase", "L-ASP", "门冬酰胺酶", "L01XX02", "crisantaspase",
    ],
)  # fmt: skip
def test_the_drugs_named_without_a_dose_wait_a_week_and_no_more(name: str) -> None:
    chart = a_chart(drug(name, LAST))

    assert step_of(chart, "infusion")["clears_at"] == A_WEEK
    assert step_of(chart, "infusion")["cleared_by"] == [{"rule": "EX-03.3", "fact": "f1"}]


@pytest.mark.parametrize(
    ("name", "dose", "rule", "clears"),
    [
        ("methotrexate", "24.99 mg/m2", "EX-03.3", A_WEEK),
        ("methotrexate", "25 mg/m2", "EX-03", TWO_WEEKS),  # exactly 25 is not below it
        ("methotrexate", "25.01 mg/m2", "EX-03", TWO_WEEKS),
        ("methotrexate", "3000 mg/m2", "EX-03", TWO_WEEKS),
        ("甲氨蝶呤", "20 mg/m2", "EX-03.3", A_WEEK),
        ("cytarabine", "99.99 mg/m2/day", "EX-03.3", A_WEEK),
        ("cytarabine", "100 mg/m2/day", "EX-03", TWO_WEEKS),  # exactly 100 is not below it
        ("cytarabine", "100.01 mg/m2/day", "EX-03", TWO_WEEKS),
        ("Ara-C", "20 mg/m2/day", "EX-03.3", A_WEEK),
        ("cytosine arabinoside", "2000 mg/m2", "EX-03", TWO_WEEKS),  # one dose of that day
    ],
)
def test_the_dose_decides_between_one_week_and_two(
    name: str, dose: str, rule: str, clears: str
) -> None:
    chart = a_chart(drug(name, LAST, dose=dose))
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == clears
    assert infusion["cleared_by"] == [{"rule": rule, "fact": "f1"}]


@pytest.mark.parametrize(
    ("doses", "clears"),
    [
        (("60", "39.99"), A_WEEK),  # 99.99 on one day
        (("60", "40"), TWO_WEEKS),  # 100 on one day
        (("33.33", "33.33", "33.34"), TWO_WEEKS),  # 100 exactly, in decimals
    ],
)
def test_cytarabine_counts_by_the_sum_of_a_day(doses: tuple[str, ...], clears: str) -> None:
    given = [
        drug("cytarabine", f"2026-06-01T{8 + hour:02}:00+08:00", dose=f"{dose} mg/m2", times="1")
        for hour, dose in enumerate(doses)
    ]

    assert step_of(a_chart(*given), "infusion")["clears_at"] == clears


def test_cytarabine_of_two_days_is_not_summed() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-05-31", dose="60 mg/m2/day"),
        drug("cytarabine", "2026-06-01", dose="60 mg/m2/day"),
    )

    assert step_of(chart, "infusion")["clears_at"] == A_WEEK


def test_the_day_of_a_sum_is_the_sites_day() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-06-01T23:30+08:00", dose="60 mg/m2/day"),
        drug(
            "cytarabine", "2026-06-02T00:30+08:00", dose="60 mg/m2/day"
        ),  # one day in UTC, two here
    )

    assert step_of(chart, "infusion")["clears_at"] == "2026-06-10T00:00+08:00"


def test_methotrexate_counts_by_the_single_dose() -> None:
    chart = a_chart(
        drug("methotrexate", "2026-06-01T08:00+08:00", dose="20 mg/m2"),
        drug("methotrexate", "2026-06-01T20:00+08:00", dose="20 mg/m2"),
    )

    assert step_of(chart, "infusion")["clears_at"] == A_WEEK


def test_a_low_dose_after_a_high_one_does_not_restart_the_two_weeks() -> None:
    chart = a_chart(
        drug("cytarabine", "2026-06-01", dose="2000 mg/m2/day", first="2026-05-30"),
        drug("cytarabine", "2026-06-05", dose="20 mg/m2/day", first="2026-06-02"),
    )
    infusion = step_of(chart, "infusion")

    assert infusion["clears_at"] == TWO_WEEKS
    assert infusion["cleared_by"] == [{"rule": "EX-03", "fact": "f1"}]
    assert verdict_of(chart, "EX-03.3", fact="f2", infusion="2026-06-13")["verdict"] == "met"


@pytest.mark.parametrize(
    ("name", "dose", "clears"),
    [
        ("methotrexate", "24.99 mg/m2", date(2026, 6, 9)),
        ("methotrexate", "25 mg/m2", date(2026, 6, 16)),
        ("cytarabine", "99.99 mg/m2/day", date(2026, 6, 9)),
        ("cytarabine", "100 mg/m2/day", date(2026, 6, 16)),
    ],
)
def test_the_dose_decides_in_whatever_order_the_rules_are_written(
    name: str, dose: str, clears: date
) -> None:
    backwards = PROTOCOL.model_copy(update={"washout": PROTOCOL.washout[::-1]})
    facts = a_chart(drug(name, LAST, dose=dose))
    chart = read_chart(facts, protocol=backwards, now=10**8)

    [infusion] = (
        step for step in assess(open_case(chart, backwards), 10**8).steps if step.step == "infusion"
    )
    assert infusion.clears_at == start_of(clears, chart.zone)


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-08", "violation"),  # 7 days: too early for the mildest class
        ("2026-06-09", "indeterminate"),  # 8 days: enough if the dose was low
        ("2026-06-15", "indeterminate"),  # 14 days
        ("2026-06-16", "met"),  # 15 days: enough for any dose
    ],
)
@pytest.mark.parametrize("name", ["methotrexate", "cytarabine"])
def test_an_unknown_dose_is_judged_by_both_classes(name: str, infusion: str, expected: str) -> None:
    verdict = verdict_of(a_chart(drug(name, LAST)), "EX-03", infusion=infusion)

    assert verdict["verdict"] == expected
    assert (verdict["possible_from"], verdict["clears_at"]) == (A_WEEK, TWO_WEEKS)
    assert ("dose" in verdict["text"]) == (expected != "met")


@pytest.mark.parametrize(
    ("dose", "others", "rules"),
    [
        ("30 mg", [], {"EX-03", "EX-03.3"}),  # on 1.6 m² it is below 25 mg/m², on 1.2 m² not
        ("10 mg", [], {"EX-03", "EX-03.3"}),  # nobody's surface is guessed
        ("5000 mg", [], {"EX-03", "EX-03.3"}),
        ("30 mg", [measurement("bsa", "1.2", "m2", "2026-05-20")], {"EX-03"}),  # exactly 25
        ("30 mg", [measurement("bsa", "1.6", "m2", "2026-05-20")], {"EX-03.3"}),
    ],
)
def test_a_flat_dose_needs_the_body_surface(dose: str, others: list[Json], rules: set[str]) -> None:
    flat = a_chart(drug("methotrexate", LAST, dose=dose, route="oral"), *others)
    verdicts = picture_of(flat, infusion="2026-06-10")["verdicts"]

    assert {v["rule"] for v in verdicts if v["fact"] == "f1" and v["clears_at"]} == rules


def test_the_word_asparaginase_does_not_mean_its_pegylated_form() -> None:
    plain = a_chart(drug("门冬酰胺酶", LAST))
    pegylated = a_chart(drug("培门冬酶", LAST))

    assert value_of(plain, "EX-03.5", infusion="2026-06-10") == "not_applicable"
    assert value_of(pegylated, "EX-03.3", infusion="2026-06-10") == "not_applicable"


@pytest.mark.parametrize(
    ("surfaces", "rules"),
    [
        ([("1.2", "2026-05-10"), ("1.6", "2026-05-20")], {"EX-03.3"}),  # the newest counts
        ([("1.6", "2026-05-10"), ("1.2", "2026-05-20")], {"EX-03"}),
    ],
)
def test_the_newest_body_surface_counts_in_any_order(
    surfaces: list[tuple[str, str]], rules: set[str]
) -> None:
    measured = [measurement("bsa", value, "m2", at) for value, at in surfaces]

    for order in (measured, measured[::-1]):
        given = drug("methotrexate", LAST, dose="30 mg", route="oral")
        verdicts = picture_of(a_chart(given, *order), infusion="2026-06-10")["verdicts"]
        about = {v["rule"] for v in verdicts if v["fact"] == "f1" and v["clears_at"]}
        assert about == rules
