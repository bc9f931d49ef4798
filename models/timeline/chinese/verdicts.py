"""A verdict in Chinese: what is recorded, what the rule asks for, from when it holds."""

from models.moments import local_day
from models.protocol.conditions import Condition
from models.protocol.criteria import Age, Evidence, Interval, Washout
from models.protocol.criterion import Criterion, Sourced
from models.protocol.lifetime_dose import LifetimeDose
from models.protocol.path import Link
from models.reasons.verdicts.tests import ReportedTooLate
from models.timeline.chinese.conditions import condition_zh, judged_as_zh
from models.timeline.chinese.lifetime_doses import lifetime_zh
from models.timeline.chinese.titles import ask_zh, on_zh, title_zh
from models.timeline.chinese.washouts import washout_zh
from models.timeline.chinese.words import (
    EVENTS,
    MEASURES,
    RESULTS,
    cite_zh,
    say_test_zh,
    say_when_zh,
)
from models.timeline.history.applies import applies
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.eligibility import end_of_interval, measured
from models.timeline.windows.case import Case
from models.timeline.words import say_minute


def verdict_zh(verdict: Verdict, case: Case) -> str:
    """One verdict in words, with the rule and its source."""
    criterion = case.protocol.criterion_by_rule.get(verdict.rule)
    if isinstance(criterion, Washout):
        return washout_zh(verdict, criterion, case)
    said, stated = _judged(verdict, criterion, case)
    return f"{said}（{cite_zh(stated)}）。{ask_zh(verdict)}"


def _judged(verdict: Verdict, criterion: Criterion | None, case: Case) -> tuple[str, Sourced]:
    """What is said, and where its rule is stated."""
    age = case.protocol.age
    if isinstance(criterion, Evidence):
        return _evidence(verdict, criterion, case), criterion
    if criterion is not None:
        return _history(verdict, criterion, case), criterion
    if verdict.rule == age.rule:
        return _age(verdict, age, case), age
    link = case.protocol.link_by_rule[verdict.rule]
    return _obligation(verdict, link, case), link


# -------------------------------------------------------------------- tests


def _evidence(verdict: Verdict, evidence: Evidence, case: Case) -> str:
    if isinstance(verdict.reason, ReportedTooLate):
        return _too_late(verdict.reason, case)
    return _test(verdict, evidence, case)


def _too_late(late: ReportedTooLate, case: Case) -> str:
    zone, step = case.chart.zone, case.protocol.step_by_id[late.step].title_zh
    sample = f"{say_when_zh(late.sample.at, zone)} 的{say_test_zh(late.sample.test)}"
    said = f"{sample}（{late.sample.fact}）结果为{RESULTS[late.result]}"
    when = f"晚于{step}（{say_when_zh(late.judged, zone)}）"
    return f"{said}，但报告于 {say_when_zh(late.reported, zone)}，{when}"


def _test(verdict: Verdict, evidence: Evidence, case: Case) -> str:
    if not applies(evidence.applies, case.chart):
        return "此规则只涉及有生育能力的女性"
    if verdict.window is None:
        over = f"该受试者的研究流程在{title_zh(verdict.step, case)}之前已结束"
        pending = verdict.value is VerdictValue.PENDING
        return f"{on_zh(verdict, case)}尚无日期" if pending else over
    if verdict.value is VerdictValue.MET:
        result = f"{_tested(verdict, evidence, case)}结果为{RESULTS[evidence.result]}"
        return f"{result}，对{on_zh(verdict, case)}有效"
    contrary = next((test for test in case.chart.tests if test.id == verdict.fact), None)
    if verdict.value is VerdictValue.VIOLATION and contrary is not None:
        return f"{_tested(verdict, evidence, case)}结果为{RESULTS[contrary.result]}"
    pending = contrary is not None and contrary.result == "pending"
    if verdict.value is VerdictValue.INDETERMINATE and contrary is not None and not pending:
        return f"无法判定 {_tested(verdict, evidence, case)}对{on_zh(verdict, case)}是否有效"
    days = f"{verdict.window.opens} 至 {verdict.window.closes}"
    needed = f"{say_test_zh(evidence.test)}{RESULTS[evidence.result]}结果"
    return f"{on_zh(verdict, case)}需要 {days} 之间的{needed}；{_found(verdict, evidence, case)}"


