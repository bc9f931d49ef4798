"""What is asked for to settle a verdict: one fact to record, in both languages."""

from collections.abc import Sequence
from typing import TypedDict
from zoneinfo import ZoneInfo

from models.chart.facts import TestFact
from models.moments import Span
from models.protocol.criteria import Evidence, Interval
from models.said import Said
from models.timeline.chinese.words import EVENTS, FINDINGS, STEPS, say_test_zh, say_when_zh
from models.timeline.words import say_test, say_when


class Asking(TypedDict):
    """A question as a verdict carries it."""

    question: str | None
    question_zh: str


def asking(question: Said | None) -> Asking:
    """The fields of a verdict that ask; empty where nothing is to be asked."""
    if question is None:
        return {"question": None, "question_zh": ""}
    return {"question": question.en, "question_zh": question.zh}


FIELD = Said("record the radiotherapy field (CNS or not)", "请记录放疗部位：是否涉及中枢")
SEVERITY = Said("record how severe it was", "请记录其严重程度")
RESULT = Said("record the result of the test", "请记录检测结果")
CONTRACEPTION = Said("record the day contraception ended", "请记录避孕结束日期")


# -------------------------------------------------------------------- exposures


def ask_name(drug: str, near: tuple[str, ...]) -> Said:
    """A drug that the catalogue lacks; `near` are names spelled much like it."""
    hint, hint_zh = "", ""
    if near:
        hint, hint_zh = f" (did you mean {' or '.join(near)}?)", f"（是否为 {' 或 '.join(near)}？）"
    return Said(
        f"record the INN or ATC code of “{drug}”, which the drug catalogue lacks{hint}",
        f"请记录“{drug}”的通用名或 ATC 代码，药物目录中没有此名{hint_zh}",
    )


def ask_product(drug: str) -> Said:
    """A vaccine of which some products are live."""
    return Said(
        f"record the product name of {drug}: live or not", f"请记录 {drug} 的商品名：是否活疫苗"
    )


def ask_route(drug: str) -> Said:
    """A drug whose route decides."""
    return Said(f"record the route of {drug}", f"请记录 {drug} 的给药途径")


def ask_purpose(drug: str) -> Said:
    """A drug that treats GVHD, and other things."""
    return Said(
        f"record the purpose of {drug} (for GVHD or not)",
        f"请记录 {drug} 的用药目的：是否用于 GVHD",
    )


def ask_marketed(drug: str) -> Said:
    """A drug of another trial."""
    return Said(
        f"record whether {drug} was marketed when the other trial gave it",
        f"请记录 {drug} 在其他试验中给药时是否已上市",
    )


def ask_dose(drug: str, unit: str) -> Said:
    """A drug whose dose decides."""
    return Said(f"record the dose of {drug} in {unit}", f"请记录 {drug} 的剂量（{unit}）")


def ask_finding(finding: str) -> Said:
    """What takes an event out of its rule."""
    words = finding.replace("_", " ")
    return Said(f"record whether there is a {words}", f"请记录是否有{FINDINGS.get(finding, words)}")


def ask_half_life(name: str) -> Said:
    """A drug whose washout is counted in half-lives."""
    return Said(f"record the half-life of {name} with its source", f"请记录 {name} 的半衰期及出处")


def ask_first_day(name: Said, anchor: str) -> Said:
    """What lasted, and may have begun after the step."""
    return Said(
        f"record the first day of {name.en}: before {anchor} or after",
        f"请记录 {name.zh} 的首日：在「{STEPS.get(anchor, anchor)}」之前还是之后",
    )


def ask_day_within(name: Said, at: Span, zone: ZoneInfo) -> Said:
    """When an exposure ended that is known to have ended within several days."""
    return Said(
        f"record the day of {name.en} within {say_when(at, zone)}",
        f"请记录 {name.zh} 在 {say_when_zh(at, zone)} 之间的具体日期",
    )


def ask_time_of_end(name: Said, at: Span, zone: ZoneInfo, *, in_hours: bool) -> Said:
    """When an exposure ended; `in_hours` where its rule counts them."""
    day, day_zh = say_when(at, zone), say_when_zh(at, zone)
    if in_hours:
        return Said(
            f"record the time of day of the last {name.en} on {day}",
            f"请记录 {name.zh} 于 {day_zh} 末次用药的具体时间",
        )
    return Said(
        f"record the time at which {name.en} ended on {day}",
        f"请记录 {name.zh} 于 {day_zh} 结束的具体时间",
    )


# -------------------------------------------------------------------- steps and tests


def ask_day(step: str) -> Said:
    """The day of a step."""
    return Said(f"record the day of {step}", f"请记录「{STEPS.get(step, step)}」的日期")


def ask_time(step: str) -> Said:
    """The time of a step."""
    words = step.replace("_", " ")
    return Said(f"record the time of {words}", f"请记录「{STEPS.get(step, words)}」的具体时间")


def ask_time_of_test(test: TestFact, zone: ZoneInfo) -> Said:
    """When a sample was taken."""
    return Said(
        f"record the time of the {say_test(test.test)} of {say_when(test.at, zone)} ({test.id})",
        f"请记录 {say_when_zh(test.at, zone)} 的{say_test_zh(test.test)}（{test.id}）的采样时间",
    )


def ask_test(evidence: Evidence) -> Said:
    """The test that must have been made before a step which is done."""
    test, step = evidence.test, evidence.anchor
    words = step.replace("_", " ")
    return Said(
        f"record the {say_test(test)} made before {words}",
        f"请记录「{STEPS.get(step, words)}」之前所做的{say_test_zh(test)}",
    )


# -------------------------------------------------------------------- history


def ask_interval(interval: Interval) -> Said:
    """The two days between which an interval lies."""
    since = interval.since
    words = since.replace("_", " ")
    return Said(
        f"record the day of {words} and of what ended it",
        f"请记录{EVENTS.get(since, words)}及其终点的日期",
    )


def ask_day_of_event(event: str) -> Said:
    """The day of an event that is known to have come."""
    words = event.replace("_", " ")
    return Said(f"record the day of {words}", f"请记录{EVENTS.get(event, words)}的日期（如有）")


# -------------------------------------------------------------------- lifetime doses


def ask_lifetime_dose(drug: str) -> Said:
    """A capped drug of which it is not known how much was given in all."""
    return Said(
        f"record the lifetime dose of {drug} in mg/m2", f"请记录 {drug} 的累积剂量（mg/m2）"
    )


def ask_accepted(drug: str) -> Said:
    """A lifetime dose within a range, which the investigator decides on."""
    return Said(
        f"record whether the investigator accepts the lifetime dose of {drug}",
        f"请记录研究者是否认可 {drug} 的累积剂量",
    )


def ask_chest(facts: Sequence[str]) -> Said:
    """Radiotherapy that may have been of the chest; `facts` are those that it is recorded by."""
    return Said(
        f"record whether the radiotherapy ({', '.join(facts)}) was of the chest",
        f"请记录放疗（{'、'.join(facts)}）是否涉及胸部",
    )
