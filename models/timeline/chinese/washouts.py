"""A washout verdict in Chinese: when the exposure ended, what is asked, from when it is safe."""

from models.chart.facts import EventFact, FindingFact
from models.moments import ALWAYS, NEVER
from models.protocol.criteria import Washout
from models.timeline.chinese.conditions import THERE_ZH
from models.timeline.chinese.titles import ask_zh, on_zh, title_zh
from models.timeline.chinese.words import (
    FINDINGS,
    cite_zh,
    say_length_zh,
    say_quantity_zh,
    say_when_zh,
)
from models.timeline.exposure_sentences import exemption_said, note_said
from models.timeline.exposures.clearings import Clearing, is_local
from models.timeline.fact_names import name_of
from models.timeline.history.readings import last_said
from models.timeline.questions import question_said
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case
from models.timeline.words import say_minute


def washout_zh(verdict: Verdict, washout: Washout, case: Case) -> str:
    """One verdict in words, with the rule and its source."""
    clearing = _clearing(verdict, case)
    if clearing is None:
        return f"{_no_exposure(verdict, washout, case)}（{cite_zh(washout)}）。{ask_zh(verdict)}"
    if clearing.exempt_by or verdict.value is VerdictValue.NOT_APPLICABLE:
        local = is_local(washout, clearing.exposure)
        note = _note(clearing) if clearing.exempt_by and not local else ""
        return f"{_set_aside(verdict, clearing, case)}（{cite_zh(washout)}）。{note}"
    said = f"{_since(clearing, case)}；{_judged(verdict, case)}"
    asks = f"{washout.rule} 要求间隔{_gap(washout)}（{cite_zh(washout)}）"
    met, asked = verdict.value is VerdictValue.MET, verdict.question is not None
    safe = "" if met else _safe(clearing, case, asked=asked)
    return f"{said}：{asks}。{ask_zh(verdict)}{safe}{_note(clearing)}"


def _no_exposure(verdict: Verdict, washout: Washout, case: Case) -> str:
    """Nothing is recorded, or only a finding which says that there was something."""
    claimed = last_said(washout.claimed_by, case.chart)
    if claimed is None or verdict.value is VerdictValue.NOT_APPLICABLE:
        return f"没有与此规则有关的记录：{washout.title_zh}"
    name, exempt = _found(claimed), last_said(washout.exempt_finding, case.chart)
    if verdict.value is VerdictValue.MET and exempt is not None:
        return f"{name}（{claimed.id}）不计入：{_found(exempt)}（{exempt.id}）"
    when = say_when_zh(claimed.at, case.chart.zone)
    said = f"{name}：{THERE_ZH[claimed.present]}，{when}（{claimed.id}）"
    return f"无法判定：{washout.title_zh}；记录：{said}"


def _found(fact: FindingFact) -> str:
    return FINDINGS.get(fact.finding, fact.finding)


def _clearing(verdict: Verdict, case: Case) -> Clearing | None:
    found = (
        clearing
        for clearing in case.clearings
        if (clearing.washout.rule, clearing.exposure.fact.id) == (verdict.rule, verdict.fact)
    )
    return next(found, None)


def _judged(verdict: Verdict, case: Case) -> str:
    on = on_zh(verdict, case)
    match verdict.value:
        case VerdictValue.MET:
            margin = verdict.margin_minutes
            return f"{on}符合，余量 {say_length_zh(margin)}" if margin else f"{on}刚好符合"
        case VerdictValue.VIOLATION:
            return f"{on}过早"
        case VerdictValue.INDETERMINATE:
            return f"{on}目前无法判定"
        case _:
            return f"{on}尚无日期"


def _gap(washout: Washout) -> str:
    return f"{'大于' if washout.strict else '至少'} {say_quantity_zh(washout.gap)}"


def _since(clearing: Clearing, case: Case) -> str:
    fact, zone = clearing.exposure.fact, case.chart.zone
    name = f"{name_of(clearing.exposure.exposed).zh}（{fact.id}）"
    if isinstance(fact, EventFact):
        return f"{name}于 {say_when_zh(fact.at, zone)}"
    stop = clearing.stop.at if clearing.stop and clearing.stop.at else fact.last
    if stop is None:
        return f"{name}仍在进行"
    if clearing.of_depot:
        return f"{name}为长效制剂，可作用至 {say_when_zh(stop, zone)}"
    counted = "末次达到计入剂量" if stop != fact.last else "末次"
    return f"{name}{counted}于 {say_when_zh(stop, zone)}"


def _safe(clearing: Clearing, case: Case, *, asked: bool) -> str:
    """From when the step may be; what would settle an open one is asked once."""
    bounds, zone = clearing.joint, case.chart.zone
    if bounds.clears_at >= NEVER:
        ongoing = getattr(clearing.exposure.fact, "last", None) is None
        return "停用之前没有符合的日期。" if ongoing else "尚无确定符合的日期。"
    safe = f"自 {say_minute(bounds.clears_at, zone)} 起符合"
    if len(clearing.exposure.worlds) == 1 or bounds.possible_from >= bounds.clears_at:
        return f"{safe}。"
    if asked or bounds.possible_from <= ALWAYS:
        return f"{safe}，无论答案如何。"
    question = question_said(clearing.exposure.asks, case.protocol, zone)
    asks = "" if question is None else f"：{question.zh.rstrip('。')}"
    return f"自 {say_minute(bounds.possible_from, zone)} 起可能符合；{safe}，无论答案如何{asks}。"


def _note(clearing: Clearing) -> str:
    note = clearing.exposure.note
    return "" if note is None else f"注：{note_said(note).zh.rstrip('。')}。"


# -------------------------------------------------------------------- what does not count


def _set_aside(verdict: Verdict, clearing: Clearing, case: Case) -> str:
    fact = clearing.exposure.fact
    name = f"{name_of(clearing.exposure.exposed).zh}（{fact.id}）"
    if clearing.exempt_by:
        return f"{name}不计入：{exemption_said(clearing.exempt_by).zh}"
    warned = f"。{verdict.question_zh.rstrip('。')}" if verdict.question_zh else ""
    return f"{name}在{title_zh(verdict.step, case)}之后{warned}"
