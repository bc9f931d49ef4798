"""A condition in Chinese: the limit, and the value on record with its day."""

from collections.abc import Mapping

from models.chart.facts import Chart
from models.protocol import Protocol
from models.protocol.conditions import Condition
from models.protocol.criterion import Criterion
from models.timeline.chinese.words import UNITS, say_when_zh
from models.timeline.condition_sentences import say_value
from models.timeline.history.readings import Reading
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.conditions import weigh
from models.timeline.windows.case import Case

THERE_ZH: Mapping[object, str] = {True: "是", False: "否", None: "不详"}


def judged_as_zh(value: VerdictValue, criterion: Criterion) -> str:
    """`符合` of an inclusion, `触犯` of an exclusion."""
    if value is VerdictValue.INDETERMINATE:
        return "无法判定"
    met = value is VerdictValue.MET
    if criterion.source.list == "exclusion":
        return "未触犯" if met else "触犯"
    return "符合" if met else "不符合"


def condition_zh(verdict: Verdict, condition: Condition, case: Case) -> str:
    """One condition in words, without its source and what is asked for."""
    if verdict.value is VerdictValue.NOT_APPLICABLE:
        return f"尚无记录：{condition.titles['zh']}"
    chart, protocol = case.chart, case.protocol
    outcome = weigh(condition, chart, protocol, case.ends.get(condition.until or ""))
    said = dict.fromkeys(_reading(each, chart, protocol) for each in outcome.readings)
    title = condition.titles["zh"]
    return f"{judged_as_zh(verdict.value, condition)}：{title}；记录：{'；'.join(said)}"


def _reading(reading: Reading, chart: Chart, protocol: Protocol) -> str:
    when = f"{say_when_zh(reading.at, chart.zone)}（{reading.fact}）"
    if reading.about in protocol.finding_by_id:
        title = protocol.finding_by_id[reading.about].titles["zh"]
        return f"{title}：{THERE_ZH[reading.value]}，{when}"
    measure = protocol.measure_by_id[reading.about]
    *value, unit = say_value(reading, measure.unit).split(" ")
    said = " ".join([*value, UNITS.get(unit, unit)])
    return f"{measure.titles['zh']} {said}，{when}"
