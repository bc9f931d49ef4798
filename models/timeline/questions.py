"""What is asked for to settle a verdict: one fact to record, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from models.chart.drugs import load_catalogue
from models.moments import Span
from models.protocol import Protocol
from models.reasons.questions import Question
from models.reasons.questions import drugs as of_drugs
from models.reasons.questions import results as of_results
from models.reasons.questions import times as of_times
from models.reasons.recorded import DrugGiven, Exposed
from models.said import Said
from models.timeline.chinese.words import EVENTS, FINDINGS, apart_zh, say_test_zh, say_when_zh
from models.timeline.fact_names import name_of
from models.timeline.value_questions import what_to_ask
from models.timeline.words import in_words, say_test, say_when


class Asking(TypedDict):
    """A question as a verdict carries it."""

    asks: Question | None
    question: str | None
    question_zh: str


def asking(asks: Question | None, protocol: Protocol, zone: ZoneInfo) -> Asking:
    """The fields of a verdict that ask; empty where nothing is to be asked."""
    said = question_said(asks, protocol, zone)
    if said is None:
        return {"asks": None, "question": None, "question_zh": ""}
    return {"asks": asks, "question": said.en, "question_zh": said.zh}


def question_said(asks: Question | None, protocol: Protocol, zone: ZoneInfo) -> Said | None:
    """A question in both languages."""
    return None if asks is None else _SAID[type(asks)](asks, _Teller(protocol, zone))


@dataclass(frozen=True, slots=True)
class _Teller:
    """The titles and the clock that a question is told by."""

    protocol: Protocol
    zone: ZoneInfo

    def step(self, step: str) -> Said:
        """A step's title."""
        known = self.protocol.step_by_id[step]
        return Said(known.title, f"「{known.title_zh}」")

    def when(self, span: Span) -> Said:
        """A span as it was recorded."""
        return Said(say_when(span, self.zone), say_when_zh(span, self.zone))


def _name(exposed: Exposed) -> Said:
    said = name_of(exposed)
    return Said(said.en, apart_zh(said.zh))


def _of_drug(en: str, zh: str) -> Callable[[Any, _Teller], Said]:
    def say(asks: Any, _: _Teller) -> Said:
        name = _name(asks.given)
        unit = getattr(asks, "unit", "")
        return Said(en.format(drug=name.en, unit=unit), zh.format(drug=name.zh, unit=unit))

    return say


def _unknown_name(asks: of_drugs.DrugNameAsked, _: _Teller) -> Said:
    hint, hint_zh, name = "", "", _name(asks.given)
    if asks.near:
        hint = f" (did you mean {' or '.join(asks.near)}?)"
        hint_zh = f"（是否为 {' 或 '.join(asks.near)}？）"
    return Said(
        f"record the INN or ATC code of {name.en}, which the drug catalogue lacks{hint}",
        f"请记录{name.zh}的通用名或 ATC 代码，药物目录中没有此名{hint_zh}",
    )


def explained(given: DrugGiven) -> Said:
    """Why the catalogue does not resolve a name, and what to write instead."""
    return load_catalogue().ambiguous(given.written) or Said(given.written, given.written)


def _warning(asks: of_results.LateExposureAsked, teller: _Teller) -> Said:
    washout = next(w for w in teller.protocol.washout if w.rule == asks.rule)
    return washout.warning or Said("", "")


def _first_day(asks: of_times.FirstDayAsked, teller: _Teller) -> Said:
    name, step = _name(asks.exposed), teller.step(asks.step)
    return Said(
        f"record the first day of {name.en}: before {step.en} or after",
        f"请记录{name.zh}的首日：在{step.zh}之前还是之后",
    )


def _timed(field: str, en: str, zh: str) -> Callable[[Any, _Teller], Said]:
    def say(asks: Any, teller: _Teller) -> Said:
        name, at = _name(asks.exposed), teller.when(getattr(asks, field))
        return Said(en.format(name=name.en, at=at.en), zh.format(name=name.zh, at=at.zh))

    return say


def _of_step(en: str, zh: str) -> Callable[[Any, _Teller], Said]:
    def say(asks: Any, teller: _Teller) -> Said:
        step = teller.step(asks.step)
        return Said(en.format(step=step.en), zh.format(step=step.zh))

    return say


def _of_event(en: str, zh: str) -> Callable[[Any, _Teller], Said]:
    def say(asks: Any, _: _Teller) -> Said:
        name = in_words(asks.event)
        return Said(en.format(event=name), zh.format(event=EVENTS.get(asks.event, name)))

    return say


def _sample_time(asks: of_times.SampleTimeAsked, teller: _Teller) -> Said:
    test, at = asks.sample, teller.when(asks.sample.at)
    return Said(
        f"record the time of the {say_test(test.test)} of {at.en} ({test.fact})",
        f"请记录 {at.zh} 的{say_test_zh(test.test)}（{test.fact}）的采样时间",
    )


