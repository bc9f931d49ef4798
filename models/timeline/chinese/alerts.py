"""Every alert in Chinese: what is wrong, what to do, by when, and the rule with its source."""

from models.chart.facts import EventFact, FindingFact, MeasurementFact, StepMark
from models.moments import Minute, local_day
from models.protocol.path import Step
from models.reasons.alerts.asks import RecordFact
from models.reasons.path.gates import NotBooked, NotRecordedAsDone, TestToBook
from models.reasons.reason import Reason
from models.timeline.alerts.lost_step_alerts import made_again_from
from models.timeline.alerts.situation import Situation
from models.timeline.alerts.violation_alerts import (
    inclusion_with_ways,
    may_still_be_stopped,
    one_of_a_group,
)
from models.timeline.chinese.chains import causes_zh
from models.timeline.chinese.paths import conflict_zh, link_zh, repairs_zh, told_zh
from models.timeline.chinese.titles import title_zh
from models.timeline.chinese.verdicts import verdict_zh
from models.timeline.chinese.words import (
    cite_zh,
    say_beyond_zh,
    say_quantity_zh,
    say_test_zh,
    say_when_zh,
)
from models.timeline.results import Alert, Missing, Verdict
from models.timeline.values import AlertKind
from models.timeline.verdicts.evidence import tests_for, window_at
from models.timeline.windows.case import Case
from models.timeline.windows.done_windows import breaches
from models.timeline.words import say_minute

_KINDS: dict[type, str] = {EventFact: "事件", MeasurementFact: "测量", FindingFact: "检查所见"}
_VERDICTS = {
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.INELIGIBLE,
    AlertKind.NEEDS_INFORMATION,
}


def alert_zh(alert: Alert, situation: Situation) -> str:
    """What is wrong, what to do, by when."""
    verdict = _verdict_of(alert, situation)
    if alert.kind in _VERDICTS and verdict is not None and not _is_awaited(alert):
        said = verdict_zh(verdict, situation.scene.case)
        return f"{said}{_what_to_do(alert, verdict, situation)}"
    return _BY_KIND[alert.kind](alert, situation)


def _is_awaited(alert: Alert) -> bool:
    return alert.kind is AlertKind.NEEDS_INFORMATION and alert.key.endswith("/result")


def _verdict_of(alert: Alert, situation: Situation) -> Verdict | None:
    if alert.rule is None:
        return None
    place = alert.rule, alert.step, alert.fact
    found = (v for v in situation.verdicts if (v.rule, v.step, v.fact) == place)
    return next(found, None)


def _what_to_do(alert: Alert, verdict: Verdict, situation: Situation) -> str:
    case, step = situation.scene.case, verdict.step
    if alert.kind is AlertKind.NEEDS_INFORMATION:
        ways = one_of_a_group(verdict.rule, case.protocol) and not verdict.question
        number = inclusion_with_ways(verdict.rule, case.protocol)
        return f"如符合入选标准 {number} 的其他情形，请予记录。" if ways else ""
    if may_still_be_stopped(alert.kind, verdict, case):
        return "请勿继续：请询问研究者，并登记筛选失败或豁免。"
    if case.standing[step].done:
        return f"请将{title_zh(step, case)}按方案偏离登记。"
    if verdict.clears_at is None:
        return f"请勿进行{title_zh(step, case)}。"
    if moves := repairs_zh(situation.moves(step), case):
        return moves
    when = say_minute(verdict.clears_at, case.chart.zone)
    at = case.standing[step].at
    since = f"由 {say_when_zh(at, case.chart.zone)} " if at else ""
    return f"请将{title_zh(step, case)}{since}改至 {when} 或之后。"


# -------------------------------------------------------------------- dates and windows


def _overdue(alert: Alert, situation: Situation) -> str:
    scene, step = situation.scene, _step(alert, situation)
    case, zone = scene.case, scene.case.chart.zone
    at, closes = case.standing[step.id].at, scene.own_closing(step)
    if at is not None:
        since = f"原预约于 {say_when_zh(at, zone)}"
    elif closes is not None:
        since = f"时间窗已于 {say_minute(closes, zone)} 关闭"
    else:
        since = "其后的步骤已记录为完成"
    title = title_zh(step.id, case)
    mend = f"若{title}已完成请补录，否则请重新预约"
    if scene.overtaken(step):
        mend = f"请补录{title}的完成日期"
    return f"{title}已逾期：{since}。{mend}。"


