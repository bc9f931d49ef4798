"""EX-20b: a marketed drug of another trial within 5 half-lives before infusion.

Instants, strict: exactly 5 half-lives is within. The half-life is entered with its source;
unknown, it cannot be judged. The drug's own class is judged as well; the longer binds.
"""

from typing import Any

import pytest

from tests.spec.charts import Json, a_chart, drug, step_of, value_of, verdict_of

STOPPED = "2026-04-01T08:00+08:00"


def trial_drug(name: str, last: str, half_life: str | None, **fields: Any) -> Json:
    trial: Json = {"marketed": True}
    if half_life is not None:
        trial |= {"half_life_hours": half_life, "half_life_source": "label, section 5.2"}
    return drug(name, last, **{"purpose": "other", "other_trial": trial, **fields})


@pytest.mark.parametrize(
    ("half_life", "within", "met"),
    [
        # 5 × 295.2 h = 1476 h = 61 days 12 hours
        ("295.2", "2026-06-01T20:00+08:00", "2026-06-01T20:01+08:00"),
        # 5 × 300 h = 62 days 12 hours
        ("300", "2026-06-02T20:00+08:00", "2026-06-02T20:01+08:00"),
        # 5 × 400.01 h = 2000.05 h = 83 days 8 hours 3 minutes
        ("400.01", "2026-06-23T16:03+08:00", "2026-06-23T16:04+08:00"),
    ],
)
def test_more_than_five_half_lives_must_lie_between(half_life: str, within: str, met: str) -> None:
    chart = a_chart(trial_drug("inotuzumab ozogamicin", STOPPED, half_life))

    assert value_of(chart, "EX-20b", infusion=within) == "violation"
    assert value_of(chart, "EX-20b", infusion=met) == "met"
    assert step_of(chart, "infusion")["clears_at"] == met


def test_a_part_of_a_minute_is_rounded_to_the_safe_side() -> None:
    # 5 × 0.123 h = 36.9 minutes: minute 37 is the first after them
    chart = a_chart(trial_drug("paracetamol", STOPPED, "0.123"))

    assert verdict_of(chart, "EX-20b", infusion="2026-06-10")["clears_at"] == (
        "2026-04-01T08:37+08:00"
    )


def test_a_date_alone_leaves_a_day_open() -> None:
    chart = a_chart(trial_drug("inotuzumab ozogamicin", "2026-04-01", "24"))  # 5 days
    verdict = verdict_of(chart, "EX-20b", infusion="2026-04-06")

    assert verdict["verdict"] == "indeterminate"
    assert verdict["possible_from"] == "2026-04-06T00:01+08:00"
    assert verdict["clears_at"] == "2026-04-07T00:00+08:00"


def test_an_unknown_half_life_is_asked_for_and_no_day_is_certain() -> None:
    verdict = verdict_of(
        a_chart(trial_drug("inotuzumab ozogamicin", STOPPED, None)),
        "EX-20b",
        infusion="2026-12-10",
    )

    assert (verdict["verdict"], verdict["clears_at"]) == ("indeterminate", None)
    assert "half-life" in verdict["text"]


def test_while_it_goes_on_no_date_is_safe() -> None:
    trial: Json = {"marketed": True, "half_life_hours": "24", "half_life_source": "label"}
    chart = a_chart(drug("paracetamol", route="oral", other_trial=trial))

    assert value_of(chart, "EX-20b", infusion="2026-12-10") == "violation"
    assert step_of(chart, "infusion")["opened_by"] == ["EX-20b"]
    assert step_of(chart, "infusion")["proposed"] is None


def test_a_half_life_without_a_source_is_counted_and_its_source_asked_for() -> None:
    trial: Json = {"marketed": True, "half_life_hours": "24"}
    verdict = verdict_of(
        a_chart(drug("dasatinib", STOPPED, other_trial=trial)), "EX-20b", infusion="2026-12-10"
    )

    assert verdict["clears_at"] == "2026-04-06T08:01+08:00"
    assert verdict["text"].endswith("its half-life has no source; record where it is stated.")


@pytest.mark.parametrize(
    ("name", "half_life", "clears", "rule"),
    [
        ("dasatinib", "5", "2026-04-04T08:01+08:00", "EX-03.2"),  # 25 h are shorter than 72
        ("dasatinib", "24", "2026-04-06T08:01+08:00", "EX-20b"),  # 120 h are longer
        ("etoposide", "7", "2026-04-16T00:00+08:00", "EX-03"),  # 35 h are shorter than 15 days
        ("inotuzumab ozogamicin", "295.2", "2026-06-01T20:01+08:00", "EX-20b"),
    ],
)
def test_the_longer_of_class_and_half_lives_binds(
    name: str, half_life: str, clears: str, rule: str
) -> None:
    infusion = step_of(a_chart(trial_drug(name, STOPPED, half_life)), "infusion")

    assert infusion["clears_at"] == clears
    assert infusion["cleared_by"] == [{"rule": rule, "fact": "f1"}]


def test_a_marketed_drug_outside_any_trial_has_no_wait_by_half_lives() -> None:
    chart = a_chart(drug("dasatinib", STOPPED))

    assert value_of(chart, "EX-20b", infusion="2026-06-10") == "not_applicable"


def test_a_marketed_drug_of_a_trial_does_not_wait_three_months() -> None:
    chart = a_chart(trial_drug("dasatinib", STOPPED, "5"))

    assert value_of(chart, "EX-20a", infusion="2026-06-10") == "not_applicable"


@pytest.mark.parametrize(
    ("half_life", "possible_from", "clears_at"),
    [
        (None, "2026-04-01T00:01+08:00", None),  # after it at least, whatever its half-life
        ("0.123", "2026-04-01T00:37+08:00", "2026-04-02T00:37+08:00"),  # 36.9 minutes
    ],
)
def test_of_a_day_its_first_and_its_last_minute_are_counted_from(
    half_life: str | None, possible_from: str, clears_at: str | None
) -> None:
    chart = a_chart(trial_drug("paracetamol", "2026-04-01", half_life))
    verdict = verdict_of(chart, "EX-20b", infusion="2026-06-10")

    assert (verdict["possible_from"], verdict["clears_at"]) == (possible_from, clears_at)
