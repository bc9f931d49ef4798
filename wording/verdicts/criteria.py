"""Criteria in words: included or excluded, by what is on record."""

from models.protocol.vocabulary import WordKind
from models.reasons.stated import Stated
from models.reasons.verdicts.criteria import (
    AgeJudged,
    AgeUnrecorded,
    ConditionJudged,
    ConditionUnrecorded,
    FindingOnRecord,
    IntervalJudged,
    IntervalMeasured,
    IntervalUnrecorded,
    ValueOnRecord,
)
from wording.lexicon import called
from wording.lexicon.recorded import with_fact
from wording.saying import say, says
from wording.sentences import joined, told
from wording.sources import cite
from wording.titles import criterion_title
from wording.verdicts.amounts import say_number
from wording.voice import Voice

_TOPIC = "criteria"
_THERE = {True: "finding.yes", False: "finding.no", None: "finding.unknown"}
_WITHOUT_UNIT = {"", "1"}
_AGE = {True: "age.met", False: "age.not_met", None: "age.unsure"}


def judged_as(stated: Stated, *, allows: bool | None) -> str:
    """Which message says it: an inclusion is met or not, an exclusion excludes or not."""
    if allows is None:
        return "unsure"
    if stated.source.list == "exclusion":
        return "not_excluded" if allows else "excluded"
    return "met" if allows else "not_met"


def _judged(reason: ConditionJudged | IntervalJudged, recorded: str, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        judged_as(reason.stated, allows=reason.allows) if recorded else "unsure.unrecorded",
        title=criterion_title(reason.stated.rule, voice),
        recorded=recorded,
        asks="" if reason.asks is None else say(reason.asks, voice),
        source=cite(reason.stated, voice.language),
    )


@says(ConditionJudged)
def condition_judged(reason: ConditionJudged, voice: Voice) -> str:
    said = (say(one, voice) for one in reason.recorded)
    return _judged(reason, joined(said, "recorded.and", voice, _TOPIC), voice)


@says(IntervalJudged)
def interval_judged(reason: IntervalJudged, voice: Voice) -> str:
    recorded = told(
        voice,
        _TOPIC,
        "interval",
        event=with_fact(reason.event, voice),
        began=voice.when(reason.began),
        ended=voice.when(reason.ended),
    )
    return _judged(reason, recorded, voice)


# -------------------------------------------------------------------- what is on record


@says(ValueOnRecord)
def value_on_record(reason: ValueOnRecord, voice: Voice) -> str:
    """`AST 130 U/L of 2026-03-02 (f1)`."""
    known = voice.protocol.measure_by_id.get(reason.about)
    own = known.unit if known else ""
    unit = called(WordKind.UNIT, own if reason.unit is None else reason.unit, voice)
    measure, value = called(WordKind.MEASURE, reason.about, voice), say_number(reason.value)
    if reason.fact is None:
        return told(voice, _TOPIC, "value.own", measure=measure, value=value, unit=unit)
    return told(
        voice,
        _TOPIC,
        "value.plain" if unit in _WITHOUT_UNIT else "value",
        measure=measure,
        value=value,
        unit=unit,
        at=voice.when(reason.at),
        fact=reason.fact,
    )


@says(FindingOnRecord)
def finding_on_record(reason: FindingOnRecord, voice: Voice) -> str:
    """`HBsAg positive: no, of 2026-03-02 (f1)`."""
    return told(
        voice,
        _TOPIC,
        _THERE[reason.present],
        finding=called(WordKind.FINDING, reason.about, voice),
        at=voice.when(reason.at),
        fact=reason.fact,
    )


# -------------------------------------------------------------------- what is not judged by title


@says(ConditionUnrecorded)
def condition_unrecorded(reason: ConditionUnrecorded, voice: Voice) -> str:
    return _titled("unrecorded", reason.stated, voice)


@says(IntervalUnrecorded)
def interval_unrecorded(reason: IntervalUnrecorded, voice: Voice) -> str:
    return _titled("interval.unrecorded", reason.stated, voice)


def _titled(message: str, stated: Stated, voice: Voice) -> str:
    title, source = criterion_title(stated.rule, voice), cite(stated, voice.language)
    return told(voice, _TOPIC, message, title=title, source=source)


@says(IntervalMeasured)
def interval_measured(reason: IntervalMeasured, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        "interval.measured",
        measure=called(WordKind.MEASURE, reason.measure, voice),
        at_least=reason.at_least,
        source=cite(reason.stated, voice.language),
    )


@says(AgeJudged)
def age_judged(reason: AgeJudged, voice: Voice) -> str:
    asks = "" if reason.asks is None else say(reason.asks, voice)
    return _age(_AGE[reason.allows], reason, voice, asks=asks)


@says(AgeUnrecorded)
def age_unrecorded(reason: AgeUnrecorded, voice: Voice) -> str:
    return _age("age.unrecorded", reason, voice)


def _age(message: str, reason: AgeJudged | AgeUnrecorded, voice: Voice, **facts: str) -> str:
    return told(
        voice,
        _TOPIC,
        message,
        step=voice.step(reason.step),
        least=reason.from_years,
        most=reason.to_years,
        source=cite(reason.stated, voice.language),
        **facts,
    )
