"""Why a date is where it is, in Chinese: the same chains of constraints as in English."""

from models.protocol.site import FreeSlots
from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.words import cite_zh, say_when_zh
from models.timeline.history.standing import ASSUMED
from models.timeline.network.network import FREE_SLOTS, NOW, WORKING_DAYS
from models.timeline.network.solver import Bounds, Reason, Trail
from models.timeline.windows.case import Case
from models.timeline.windows.chains import chain, told_once
from models.timeline.windows.slot_reasons import listing_that_fails
from models.timeline.windows.windows import Windows
from models.timeline.words import say_minute

_SNAPPED = {WORKING_DAYS: "，取中心工作日", FREE_SLOTS: "，取中心的空闲时段"}


def why_zh(step: str, windows: Windows, case: Case) -> tuple[str, ...]:
    """The chain in sentences, after why a step has no suggestion where its slots are why."""
    bounds = windows.of(step)
    listing = listing_that_fails(step, windows, case)
    unsuggested = () if listing is None else (_unsuggested(step, listing, case),)
    return (*unsuggested, *(_sentence(trail, case) for trail in chain(step, bounds)))


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
    return f"{link.texts.get('zh', '') or link.rule}{snapped}（{cite_zh(link)}）"


def _sentence(trail: Trail, case: Case) -> str:
    when = say_minute(trail.minute, case.chart.zone)
    return f"{title_zh(trail.step, case)}不早于 {when}：{_because(trail.reason, case)}"


def _because(reason: Reason, case: Case) -> str:
    if reason.rule == NOW and reason.fact is not None:
        return f"事实 {reason.fact} 仍在进行，按现在停用计算"
    if reason.rule == NOW:
        return "尚未完成"
    if reason.fact is not None:
        source = cite_zh(case.protocol.criterion_by_rule[reason.rule])
        return f"事实 {reason.fact} 的洗脱期 {reason.rule}（{source}）"
    link = case.protocol.link_by_rule[reason.rule]
    snapped = _SNAPPED[reason.snapped] if reason.snapped else ""
    said = link.texts.get("zh", "") or f"须符合 {reason.rule}"
    return f"{said}（{reason.rule}，{cite_zh(link)}），自{_from(reason, case)}起算{snapped}"


def _from(reason: Reason, case: Case) -> str:
    standing, title = case.standing[reason.via or ""], title_zh(reason.via or "", case)
    if standing.at is None:
        return title
    when = say_when_zh(standing.at, case.chart.zone)
    if standing.fact == ASSUMED:
        return f"{title}假设日期 {when}"
    return f"{title}{'完成日' if standing.done else '预约'} {when}（{standing.fact}）"


def _unsuggested(step: str, listing: FreeSlots, case: Case) -> str:
    if not listing.begins.lasts:
        return f"{title_zh(step, case)}未给出建议日期：中心没有列出空闲时段"
    last = say_minute(listing.begins.lasts[-1], case.chart.zone)
    return (
        f"{title_zh(step, case)}未给出建议日期：中心的空闲时段均不在其时间窗内，"
        f"所列最后一个为 {last}"
    )
