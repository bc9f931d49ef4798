"""All that a plan says reads in Chinese as it does in English: no English word is left in it."""

import json
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dayzero.demo.charts import demo_charts
from models.chart import Chart, read_chart
from models.moments import Minute, read_span
from models.plan import assess
from models.timeline.results import Alert, Conflict, Plan
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    cd19_test,
    done,
    drug,
    event,
    finding,
    measurement,
    missed,
    pregnancy_test,
    radiotherapy,
    steroid,
)
from tests.spec.test_alert_kinds import CASES
from tests.spoken import in_both, in_chinese, reasons_of
from tests.wording.facts_told import told_otherwise

NOW = "2026-06-01T08:00+08:00"
KEPT = re.compile(
    r"PATH-[a-z0-9-]+|HOLD-[a-z]+|(IN|EX)-\d+[a-z0-9.]*|NCT\d+|SITE-[a-z-]+|GVHD|CD19|TKI|INN|ATC|EBMT|JACIE"
    r"|CN\d\d(-\d+)?|D[+−]?\d+|ULN|AST|LVEF|QT|RR|DNA|HBV|EBV|CMV|mL/min|kg|ms\b|Cockcroft|Gault"
    r"|Bazett|ECOG|ALT|SpO2|INR|APTT|CAR-T|Aclarithromycin|NYHA|III|IV|mmHg|\bf\d+\b|mg(/\w+)*\b"
)
"""What a Chinese protocol writes in Latin letters, too."""

INFUSION = booked("infusion", "2026-06-12T10:00+08:00")
MORE: dict[str, Json] = {
    "pregnancy excluded": a_woman(
        pregnancy_test("2026-05-31", "positive"),
        finding("pregnancy_excluded", True, "2026-05-31"),
        booked("apheresis", "2026-06-02T10:00+08:00"),
    ),
    "pregnancy excluded too late": a_woman(
        pregnancy_test("2026-05-28", "positive"),
        finding("pregnancy_excluded", True, "2026-05-28"),
        done("apheresis", "2026-05-29T10:00+08:00"),
    ),
    "still given": a_chart(drug("甲磺酸伊马替尼"), INFUSION),
    "unknown drug": a_chart(drug("草药", "2026-06-05"), INFUSION),
    "unknown dose": a_chart(drug("甲氨蝶呤", "2026-06-03"), INFUSION),
    "taper": a_chart(steroid("泼尼松", "40 mg/day", "2026-06-11"), INFUSION),
    "radiotherapy": a_chart(radiotherapy("cns", "2026-05-01"), INFUSION),
    "infarction": a_chart(event("myocardial_infarction", "2026-03-01"), INFUSION),
    "severity not known": a_chart(event("chronic_gvhd", "2026-05-20"), done("screening", NOW)),
    "thrombosis": a_chart(event("dvt", "2026-03-01"), done("screening", "2026-05-20")),
    "unknown event": a_chart(event("fever", "2026-05-20")),
    "relapse too late": a_chart(
        event("first_remission", "2024-01-01"),
        event("relapse", "2026-01-01"),
        done("screening", "2026-05-20"),
    ),
    "another trial": a_chart(
        finding("other_trial_or_therapy_planned", True, "2026-05-01"), done("consent", "2026-05-20")
    ),
    "not known": a_chart(
        finding("other_trial_or_therapy_planned", None, "2026-05-01"), done("consent", "2026-05-20")
    ),
    "low LVEF at the gate": a_chart(
        measurement("lvef", "40", "%", "2026-05-20"), booked("conditioning_start", "2026-06-02")
    ),
    "high AST": a_chart(measurement("ast", "130", "×ULN", "2026-05-20")),
    "creatinine alone": a_chart(measurement("creatinine", "2", "mg/dL", "2026-05-20", uln="1")),
    "no QT rate": a_chart(measurement("qt", "400", "ms", "2026-05-20")),
    "hepatitis not known": a_chart(finding("hbsag", None, "2026-05-20")),
    "unknown measure": a_chart(measurement("x", "1", "%", "2026-05-20")),
    "malignancy": a_chart(finding("prior_malignancy", True, "2026-05-20")),
    "old CD19": a_chart(cd19_test("2025-12-01"), done("consent", "2026-05-20")),
    "too old": a_chart(booked("infusion", "2026-06-12"), done("consent", NOW), born="1960-06-05"),
    "positive": a_woman(pregnancy_test("2026-05-31", "positive"), booked("infusion", "2026-06-02")),
    "awaited": a_woman(pregnancy_test("2026-05-28", "pending"), INFUSION),
    "not answered": a_woman(done("infusion", "2026-05-28T10:00+08:00")),
    "perhaps childbearing": a_woman(INFUSION, childbearing_potential=None),
    "gate": a_woman(booked("conditioning_start", "2026-06-02"), drug("达沙替尼", "2026-06-10")),
    "late visit": a_chart(done("infusion", "2026-04-27"), booked("day_28", "2026-06-10")),
    "early release": a_chart(
        done("apheresis", "2026-05-20"), done("product_release", "2026-05-25")
    ),
    "last day": a_chart(done("infusion", "2026-05-01")),
    "two infusions": a_chart(done("infusion", "2026-05-18"), done("infusion", "2026-05-28")),
    "missed": a_chart(missed("infusion", "2026-05-28")),
    "lifetime doses": a_chart(
        drug("表柔比星", "2025-06-01", cumulative_mg_m2="950"),
        drug("多柔比星", "2025-06-01", cumulative_mg_m2="375"),
        drug("吡柔比星", "2025-06-01"),
        drug("阿柔比星", "2025-06-01", cumulative_mg_m2="900"),
        radiotherapy("non_cns", "2025-03-01"),
        booked("screening", "2026-06-10"),
    ),
    "cap not lowered": a_chart(drug("多柔比星", "2025-06-01", cumulative_mg_m2="500"), INFUSION),
    "half-life": a_chart(
        drug("达沙替尼", "2026-06-11", other_trial={"marketed": True, "half_life_hours": "4"}),
        INFUSION,
    ),
    "possible before it is safe": a_chart(
        {"kind": "radiotherapy", "last": "2026-05-20"}, booked("conditioning_start", "2026-06-02")
    ),
    "replacement": a_chart(
        steroid("氢化可的松", "20 mg/day", "2026-06-11", purpose="replacement"),
        steroid("氟氢可的松", "0.1 mg/day", "2026-06-11"),
        INFUSION,
    ),
    "some day of a month": a_chart(drug("伊马替尼", "2026-06"), INFUSION),
    "low risk": a_chart(
        finding("prior_malignancy", True, "2026-05-20"),
        finding("malignancy_low_relapse_risk", True, "2026-05-20"),
        INFUSION,
    ),
    "no malignancy": a_chart(finding("prior_malignancy", False, "2026-05-20"), INFUSION),
    "wrong unit": a_chart(measurement("life_expectancy", "12", "周", "2026-05-20")),
    "contraception ended": a_chart(
        done("infusion", "2024-05-01"), done("contraception_end", "2026-05-01")
    ),
    "two bookings": a_chart(
        booked("apheresis", "2026-06-20T10:00+08:00"), booked("infusion", "2026-06-22T10:00+08:00")
    ),
    "product lost": a_chart(
        done("screening", "2026-03-02"),
        done("apheresis", "2026-03-05"),
        missed("product_release", "2026-03-25"),
        drug("环磷酰胺", "2026-04-01"),
    ),
    "screening again": a_chart(
        done("screening", "2026-03-02"), booked("screening", "2026-06-05"), INFUSION
    ),
    "withdrawn": a_chart(event("withdrawn", "2026-05-20"), event("fever", "2026-05-20")),
    "no day left": a_chart(booked("infusion", "2026-09-06T10:00+08:00")),
    "no open calendar": a_chart(booked("infusion", "2031-03-10T10:00+08:00")),
}


