"""Depots go on releasing a steroid for weeks: for EX-05 they are counted as given until then.

How long each may act is a site default of the drug catalogue. Names and routes tell a depot
from the other forms of its drug; where they do not, both are judged and the product is asked.
"""

import pytest

from tests.spec.charts import Json, a_chart, picture_of, step_of, steroid, value_of, verdict_of

INJECTED = "2026-06-01T09:00+08:00"


def given(name: str, route: str = "im", **fields: str) -> Json:
    return a_chart(steroid(name, "40 mg", INJECTED, route=route, **fields))


@pytest.mark.parametrize(
    ("name", "days", "clears"),
    [
        ("triamcinolone acetonide", 40, "2026-07-15T00:00+08:00"),  # 11 July, then 72 hours
        ("曲安奈德", 40, "2026-07-15T00:00+08:00"),
        ("康宁克通-A 40mg", 40, "2026-07-15T00:00+08:00"),
        ("Depo-Medrol", 35, "2026-07-10T00:00+08:00"),
        ("methylprednisolone acetate injectable suspension 40 MG/ML", 35, "2026-07-10T00:00+08:00"),
        ("醋酸甲泼尼龙注射液", 35, "2026-07-10T00:00+08:00"),
        ("得宝松", 35, "2026-07-10T00:00+08:00"),
        ("复方倍他米松注射液 1ml", 35, "2026-07-10T00:00+08:00"),
        ("醋酸地塞米松", 21, "2026-06-26T00:00+08:00"),
        ("地塞米松棕榈酸酯注射液", 14, "2026-06-19T00:00+08:00"),
        ("醋酸泼尼松龙注射液", 28, "2026-07-03T00:00+08:00"),
        ("醋酸氢化可的松注射液", 28, "2026-07-03T00:00+08:00"),
    ],
)
def test_a_depot_counts_until_the_last_day_on_which_it_may_act(
    name: str, days: int, clears: str
) -> None:
    verdict = verdict_of(given(name), "EX-05", infusion="2026-06-12T10:00+08:00")

    assert verdict["verdict"] == "violation"
    assert verdict["clears_at"] == clears
    assert f"for {days} days after it was injected (site default)" in verdict["text"]


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-07-13T23:59+08:00", "violation"),  # 72 hours have not passed since 11 July began
        ("2026-07-14T00:00+08:00", "indeterminate"),
        ("2026-07-14T23:59+08:00", "indeterminate"),
        ("2026-07-15T00:00+08:00", "met"),
    ],
)
def test_its_72_hours_run_from_that_day(infusion: str, expected: str) -> None:
    assert value_of(given("triamcinolone"), "EX-05", infusion=infusion) == expected


@pytest.mark.parametrize("route", ["im", "肌注", "关节腔", "intra-articular", "局部封闭", "硬膜外"])
def test_it_acts_in_the_whole_body_wherever_it_was_injected(route: str) -> None:
    verdict = verdict_of(given("Kenalog", route), "EX-05", infusion="2026-06-20")

    assert verdict["verdict"] == "violation"


@pytest.mark.parametrize("route", ["im", "关节腔", "局部封闭", "硬膜外", "intralesional"])
def test_hydrocortisone_acetate_is_a_depot_wherever_it_was_injected(route: str) -> None:
    chart = given("醋酸氢化可的松注射液", route)

    assert step_of(chart, "infusion")["clears_at"] == "2026-07-03T00:00+08:00"


@pytest.mark.parametrize(
    ("name", "route", "clears"),
    [
        ("dexamethasone", "关节腔", None),  # no depot: it acts where it was put
        ("triamcinolone", "外用", None),
        ("triamcinolone", "nasal spray", None),
        ("triamcinolone", "oral", "2026-06-04T09:00+08:00"),
        ("醋酸地塞米松片", "口服", "2026-06-04T09:00+08:00"),  # the usual tablet
        ("醋酸泼尼松片", "口服", "2026-06-04T09:00+08:00"),
        ("dexamethasone", "ivgtt", "2026-06-04T09:00+08:00"),
        ("dexamethasone", "im", "2026-06-04T09:00+08:00"),
        ("Solu-Medrol", "静滴", "2026-06-04T09:00+08:00"),
        ("甲泼尼龙琥珀酸钠", "iv", "2026-06-04T09:00+08:00"),
    ],
)
def test_other_forms_of_the_same_drugs_are_no_depots(
    name: str, route: str, clears: str | None
) -> None:
    chart = a_chart(steroid(name, "40 mg/day", INJECTED, route=route))

    assert step_of(chart, "infusion")["clears_at"] == clears


@pytest.mark.parametrize("name", ["methylprednisolone", "甲强龙", "betamethasone"])
def test_a_name_that_may_mean_a_depot_is_judged_by_both_and_asked(name: str) -> None:
    verdict = verdict_of(given(name), "EX-05", infusion="2026-06-12T10:00+08:00")

    assert verdict["verdict"] == "indeterminate"
    assert verdict["possible_from"] == "2026-06-04T09:00+08:00"
    assert verdict["clears_at"] == "2026-07-10T00:00+08:00"
    assert "record the product of" in verdict["text"]


def test_a_depot_of_unknown_route_may_be_another_form() -> None:
    chart = given("triamcinolone")
    del chart["facts"][0]["route"]
    rules = {v["rule"] for v in picture_of(chart)["verdicts"] if v["clears_at"]}

    assert rules == {"EX-05", "EX-03.4"}
    assert step_of(chart, "infusion")["clears_at"] == "2026-07-15T00:00+08:00"


def test_replacement_beside_a_depot_is_therapeutic_as_long_as_it_acts() -> None:
    chart = a_chart(
        steroid("triamcinolone", "40 mg", INJECTED, route="im"),
        steroid("hydrocortisone", "8 mg/day", first="2026-05-01", purpose="replacement"),
    )

    verdict = verdict_of(chart, "EX-05", fact="f2", infusion="2026-07-20")
    assert (verdict["verdict"], verdict["clears_at"]) == ("met", "2026-07-15T00:00+08:00")