def _found(verdict: Verdict, evidence: Evidence, case: Case) -> str:
    test = next((test for test in case.chart.tests if test.id == verdict.fact), None)
    if test is None:
        return "尚无记录" if verdict.value is VerdictValue.PENDING else "未见记录"
    return f"{_tested(verdict, evidence, case)}结果待回报"


def _tested(verdict: Verdict, evidence: Evidence, case: Case) -> str:
    test = next(test for test in case.chart.tests if test.id == verdict.fact)
    when = say_when_zh(test.at, case.chart.zone)
    return f"{when} 的{say_test_zh(evidence.test)}（{test.id}）"


# -------------------------------------------------------------------- history, values, age


def _history(verdict: Verdict, criterion: Criterion, case: Case) -> str:
    if isinstance(criterion, Condition):
        return condition_zh(verdict, criterion, case)
    if isinstance(criterion, LifetimeDose):
        return lifetime_zh(verdict, criterion, case)
    if isinstance(criterion, Interval):
        return _interval(verdict, criterion, case)
    return criterion.title_zh


def _interval(verdict: Verdict, interval: Interval, case: Case) -> str:
    since = next((fact for fact in case.chart.events if fact.id == verdict.fact), None)
    measure = interval.or_measure
    if verdict.value is VerdictValue.NOT_APPLICABLE:
        return f"日期未记录：{interval.title_zh}"
    if verdict.value is VerdictValue.MET and measure is not None and measured(interval, case.chart):
        name = MEASURES.get(measure.measure, measure.measure)
        return f"符合：{name}达到 {measure.at_least} 或以上"
    if since is None:
        return interval.title_zh
    zone, until = case.chart.zone, end_of_interval(interval, case.chart, verdict.judged_at)
    ended = "" if until is None else f"，至 {say_when_zh(until, zone)}"
    name = f"{EVENTS.get(since.event, since.event)}（{since.id}）"
    began = f"{name}于 {say_when_zh(since.at, zone)}{ended}"
    return f"{judged_as_zh(verdict.value, interval)}：{interval.title_zh}；记录：{began}"


def _age(verdict: Verdict, age: Age, case: Case) -> str:
    allowed = f"{age.from_years} 至 {age.to_years} 周岁"
    then = f"{title_zh(age.step, case)}时的年龄"
    match verdict.value:
        case VerdictValue.NOT_APPLICABLE:
            return f"{then}未知；须为 {allowed}"
        case VerdictValue.MET:
            return f"符合：{then}在 {allowed}之内"
        case VerdictValue.INDETERMINATE:
            return f"无法判定{then}是否在 {allowed}之内"
        case _:
            return f"不符合：{then}不在 {allowed}之内"


# -------------------------------------------------------------------- obligations


def _obligation(verdict: Verdict, link: Link, case: Case) -> str:
    if verdict.value is VerdictValue.NOT_APPLICABLE:
        return "与该受试者无关"
    said = link.text_zh or title_zh(link.step, case)
    if verdict.clears_at is None:
        return f"{said}；{title_zh(link.anchor, case)}尚无日期"
    return f"{said}：至 {say_minute(verdict.clears_at, case.chart.zone)}{_longer(verdict, case)}"


def _longer(verdict: Verdict, case: Case) -> str:
    """The study itself may last longer."""
    completion = case.protocol.study_completion
    if verdict.clears_at is None or local_day(verdict.clears_at, case.chart.zone) >= completion:
        return ""
    return f"；如届时仍在研究中则须更久，登记的研究结束日期为 {completion}"
