"""Each limit as the list of rules shows it to the site: what `dayzero rules` says is in force."""

import pytest

from models.protocol.statements import statements
from tests.spec.charts import PROTOCOL

EACH_MONTH = {3: 7, 6: 7, **dict.fromkeys((9, 12, 15, 18, 21, 24), 14)}
"""The visits after infusion: how many days before and after they may be."""

CRITERIA = {
    "IN-02": "18 to 65 years, both included",
    "EX-03": "more than 14 days before infusion",
    "EX-03.2": "more than 72 hours before infusion",
    "EX-03.3": "more than 7 days before infusion",
    "EX-03.4": "more than 7 days before infusion",
    "EX-03.5": "more than 28 days before infusion",
    "EX-04a": "at least 14 days before infusion",
    "EX-04b": "at least 56 days before infusion",
    "EX-05": "at least 72 hours before infusion",
    "EX-08b": "more than 28 days before infusion",
    "EX-12f1": "at least 6 months before infusion",
    "EX-20a": "more than 3 months before infusion",
    "EX-20b": "more than 5 half-lives before infusion",
    "EX-08a": "more than 28 days before screening",
    "EX-11": "at least 60 months before screening",
    "EX-15": "more than 6 months before screening",
    "EX-17": "more than 42 days before screening",
    "IN-04": "at most 3 months before study entry",
    "EX-06": (
        "doxorubicin at most 550 mg/m², below 350 to 400 mg/m² in combination; "
        "epirubicin at most 900 to 1000 mg/m², below 800 mg/m² in combination; "
        "pirarubicin at most 950 mg/m²; daunorubicin at most 550 mg/m²; "
        "idarubicin at most 290 mg/m²; "
        "aclarubicin at most 2000 mg/m², below 800 mg/m² in combination; "
        "mitoxantrone at most 160 mg/m², below 120 mg/m² in combination"
    ),
}
PATH = {
    "PATH-screening-after-consent": ["from 0 days, counted from consent"],
    "PATH-entry-at-consent": ["from 0 days, counted from consent"],
    "PATH-apheresis-after-screening": ["from 0 days, counted from screening"],
    "IN-10a": ["at most 3 days before apheresis", "from -3 days to 0 days, counted from apheresis"],
    "IN-10b": ["at most 3 days before infusion", "from -3 days to 0 days, counted from infusion"],
    "IN-10c": ["from 24 months, counted from infusion"],
    "PATH-manufacturing": ["from 14 days (worst case 28 days), counted from apheresis"],
    "PATH-conditioning-after-release": ["from 0 days, counted from product release"],
    "PATH-conditioning-start": [
        "to -5 days, counted from infusion",
        "from -5 days, counted from infusion",
    ],
    "PATH-conditioning-course": ["from 2 days, counted from conditioning start"],
    "PATH-conditioning-end": [
        "to -3 days, counted from infusion",
        "from -3 days, counted from infusion",
    ],
    "PATH-infusion-after-conditioning": [
        "to 14 days, counted from conditioning end",
        "to 16 days, counted from conditioning start",
    ],
    "PATH-infusion-after-release": ["from 0 days, counted from product release"],
    "PATH-day-28": ["from 25 days to 31 days, counted from infusion"],
    **{
        f"PATH-month-{month}": [
            f"from {month} months -{days} days to {month} months {days} days, counted from infusion"
        ]
        for month, days in EACH_MONTH.items()
    },
    "due_soon_days": ["3 days"],
}
SUGGESTED = {
    "pregnancy test before apheresis": "-1 day",
    "pregnancy test before infusion": "-1 day",
    "day 28 visit": "28 days",
    **{f"month {month} visit": f"{month} months" for month in EACH_MONTH},
}
RESULT_WITHIN = {"IN-10a": "1 day", "IN-10b": "1 day", "IN-04": "7 days"}
MONTH_OLD = [
    "IN-06", "IN-07", "IN-08.1", "IN-08.2", "IN-08.3", "IN-08.4", "IN-08.5", "IN-08.6", "EX-12b",
    "EX-12c", "EX-12d", "EX-12e", "EX-13", "EX-18", "EX-19",
]  # fmt: skip
QUARTER_OLD = ["IN-09", "EX-09", "EX-10", "EX-12a", "EX-12f2", "EX-12g"]
FEVER = "body temperature of at least 38 °c, c, 度, 摄氏度 or 100.4 °f, f, 华氏度"


def word(rule: str) -> str:
    """As files of tests are called for a rule."""
    return rule.lower().replace("-", "_").replace(".", "_")


def values(rule: str) -> list[str]:
    return [each.value for each in statements(PROTOCOL) if each.rule == rule]


@pytest.mark.parametrize("rule", CRITERIA, ids=word)
def test_a_criterion_has_the_limit_of_the_entry(rule: str) -> None:
    assert values(rule) == [CRITERIA[rule]]


@pytest.mark.parametrize("rule", PATH, ids=word)
def test_a_step_of_the_path_has_its_days(rule: str) -> None:
    assert values(rule) == PATH[rule]


@pytest.mark.parametrize("step", SUGGESTED, ids=lambda step: step.replace(" ", "_"))
def test_the_suggested_day_is_in_the_middle_of_what_is_allowed(step: str) -> None:
    said = {s.text.split(":")[0]: s.value for s in statements(PROTOCOL) if s.rule == "target"}

    assert said.keys() == SUGGESTED.keys()
    assert said[step] == SUGGESTED[step]


@pytest.mark.parametrize("rule", [*MONTH_OLD, *QUARTER_OLD], ids=word)
def test_a_value_or_finding_may_be_so_old(rule: str) -> None:
    said = {s.value: s.text.split(": ")[1] for s in statements(PROTOCOL) if s.rule == "max_age"}
    age = "28 days" if rule in MONTH_OLD else "3 months"

    assert rule in said[age].split(", ")
    assert {value: text.split(", ") for value, text in said.items()} == {
        "28 days": MONTH_OLD,
        "3 months": QUARTER_OLD,
    }


@pytest.mark.parametrize("rule", RESULT_WITHIN, ids=word)
def test_a_result_may_be_awaited_so_long(rule: str) -> None:
    said = [s for s in statements(PROTOCOL) if s.rule == "result_within"]

    assert [s.value for s in said if s.text.startswith(f"{rule}:")] == [RESULT_WITHIN[rule]]


def test_fever_in_any_unit_holds_the_path() -> None:
    [raised] = values("HOLD-infection")

    assert raised == f"raised by active infection present, fever present, {FEVER}"
