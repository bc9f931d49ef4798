"""How recorded facts are said on pages, in the reader's language."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dayzero.web.views.facts import fact_titles, say_fact
from dayzero.web.views.when import Clock
from models.chart import read_chart
from models.moments import to_minute
from models.plan import plan
from models.protocol import load_protocol
from tests.unit.timeline.plan_runs import CHART
from wording.language import Language

NOW = datetime(2026, 4, 3, tzinfo=UTC)
AST = {"kind": "measurement", "measure": "ast", "value": "130", "unit": "U/L"}
EPILEPSY = {"kind": "finding", "finding": "epilepsy", "present": None}
GVHD = {"kind": "event", "event": "acute_gvhd"}
STENT = {"kind": "event", "event": "coronary_stent"}
SCREENING = {"kind": "step", "step": "screening", "state": "done"}

REOPENED = {"kind": "event", "event": "path_reopened", "reason": "came back"}
BACK = {"kind": "retraction", "corrects": "f6", "reason": "of another", "at": "2026-04-01"}


def constant(name: str, value: object) -> dict[str, Any]:
    said = {"at": "2026-04-01", "reason": "asked"}
    return {"kind": "constant", "constant": name, "value": value, **said}


def said(fact: dict[str, Any], language: Language) -> str:
    protocol, now = load_protocol(), to_minute(NOW)
    planned = plan(read_chart(CHART, protocol=protocol, now=now), protocol, now)
    clock = Clock(ZoneInfo("Asia/Shanghai"), language, NOW)
    return say_fact(fact, fact_titles(planned, protocol, clock), clock)


@pytest.mark.parametrize(
    ("fact", "english", "chinese"),
    [
        (AST, "AST, 130, U/L", "谷草转氨酶（AST），130，U/L"),
        (EPILEPSY, "history of epilepsy, not known", "癫痫病史，未知"),
        (GVHD, "acute GVHD", "急性 GVHD"),
        (STENT, "coronary stent", "冠脉支架"),
        (SCREENING, "screening, done", "筛选，已完成"),
        (REOPENED, "path open again", "路径重新开放"),
        (BACK, "f6 taken back", "撤回 f6"),
        (constant("sex", "female"), "sex, female", "性别，女"),
        (constant("childbearing_potential", True), "childbearing potential, yes", "生育能力，是"),
        (
            constant("childbearing_potential", None),
            "childbearing potential, not known",
            "生育能力，未知",
        ),
        (constant("weight_kg", "61.5"), "weight in kg, 61.5", "体重（kg），61.5"),
        (constant("born", "1988-UN-UN"), "born, 1988-UN-UN", "出生日期，1988-UN-UN"),
        (constant("site", "CN02"), "site, CN02", "研究中心，CN02"),
    ],
)
def test_a_fact_is_said_in_the_readers_words(
    fact: dict[str, Any], english: str, chinese: str
) -> None:
    assert (said(fact, "en"), said(fact, "zh")) == (english, chinese)


def test_a_name_that_no_rule_reads_is_said_as_it_was_recorded() -> None:
    assert said({**AST, "measure": "shoe_size"}, "zh").startswith("shoe size，")
