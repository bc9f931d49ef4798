"""How recorded facts are said on pages, in the reader's language."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dayzero.web.views.facts import say_fact, say_fact_times
from dayzero.web.views.when import Clock, voice_at
from models.protocol import load_protocol
from models.protocol.vocabulary import WordKind
from wording.language import Language

PROTOCOL = load_protocol()
SHANGHAI = ZoneInfo("Asia/Shanghai")
RECORDED_AS = {WordKind.MEASURE: "measurement"}
NOW = datetime(2026, 4, 3, tzinfo=UTC)
AST = {"kind": "measurement", "measure": "ast", "value": "130", "unit": "U/L"}
EPILEPSY = {"kind": "finding", "finding": "epilepsy", "present": None}
GVHD = {"kind": "event", "event": "acute_gvhd"}
STENT = {"kind": "event", "event": "coronary_stent"}
HCG = {"kind": "test", "test": "pregnancy", "result": "negative", "specimen": "serum"}
WHOLE_BRAIN = {"kind": "radiotherapy", "field": "cns"}
DRUG = {
    "kind": "drug",
    "drug": "Glivec",
    "dose": {"value": "400", "unit": "mg/day"},
    "purpose": "bridging",
    "route": "oral",
}
SCREENING = {"kind": "step", "step": "screening", "state": "done"}

REOPENED = {"kind": "event", "event": "path_reopened", "reason": "came back"}
BACK = {"kind": "retraction", "corrects": "f6", "reason": "of another", "at": "2026-04-01"}


def constant(name: str, value: object) -> dict[str, Any]:
    said = {"at": "2026-04-01", "reason": "asked"}
    return {"kind": "constant", "constant": name, "value": value, **said}


def said(fact: dict[str, Any], language: Language) -> str:
    return say_fact(fact, Clock(voice_at(NOW, SHANGHAI, language, PROTOCOL), NOW))


@pytest.mark.parametrize(
    ("fact", "english", "chinese"),
    [
        (AST, "AST, 130, U/L", "谷草转氨酶（AST），130，U/L"),
        (EPILEPSY, "history of epilepsy, not known", "癫痫病史，未知"),
        (GVHD, "acute GVHD", "急性 GVHD"),
        (STENT, "coronary stent", "冠脉支架"),
        (SCREENING, "screening, done", "筛选，已完成"),
        (HCG, "pregnancy test, negative, serum", "妊娠试验，阴性，血清"),
        (WHOLE_BRAIN, "radiotherapy, CNS", "放疗，中枢"),
        (DRUG, "Glivec, 400 mg/day, bridging, oral", "Glivec，400 mg/day，桥接治疗，口服"),
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


@pytest.mark.parametrize(
    ("times", "english", "chinese"),
    [
        ({"last": "2026-03-20"}, "last Fri 20 Mar", "末次3月20日 周五"),
        (
            {"first": "2026-03-16", "last": "2026-03-20"},
            "Mon 16 Mar to Fri 20 Mar",
            "3月16日 周一至3月20日 周五",
        ),
        (
            {"first": "2026-03-16", "last": "UN-MAR-2026"},
            "from Mon 16 Mar, last between Sun 1 Mar and Tue 31 Mar",
            "自3月16日 周一起，末次3月1日 周日至3月31日 周二之间",
        ),
        (
            {"first": "2026-03-UN", "last": "2026-04-01"},
            "from between Sun 1 Mar and Tue 31 Mar, last Wed 1 Apr",
            "自3月1日 周日至3月31日 周二之间起，末次4月1日 周三",
        ),
        (
            {"first": "2026-03-16", "last": "ongoing"},
            "from Mon 16 Mar, still",
            "自3月16日 周一起，",
        ),
        ({"ongoing": True}, "still being given", "仍在使用"),
    ],
)
def test_a_course_says_when_it_was_as_far_as_that_is_known(
    times: dict[str, Any], english: str, chinese: str
) -> None:
    clocks = (Clock(voice_at(NOW, SHANGHAI, one, PROTOCOL), NOW) for one in ("en", "zh"))
    in_english, in_chinese = (say_fact_times({**DRUG, **times}, clock) for clock in clocks)

    assert in_english.startswith(english)
    assert in_chinese.startswith(chinese)


def test_a_name_that_no_rule_reads_is_said_as_it_was_recorded() -> None:
    assert said({**AST, "measure": "shoe_size"}, "zh").startswith("shoe size，")


def test_what_is_no_known_word_is_free_text_and_not_shown() -> None:
    assert said({**HCG, "specimen": "of Mrs Zhang"}, "en") == "pregnancy test, negative"
    assert said({**DRUG, "route": "by_friends"}, "en") == "Glivec, 400 mg/day, bridging"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", [WordKind.EVENT, WordKind.FINDING, WordKind.MEASURE])
def test_every_name_that_is_shown_of_a_fact_is_the_datas(
    kind: WordKind, language: Language
) -> None:
    shown = {
        word.id: said({"kind": RECORDED_AS.get(kind, kind), kind: word.id}, language)
        for word in PROTOCOL.lexicon.words(kind)
    }

    titles = {word.id: word.titles[language] for word in PROTOCOL.lexicon.words(kind)}
    assert [name for name, title in titles.items() if not shown[name].startswith(title)] == []