def _due_soon(alert: Alert, situation: Situation) -> str:
    if alert.rule == situation.scene.case.protocol.gate.rule:
        return _gate(alert, situation)
    step = _step(alert, situation)
    case, zone, ends = situation.scene.case, situation.scene.case.chart.zone, alert.deadline or 0
    title, when = title_zh(step.id, case), say_minute(ends, zone)
    if (at := case.standing[step.id].at) is not None:
        return f"{title}预约于 {say_when_zh(at, zone)}。"
    closes = situation.scene.own_closing(step)
    if closes is None or local_day(closes, zone) == local_day(ends, zone):
        return f"{title}须于 {when} 前完成。"
    day = local_day(closes, zone)
    return f"{title}须于 {when} 前完成：时间窗于 {day} 关闭，其间中心不上班，这是最后的工作时间。"


def _outside_window(alert: Alert, situation: Situation) -> str:
    step, case = _step(alert, situation), situation.scene.case
    if not case.standing[step.id].done:
        return _booked_outside(step, situation)
    breach = next(b for b in breaches(step.id, case) if b.link.rule == alert.rule)
    side = "早于" if breach.early else "晚于"
    far = say_beyond_zh(breach.at, breach.limit, case.chart.zone)
    done = f"{title_zh(step.id, case)}的完成时间{side}时间窗 {far}"
    said = f"{done}：{link_zh(breach.link, case)}。"
    return f"{said}请将{title_zh(step.id, case)}按方案偏离登记。"


def _booked_outside(step: Step, situation: Situation) -> str:
    scene = situation.scene
    case, bounds, at = scene.case, scene.windows.path[step.id], scene.case.standing[step.id].at
    opens = bounds.lower.get(step.id)
    early = at is not None and opens is not None and at.latest < opens
    because = causes_zh(step.id, bounds, case, lower=early)
    when = "" if at is None else f"（{say_when_zh(at, case.chart.zone)}）"
    moves = repairs_zh(situation.moves(step.id), case)
    return f"{title_zh(step.id, case)}{when}在时间窗之外：{because}。{moves}"


def _infeasible(alert: Alert, situation: Situation) -> str:
    conflict = next(
        conflict
        for conflict in situation.conflicts_told
        if situation.conflict_key(conflict) == alert.key
    )
    return told_zh(conflict, situation)


# -------------------------------------------------------------------- the gate


def _gate(alert: Alert, situation: Situation) -> str:
    case, gate = situation.scene.case, situation.scene.case.protocol.gate
    by = _by(alert.deadline, situation)
    missing = _numbered([missing_zh(item, situation) for item in alert.missing])
    by = f"{title_zh(gate.before, case)}{by}"
    return f"{by}，须先解决：{missing}（{gate.rule}，{cite_zh(gate)}）。"


def _numbered(sentences: list[str]) -> str:
    """One as it is; several numbered, as each may hold commas and semicolons of its own."""
    if len(sentences) == 1:
        return sentences[0]
    return "；".join(f"（{number}）{said}" for number, said in enumerate(sentences, 1))


def _by(deadline: Minute | None, situation: Situation) -> str:
    """When the step is due, or was."""
    if deadline is None:
        return ""
    scene = situation.scene
    when = say_minute(deadline, scene.case.chart.zone)
    return f"原定于 {when}" if deadline < scene.now else f"定于 {when}"


def missing_zh(item: Missing, situation: Situation) -> str:
    """One thing that keeps the gate shut."""
    title = title_zh(item.step or "", situation.scene.case)
    match item.reason:
        case NotRecordedAsDone():
            return f"{title}尚未记录完成"
        case NotBooked():
            return f"{title}尚未预约"
        case RecordFact(question=asks):
            asking = next(v for v in situation.verdicts if v.asks == asks)
            return asking.question_zh.rstrip("。")
        case TestToBook(needed=needed):
            return f"{_verdict_said(needed, situation)}，请在其间预约"
    if said := _verdict_said(item.reason, situation):
        return said
    conflict = next(one for one in situation.conflicts if one.reason == item.reason)
    return conflict_zh(conflict, situation).rstrip("。")


def _verdict_said(reason: Reason | None, situation: Situation) -> str:
    found = (v for v in situation.verdicts if v.reason == reason)
    verdict = next(found, None)
    return "" if verdict is None else verdict_zh(verdict, situation.scene.case).rstrip("。")


# -------------------------------------------------------------------- tests and facts


