"""What is asked for to settle a measured value or a finding, in both languages."""

from collections.abc import Sequence

from models.protocol import Protocol
from models.reasons.questions.results import ValueWanted, Wanted
from models.said import Said
from models.timeline.chinese.words import UNITS, apart_zh

_ASKED = {
    Wanted.RECORD: Said("{about}", "{about}"),
    Wanted.KNOWN: Said("{about} ({fact})", "{about}（{fact}）"),
    Wanted.ULN: Said(
        "the upper limit of normal of {about} ({fact})", "{about}（{fact}）的正常值上限"
    ),
    Wanted.LLOD: Said(
        "the lower limit of detection of {about} ({fact})", "{about}（{fact}）的检测下限"
    ),
    Wanted.UNIT: Said("{about} ({fact}) in {unit}", "{about}（{fact}），单位 {unit}"),
    Wanted.VALUE: Said(
        "{about} ({fact}) again: it cannot be 0", "{about}（{fact}）的正确数值：不可能为 0"
    ),
    Wanted.TIME: Said(
        "when each {about} was found: they disagree ({fact})",
        "{about}（{fact}）各次结果的时间：结果不一致",
    ),
    Wanted.WEIGHT: Said("the weight in kg, for {about}", "体重（kg），用于{about}"),
    Wanted.BORN: Said("the birth date, for {about}", "出生日期，用于{about}"),
    Wanted.RATE: Said(
        "the heart rate or RR of the same ECG ({fact})", "同一份心电图的心率或 RR 间期（{fact}）"
    ),
}


def what_to_ask(asks: Sequence[ValueWanted], protocol: Protocol) -> Said:
    """`record the upper limit of normal of AST (f1)`."""
    said = [_say(ask, protocol) for ask in asks]
    return Said(
        f"record {', and '.join(one.en for one in said)}",
        f"请记录{apart_zh('；'.join(one.zh for one in said)).rstrip()}",
    )


def _say(ask: ValueWanted, protocol: Protocol) -> Said:
    asked, measure = _ASKED[ask.wanted], protocol.measure_by_id.get(ask.about)
    if measure is not None:
        unit, fact = measure.unit, ask.fact
        return Said(
            asked.en.format(about=measure.titles.english, fact=fact, unit=unit),
            asked.zh.format(about=measure.titles["zh"], fact=fact, unit=UNITS.get(unit, unit)),
        )
    finding = protocol.finding_by_id[ask.about]
    return Said(
        f"{asked.en.format(about=finding.titles.english, fact=ask.fact)}, yes or no",
        f"{asked.zh.format(about=finding.titles['zh'], fact=ask.fact)}（是或否）",
    )
