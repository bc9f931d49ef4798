"""What a bound rests on, in Chinese."""

from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.words import cite_zh
from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from models.timeline.network.solver import Bounds, Trail
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain, told_once

_SNAPPED = {WORKING_DAYS: "，取中心工作日", FREE_SLOTS: "，取中心的空闲时段"}


def causes_zh(step: str, bounds: Bounds, case: Case, *, lower: bool) -> str:
    """What a bound rests on, from its root to the step, in a few words."""
    trails = told_once(chain(step, bounds, lower=lower))
    return "；".join(dict.fromkeys(_in_short(trail, case) for trail in trails))


def _in_short(trail: Trail, case: Case) -> str:
    reason = trail.reason
    if reason.rule == NOW:
        return f"{title_zh(trail.step, case)}尚未完成"
    link = case.protocol.link_by_rule[reason.rule]
    snapped = _SNAPPED[reason.snapped] if reason.snapped else ""
    return f"{link.text_zh or link.rule}{snapped}（{cite_zh(link)}）"