def _expired(alert: Alert, situation: Situation) -> str:
    case = situation.scene.case
    evidence = next(e for e in case.protocol.evidence if e.rule == alert.rule)
    test = next(test for test in case.chart.tests if test.id == alert.fact)
    at = case.standing[evidence.anchor].at
    taken = say_when_zh(test.at, case.chart.zone)
    said = f"{taken} 的{say_test_zh(test.test)}（{test.id}）"
    if at is None:
        return f"{said}已失效。请重做。"
    window, when = window_at(evidence, at, case.chart), say_when_zh(at, case.chart.zone)
    step = title_zh(evidence.anchor, case)
    return (
        f"{said}对{step}（{when}）已过有效期（{cite_zh(evidence)}）。"
        f"请于 {window.opens} 至 {window.closes} 重做{say_test_zh(test.test).rstrip()}。"
    )


_LOST = {"/missed": "错过", "/cancelled": "取消"}
"""How the key of an alert on a step that will not come ends."""


def _rebook(alert: Alert, title: str, situation: Situation) -> str:
    case = situation.scene.case
    made_from = made_again_from(case.protocol.step_by_id[alert.step or ""], situation)
    if made_from is None:
        return f"请重新预约{title}"
    return f"请再次预约「{made_from.titles['zh']}」；如只是延迟，请重新预约{title}"


def _information(alert: Alert, situation: Situation) -> str:
    case = situation.scene.case
    if _is_awaited(alert):
        return _awaited(alert, situation)
    if alert.rule == case.protocol.age.rule:
        age = case.protocol.age
        return (
            f"{title_zh(case.protocol.day_zero, case)}时年龄将超过 {age.to_years} 周岁，"
            f"{title_zh(age.step, case)}时未超过；登记条目未说明以何者为准（{cite_zh(age)}）。"
            "请询问研究者以何者为准。"
        )
    if alert.key.endswith(tuple(_LOST)):
        lost = _LOST[f"/{alert.key.rpartition('/')[2]}"]
        title = title_zh(alert.step or "", case)
        anew = _rebook(alert, title, situation)
        return f"{title}已记录为{lost}，其后步骤均在等待。{anew}，或记录路径如何结束。"
    if alert.key.endswith("/twice"):
        return _twice(alert.step or "", case)
    if alert.key.endswith("/childbearing_potential"):
        return "记录该受试者有无生育能力之前，按有生育能力处理。请记录该受试者是否有生育能力。"
    cause = alert.key.rpartition("/")
    fact = cause[0].rpartition("/")[2]
    kind = _KINDS[next(type(one) for one in case.chart.standing if one.id == fact)]
    return f"没有规则读取{kind}“{cause[2]}”（{fact}）。请核对其名称。"


def _twice(step: str, case: Case) -> str:
    done = [f for f in case.chart.steps if f.step == step and f.mark is StepMark.DONE]
    said = "、".join(f"{say_when_zh(f.at, case.chart.zone)}（{f.id}）" for f in done)
    return (
        f"{title_zh(step, case)}有多次完成记录：{said}；"
        f"现以最后一次（{done[-1].id}）为准。请更正有误的一条。"
    )


def _awaited(alert: Alert, situation: Situation) -> str:
    case = situation.scene.case
    for evidence in case.protocol.evidence:
        for test in tests_for(evidence, case.chart):
            if (evidence.rule, test.id) == (alert.rule, alert.fact):
                what = f"{say_when_zh(test.at, case.chart.zone)} 的{say_test_zh(test.test)}"
                within = say_quantity_zh(evidence.result_within)
                said = f"{what}（{test.id}）结果等待已超过 {within}（中心默认值）。"
                return f"{said}请追问{say_test_zh(test.test).rstrip()}的结果并录入。"
    return "检测结果等待过久。请追问并录入。"


def _provisional(alert: Alert, _situation: Situation) -> str:
    year = alert.key.rpartition("/")[2]
    return f"{year} 年的官方工作日安排尚未载入所装日历：更新之前，{year} 年的日期均为暂定。"


def _step(alert: Alert, situation: Situation) -> Step:
    return situation.scene.case.protocol.step_by_id[alert.step or ""]


_BY_KIND = {
    AlertKind.OVERDUE: _overdue,
    AlertKind.DUE_SOON: _due_soon,
    AlertKind.WINDOW_VIOLATED: _outside_window,
    AlertKind.INFEASIBLE: _infeasible,
    AlertKind.EVIDENCE_EXPIRED: _expired,
    AlertKind.NEEDS_INFORMATION: _information,
    AlertKind.PROVISIONAL_CALENDAR: _provisional,
}
