"""How recorded facts are said at a terminal: what was recorded, by whom, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.timeline.chinese.words import EVENTS, SEVERITIES, UNITS
from wording.pages.common import CHINESE as COMMON
from wording.pages.recording import CHINESE as RECORD
from wording.pages.subject_page import CHINESE as PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """One language. Every template names its own blanks.

    Attributes:
        kinds: of facts, in place of the contract's words; empty where those are read.
        values: likewise, of what facts say.
        fields: how each field is said; one that is not here is its name and its value.
        inside: likewise, of a dose or another trial; one that is not here is its value.
        columns: above the columns: fact, kind, what, recorded, by, note.
    """

    kinds: Mapping[str, str]
    values: Mapping[str, str]
    fields: Mapping[str, str]
    inside: Mapping[str, str]
    columns: tuple[str, str, str, str, str, str]
    listed: str
    yes: str
    no: str
    unknown: str
    corrected: str
    corrects: str


_SAY_THEMSELVES = (
    *("step", "state", "drug", "purpose", "route", "dose", "field"),
    *("test", "result", "specimen", "event", "measure", "finding"),
)

ENGLISH = FactWords(
    kinds={},
    values={},
    fields=dict.fromkeys(_SAY_THEMSELVES, "{value}"),
    inside={},
    columns=("fact", "kind", "what", "recorded", "by", "note"),
    listed=", ",
    yes="yes",
    no="no",
    unknown="unknown",
    corrected="corrected by {fact}",
    corrects="corrects {fact}: {reason}",
)

CHINESE = FactWords(
    kinds=RECORD.kinds,
    values={**RECORD.values, **EVENTS, **SEVERITIES, **UNITS},
    fields={
        **dict.fromkeys((*_SAY_THEMSELVES, "at", "value", "unit", "present"), "{value}"),
        "severity": "严重程度 {value}",
        "first": "首次 {value}",
        "last": "末次 {value}",
        "ongoing": f"{RECORD.ongoing}：{{value}}",
        "uln": "正常值上限 {value}",
        "llod": "检测下限 {value}",
        "cumulative_mg_m2": "累积剂量 {value} mg/m²",
        "other_trial": "其他试验药物（{value}）",
    },
    inside={
        "marketed": "已上市：{value}",
        "half_life_hours": "半衰期 {value} 小时",
        "half_life_source": "出处：{value}",
    },
    columns=("事实", "类别", PAGE.what, PAGE.recorded, PAGE.by, "备注"),
    listed=COMMON.listed,
    yes=RECORD.yes,
    no=RECORD.no,
    unknown=RECORD.unknown,
    corrected=PAGE.corrected,
    corrects="更正 {fact}：{reason}",
)