def _report_time(asks: of_times.ReportTimeAsked, teller: _Teller) -> Said:
    test, at, on = asks.sample, teller.when(asks.sample.at), teller.when(asks.on)
    return Said(
        f"record at what time of {on.en} the result of the {say_test(test.test)} of {at.en}"
        f" ({test.fact}) was reported",
        f"请记录 {at.zh} 的{say_test_zh(test.test)}（{test.fact}）的结果于 {on.zh} 几时报告",
    )


def _earlier_test(asks: of_results.EarlierTestAsked, teller: _Teller) -> Said:
    step = teller.step(asks.step)
    return Said(
        f"record the {say_test(asks.test)} made before {step.en}",
        f"请记录{step.zh}之前所做的{say_test_zh(asks.test)}",
    )


def _finding(asks: of_results.FindingAsked, _: _Teller) -> Said:
    name = in_words(asks.finding)
    return Said(
        f"record whether there is a {name}",
        f"请记录{FINDINGS.get(asks.finding, name)}（是或否）",
    )


def _chest(asks: of_results.ChestAsked, _: _Teller) -> Said:
    return Said(
        f"record whether the radiotherapy ({', '.join(asks.facts)}) was of the chest",
        f"请记录放疗（{'、'.join(asks.facts)}）是否涉及胸部",
    )


def _always(en: str, zh: str) -> Callable[[Any, _Teller], Said]:
    return lambda _asks, _teller: Said(en, zh)


_SAID: Mapping[type, Callable[[Any, _Teller], Said]] = {
    of_drugs.DrugNameAsked: _unknown_name,
    of_drugs.AmbiguousNameAsked: lambda asks, _: explained(asks.given),
    of_drugs.ProductAsked: _of_drug(
        "record the product name of {drug}: live or not", "请记录{drug}的商品名：是否活疫苗"
    ),
    of_drugs.RouteAsked: _of_drug("record the route of {drug}", "请记录{drug}的给药途径"),
    of_drugs.PurposeAsked: _of_drug(
        "record the purpose of {drug} (for GVHD or not)", "请记录{drug}的用药目的：是否用于 GVHD"
    ),
    of_drugs.MarketedAsked: _of_drug(
        "record whether {drug} was marketed when the other trial gave it",
        "请记录{drug}在其他试验中给药时是否已上市",
    ),
    of_drugs.DoseAsked: _of_drug(
        "record the dose of {drug} in {unit}", "请记录{drug}的剂量（{unit}）"
    ),
    of_drugs.HalfLifeAsked: _of_drug(
        "record the half-life of {drug} with its source", "请记录{drug}的半衰期及出处"
    ),
    of_drugs.LifetimeDoseAsked: _of_drug(
        "record the lifetime dose of {drug} in mg/m2", "请记录{drug}的累积剂量（mg/m2）"
    ),
    of_drugs.AcceptanceAsked: _of_drug(
        "record whether the investigator accepts the lifetime dose of {drug}",
        "请记录研究者是否认可{drug}的累积剂量",
    ),
    of_times.FirstDayAsked: _first_day,
    of_times.LastDayAsked: _timed(
        "within", "record the day of {name} within {at}", "请记录{name}在 {at} 之间的具体日期"
    ),
    of_times.LastDoseTimeAsked: _timed(
        "on",
        "record the time of day of the last {name} on {at}",
        "请记录{name}于 {at} 末次用药的具体时间",
    ),
    of_times.EndTimeAsked: _timed(
        "on",
        "record the time at which {name} ended on {at}",
        "请记录{name}于 {at} 结束的具体时间",
    ),
    of_times.StepDayAsked: _of_step("record the day of {step}", "请记录{step}的日期"),
    of_times.StepTimeAsked: _of_step("record the time of {step}", "请记录{step}的具体时间"),
    of_times.BirthDayAsked: _always("record the day of birth", "请记录出生日期（具体到日）"),
    of_times.SampleTimeAsked: _sample_time,
    of_times.ReportTimeAsked: _report_time,
    of_times.IntervalAsked: _of_event(
        "record the day of {event} and of what ended it", "请记录{event}及其终点的日期"
    ),
    of_times.EventDayAsked: _of_event(
        "record the day of {event}, if it came", "请记录{event}的日期（如有）"
    ),
    of_times.ContraceptionEndAsked: _always(
        "record the day contraception ended", "请记录避孕结束日期"
    ),
    of_results.ValuesAsked: lambda asks, teller: what_to_ask(asks.values, teller.protocol),
    of_results.FindingAsked: _finding,
    of_results.SeverityAsked: _always("record how severe it was", "请记录其严重程度"),
    of_results.FieldAsked: _always(
        "record the radiotherapy field (CNS or not)", "请记录放疗部位：是否涉及中枢"
    ),
    of_results.ChestAsked: _chest,
    of_results.ResultAsked: _always("record the result of the test", "请记录检测结果"),
    of_results.EarlierTestAsked: _earlier_test,
    of_results.LateExposureAsked: _warning,
}