def on_record(chart: Json, moment: Minute) -> Chart:
    """What an earlier version accepted is read as well."""
    return read_chart(chart, protocol=PROTOCOL, now=moment, on_record=len(chart["facts"]))


def planned(chart: Json, now: str = NOW) -> Plan:
    moment = read_span(now, ZoneInfo("UTC")).earliest
    case = open_case(on_record(chart, moment), PROTOCOL, {})
    return assess(case, moment)


def alerts_in_chinese(chart: Json, now: str = NOW) -> list[str]:
    plan = planned(chart, now)
    return [said_of(alert, plan) for alert in plan.alerts]


def said_of(one: Alert | Conflict, plan: Plan) -> str:
    """Its reason in Chinese."""
    assert one.reason is not None
    return in_chinese(one.reason, plan, PROTOCOL)


def english_in(text: str, *recorded: str) -> list[str]:
    """English words of a text, but for what was recorded in them."""
    said = KEPT.sub("", text)
    for name in recorded:
        said = said.replace(name, "")
    return re.findall(r"[A-Za-z]{2,}", said)


def left_in_english(plan: Plan, chart: Json) -> list[str]:
    recorded = [fact.get("drug") or fact.get("event") or "-" for fact in chart["facts"]]
    said = in_both(reasons_of(plan), plan, PROTOCOL)
    return [chinese for _, chinese in said if english_in(chinese, *recorded)]


@pytest.mark.parametrize("name", [*CASES, *MORE])
def test_both_languages_tell_the_same_facts(name: str) -> None:
    plan = planned(CASES[name][0] if name in CASES else MORE[name])

    assert told_otherwise(plan, PROTOCOL) == []


