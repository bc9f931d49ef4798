"""Windows, conflicts and what would mend them, in Chinese."""

from collections.abc import Iterable, Sequence

from models.moments import Minute, local_days
from models.protocol.path import Link
from models.timeline.alerts.situation import MOVES, Situation
from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.words import (
    apart_zh,
    cite_zh,
    closed_zh,
    say_beyond_zh,
    say_when_zh,
)
from models.timeline.fact_names import goes_on, named
from models.timeline.history.standing import ASSUMED
from models.timeline.results import Conflict, Repair
from models.timeline.states.no_time_left import has_passed
from models.timeline.windows.case import Case
from models.timeline.words import say_minute


def link_zh(link: Link, case: Case) -> str:
    """What a link asks for: the protocol's own Chinese words, else its rule."""
    said = link.texts.get("zh", "") or f"{title_zh(link.step, case)}须符合 {link.rule}"
    return f"{said}（{link.rule}，{cite_zh(link)}）"


def repairs_zh(repairs: Iterable[Repair], case: Case) -> str:
    """Every repair as a sentence."""
    return "".join(repair_zh(repair, case) for repair in repairs)


def repair_zh(repair: Repair, case: Case) -> str:
    """One change that would do."""
    if repair.kind == "query_fact":
        return _query_zh(repair, case)
    if repair.step is None or repair.to is None:
        return ""
    title, zone, by = title_zh(repair.step, case), case.chart.zone, repair.by_minutes or 0
    when, at = say_minute(repair.to, zone), case.standing[repair.step].at
    if repair.kind in MOVES:
        since = f"由 {say_when_zh(at, zone)} " if at else ""
        return f"请将{title}{since}改至 {when}。"
    far = say_beyond_zh(repair.to, repair.to - by, zone)
    return f"可按方案偏离登记：{title}于 {when} 进行，晚于时间窗 {far}。"


def _query_zh(repair: Repair, case: Case) -> str:
    fact = next(fact for fact in case.chart.standing if fact.id == repair.fact)
    name = apart_zh(f"{named(fact, case.protocol).zh}（{fact.id}）")
    if goes_on(fact):
        return f"请记录{name}的停用时间或计划停用时间。"
    return f"请核对{name}的记录是否有误。"


def conflict_zh(conflict: Conflict, situation: Situation) -> str:
    """What cannot hold together."""
    return _cannot_hold(conflict.step, [conflict], situation)


def told_zh(conflict: Conflict, situation: Situation) -> str:
    """All conflicts of a step together, as one alert tells them, and what would mend them."""
    several = [one for one in situation.conflicts if one.step == conflict.step]
    repairs = repairs_zh(conflict.repairs, situation.scene.case)
    return _cannot_hold(conflict.step, several, situation) + repairs


def _cannot_hold(step: str, several: Sequence[Conflict], situation: Situation) -> str:
    case = situation.scene.case
    if case.standing[step].at is None:
        rules = "、".join(rule for one in several for rule in one.rules)
        return f"{title_zh(step, case)}已无可行时间（{rules}）{_between(step, situation)}。"
    against = dict.fromkeys(said for one in several for said in _held_against(one, case))
    held, when = _held(step, case)
    others = apart_zh("、".join(against))
    return f"{title_zh(step, case)}{held}于 {when}，与{others}不能同时满足。"


def _held_against(conflict: Conflict, case: Case) -> Sequence[str]:
    """What a booking cannot hold with: the rules, or another booking by those rules."""
    rules, other = "、".join(conflict.rules), conflict.against
    if other is None:
        return conflict.rules
    held, when = _held(other, case)
    return [f"{title_zh(other, case)}的{held} {when}（{rules}）"]


def _held(step: str, case: Case) -> tuple[str, str]:
    """Whether a step is booked or assumed, and for when."""
    standing = case.standing[step]
    when = say_when_zh(standing.at, case.chart.zone) if standing.at else ""
    return ("假设" if standing.fact == ASSUMED else "预约"), when


def _between(step: str, situation: Situation) -> str:
    case, bounds = situation.scene.case, situation.scene.windows.now_bounds
    opens, closes = bounds.lower.get(step), bounds.upper.get(step)
    if opens is None or closes is None:
        return ""
    zone = case.chart.zone
    if has_passed(step, bounds, situation.scene.now):
        return f"：时间窗已于 {say_minute(closes, zone)} 关闭"
    closed = _closed(step, opens, closes, case) if opens <= closes else ""
    return f"：不早于 {say_minute(opens, zone)}，不晚于 {say_minute(closes, zone)}{closed}"


def _closed(step: str, opens: Minute, closes: Minute, case: Case) -> str:
    """Why the site does not work on the days between."""
    if case.calendar.site.slots_of(step) is not None:
        return "，其间中心没有空闲时段"
    days = local_days(opens, closes, case.chart.zone)
    reasons = (closed_zh(case.calendar.why_closed(day)) for day in days)
    return f"，其间中心不上班（{'、'.join(dict.fromkeys(reasons))}）"
