"""What the registry entry does not say is said to be a site default, wherever it is shown.

Criteria that the entry does not give at all (IN-01, EX-01) are named and never judged.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    done,
    drug,
    picture_of,
    radiotherapy,
    step_of,
    steroid,
    verdict_of,
)


@pytest.mark.parametrize(
    "step",
    ["conditioning_start", "conditioning_end", "day_28", "month_3", "month_12", "month_24"],
)
def test_why_a_date_of_the_path_is_there_says_site_default(step: str) -> None:
    why = step_of(a_chart(booked("infusion", "2026-07-10")), step)["why"]

    assert why
    assert "site default" in why[0]


def test_why_the_infusion_waits_says_site_default_for_each_link_of_the_path() -> None:
    chart = a_chart(
        done("consent", "2026-05-04"),
        done("screening", "2026-05-06"),
        done("apheresis", "2026-05-13"),
    )
    why = step_of(chart, "infusion", now="2026-05-14T08:00+08:00")["why"]

    assert len(why) == 3  # Day −5, release, manufacturing
    assert all("site default" in sentence for sentence in why)


def test_why_a_washout_holds_cites_the_entry_and_is_no_site_default() -> None:
    chart = a_chart(drug("pegaspargase", "2026-06-01", route="im"))
    why = step_of(chart, "infusion")["why"]

    assert "exclusion 3.5" in why[0]
    assert "site default" not in why[0]


def test_the_end_of_contraception_is_the_entrys_own_rule() -> None:
    why = step_of(a_chart(booked("infusion", "2026-07-10")), "contraception_end")["why"]

    assert "inclusion 10" in why[0]
    assert "site default" not in why[0]


def test_an_alert_on_a_window_of_the_path_says_that_it_is_a_site_default() -> None:
    chart = a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-29"))
    (alert,) = alerts_of(chart, "window_violated")

    assert "site default" in alert["text"]


def test_a_visit_a_day_late_is_not_called_a_minute_late() -> None:
    chart = a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-29"))
    (alert,) = alerts_of(chart, "window_violated")

    assert "1 min" not in alert["text"]  # both dates are days; the window is one of days


@pytest.mark.parametrize(
    ("fact", "rule", "flag"),
    [
        (radiotherapy("total_body", "2026-06-01"), "EX-04b", "site default"),  # covers the CNS
        (drug("blinatumomab", "2026-06-01"), "EX-03", "investigator"),  # is it chemotherapy?
        (drug("tacrolimus", "2026-06-01", purpose="other"), "EX-08b", "prophylaxis"),
        (  # treatment, not prophylaxis, of the CNS: the same clock, said so
            drug("methotrexate", "2026-06-01", route="intrathecal", purpose="other"),
            "EX-03.4",
            "Note",
        ),
        # the factor of dexamethasone is contested: 9 to 12 mg are near the limit
        (
            steroid("dexamethasone", "0.4 mg/day", "2026-06-09"),
            "EX-05",
            "close to the limit",
        ),  # 10.67
        (
            steroid("dexamethasone", "0.35 mg/day", "2026-06-09"),
            "EX-05",
            "close to the limit",
        ),  # 9.33
    ],
)
def test_a_reading_that_the_entry_leaves_open_is_flagged(fact: Json, rule: str, flag: str) -> None:
    assert flag in verdict_of(a_chart(fact), rule, infusion="2026-06-10")["text"]


@pytest.mark.parametrize("rule", ["IN-01", "EX-01"])
def test_a_criterion_that_is_not_in_the_source_is_named_and_never_judged(rule: str) -> None:
    plan = picture_of(a_chart(done("consent", "2026-05-20")))

    assert rule in plan["not_in_source"]
    assert rule not in {verdict["rule"] for verdict in plan["verdicts"]}


def test_every_dated_rule_has_a_verdict() -> None:
    rules = {verdict["rule"] for verdict in picture_of(a_chart())["verdicts"]}

    assert rules >= {
        "IN-02", "IN-03.1", "IN-03.2", "IN-04", "IN-10a", "IN-10b", "IN-10c",
        "EX-03", "EX-03.2", "EX-03.3", "EX-03.4", "EX-03.5", "EX-04a", "EX-04b", "EX-05",
        "EX-08a", "EX-08b", "EX-11", "EX-12f1", "EX-15", "EX-17", "EX-20a", "EX-20b", "EX-20c",
    }  # fmt: skip


def test_every_verdict_cites_the_entry() -> None:
    for verdict in picture_of(a_chart(booked("infusion", "2026-07-10")))["verdicts"]:
        assert "NCT04684147" in verdict["text"]
