"""Why a step is held again, in Chinese."""

from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.words import cite_zh, say_when_zh
from models.timeline.history.standing import Past
from models.timeline.windows.case import Case


def say_again_zh(past: Past, case: Case) -> str:
    """What was held before, what became of it, and the protocol's word on it."""
    repeat, zone = past.repeat, case.chart.zone
    held = past.standing[repeat.step]
    when = f"{say_when_zh(held.at, zone)}，" if held.at else ""
    step = f"{title_zh(repeat.step, case)}（{when}{held.fact}）"
    why = f"{repeat.texts.get('zh', '')}（{repeat.rule}；{cite_zh(repeat)}）"
    if past.loss is None:
        return f"{step}重新进行；{why}。"
    lost, at = title_zh(past.loss.step, case), say_when_zh(past.loss.at, zone)
    return f"{step}的产品已失败：{lost}已错过（{at}，{past.loss.id}）；{why}。"