@pytest.mark.parametrize("name", [*CASES, *MORE])
def test_no_english_is_left_in_what_a_plan_says_in_chinese(name: str) -> None:
    chart = CASES[name][0] if name in CASES else MORE[name]
    plan = planned(chart)

    assert plan.alerts
    assert left_in_english(plan, chart) == []
    assert all(said.endswith("。") for said in alerts_in_chinese(chart))


def test_the_demo_reads_in_chinese() -> None:
    now = datetime(2026, 3, 11, 1, 30, tzinfo=UTC)
    for _, raw in demo_charts(now, PROTOCOL):
        chart = json.loads(raw)
        plan = planned(chart, now.isoformat(timespec="minutes"))
        assert left_in_english(plan, chart) == []
        assert told_otherwise(plan, PROTOCOL) == []


def test_a_washout_says_step_rule_safe_date_and_what_to_do() -> None:
    [said, *_] = alerts_in_chinese(CASES["washout_violated"][0])

    assert said == (
        "回输由 2026-06-22 10:00 改至 2026-06-23 10:00。"
        "培门冬酶（f1）末次日期为 2026-05-25；回输（2026-06-22 10:00）过早："
        "EX-03.5 要求间隔大于 28 天（NCT04684147 排除标准 3.5）。自 2026-06-23 起符合。"
    )


def test_a_visit_on_its_last_working_day_says_why_it_is_the_last() -> None:
    chart = a_chart(done("infusion", "2026-04-30T10:00+08:00"))
    assert (
        "第28天访视须于 2026-05-29 16:59 前完成：时间窗于 2026-05-31 关闭，"
        "其间中心休息，这是最后的工作时间。"
    ) in alerts_in_chinese(chart, "2026-05-29T08:00+08:00")


def test_the_gate_lists_what_is_missing() -> None:
    plan = planned(MORE["gate"])
    told = " ".join(said_of(alert, plan) for alert in plan.alerts)

    assert "产品放行尚未记录完成" in told
    assert "回输尚未预约" in told


SAID = {
    ("lifetime doses", "EX-06", "f2"): (
        "无法判定：多柔比星（f2）的累积剂量为 375 mg/m²；EX-06 允许低于 350 至 400 mg/m²，"
        "因有表柔比星（f1）、吡柔比星（f3）、阿柔比星（f4）（NCT04684147 排除标准 6）。"
        "请记录研究者是否认可多柔比星的累积剂量。"
    ),
    ("cap not lowered", "EX-06", "f1"): (
        "多柔比星（f1）的累积剂量为 500 mg/m²；EX-06 允许不超过 550 mg/m²；"
        "如曾用环磷酰胺、其他蒽环类药物、胸部放疗则须低于 350 至 400 mg/m²，但均未见记录"
        "（NCT04684147 排除标准 6）。"
    ),
    ("no malignancy", "EX-11", "f1"): (
        "没有与此规则有关的记录：既往恶性肿瘤（治愈满 5 年或复发风险低者除外）"
        "（NCT04684147 排除标准 11）。"
    ),
    ("wrong unit", "EX-19", "f1"): (
        "无法判定：预期寿命不足 3 个月（NCT04684147 排除标准 19）。"
        "现有记录：预期寿命 12 周，2026-05-20（f1）。请记录预期寿命（f1），单位 个月。"
    ),
    ("possible before it is safe", "EX-04b", "f1"): (
        "放疗（部位未记录）（f1）末次照射为 2026-05-20；回输尚无日期：EX-04b 要求间隔至少 56 天"
        "（NCT04684147 排除标准 4）。自 2026-06-03 起可能符合；"
        "无论结果如何，自 2026-07-15 起均符合。请记录放疗部位，是否涉及中枢。"
    ),
}


@pytest.mark.parametrize("verdict", SAID)
def test_a_verdict_says_the_same_facts(verdict: tuple[str, str, str]) -> None:
    name, rule, fact = verdict
    plan = planned(MORE[name])
    found = [one.reason for one in plan.verdicts if (one.rule, one.fact) == (rule, fact)]

    assert [in_chinese(reason, plan, PROTOCOL) for reason in found] == [SAID[verdict]]


def test_two_bookings_that_exclude_each_other_are_both_named() -> None:
    plan = planned(MORE["two bookings"])
    [said] = [said_of(one, plan) for one in plan.conflicts if one.against]

    assert said.startswith("单采预约于 2026-06-20 10:00，与回输的预约 2026-06-22 10:00（PATH-")
    assert said.endswith("）不能同时满足。")


def test_a_product_that_failed_says_what_was_lost() -> None:
    plan = planned(MORE["product lost"])
    [earlier] = plan.earlier

    assert in_chinese(earlier.reason, plan, PROTOCOL) == (
        "单采（2026-03-05，f2）的产品已失败，产品放行错过（2026-03-25，f3）："
        "产品失败后须重新单采制备（PATH-apheresis-again，中心默认值）。"
    )
