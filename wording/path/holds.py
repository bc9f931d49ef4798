"""What makes the path wait, and what is asked for while it does, in words."""

from collections.abc import Iterable

from models.protocol.vocabulary import WordKind
from models.reasons.path.holds import (
    DoNotStart,
    FindingNoted,
    HoldRecorded,
    HoldStands,
    ReportToInvestigator,
    ResultNoted,
    StepMustWait,
    ValueNoted,
)
from wording.lexicon import called
from wording.saying import say, says
from wording.sentences import joined, sentence, told
from wording.sources import cite
from wording.titles import hold_title, until_words
from wording.verdicts.amounts import say_number
from wording.voice import Voice

_TOPIC = "holds"


@says(FindingNoted)
def finding_noted(reason: FindingNoted, voice: Voice) -> str:
    """`active infection, yes on 2026-07-21 (f9)`."""
    return told(
        voice,
        _TOPIC,
        "finding.yes" if reason.present else "finding.no",
        finding=say(reason.named, voice),
        when=voice.when(reason.at),
        fact=reason.named.fact,
    )


@says(ResultNoted)
def result_noted(reason: ResultNoted, voice: Voice) -> str:
    """`pregnancy test of 2026-07-21 (f9) positive`."""
    result = called(WordKind.RESULT, reason.result, voice)
    return told(voice, _TOPIC, "result", sample=say(reason.sample, voice), result=result)


@says(ValueNoted)
def value_noted(reason: ValueNoted, voice: Voice) -> str:
    """`body temperature 38.5 °C on 2026-07-21 (f9)`."""
    return told(
        voice,
        _TOPIC,
        "value",
        measure=say(reason.named, voice),
        value=say_number(reason.value),
        unit=reason.unit,
        when=voice.when(reason.at),
        fact=reason.named.fact,
    )


@says(HoldStands)
def hold_stands(reason: HoldStands, voice: Voice) -> str:
    """What is recorded, and which step must wait for what; once none does, what is recorded."""
    facts = {
        "title": hold_title(reason.stated.rule, voice),
        "records": said_records(reason.records, voice),
        "rule": reason.stated.rule,
        "source": cite(reason.stated, voice.language),
    }
    if reason.step is None:
        return sentence(told(voice, _TOPIC, "stands.told", **facts))
    step = sentence(voice.step(reason.step))
    until = until_words(reason.stated.rule, voice)
    if reason.at is None:
        return sentence(told(voice, _TOPIC, "stands", **facts, step=step, until=until))
    when = voice.when(reason.at)
    return sentence(
        told(voice, _TOPIC, "stands.booked", **facts, step=step, until=until, when=when)
    )


@says(StepMustWait)
def step_must_wait(reason: StepMustWait, voice: Voice) -> str:
    return sentence(told(voice, _TOPIC, "step_must_wait", step=voice.step(reason.step)))


@says(DoNotStart)
def do_not_start(reason: DoNotStart, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        "do_not_start",
        step=voice.step(reason.step),
        until=until_words(reason.rule.rule, voice),
    )


@says(ReportToInvestigator)
def report_to_investigator(reason: ReportToInvestigator, voice: Voice) -> str:
    return told(voice, _TOPIC, "report_to_investigator", title=hold_title(reason.rule.rule, voice))


def said_records(records: Iterable[HoldRecorded], voice: Voice) -> str:
    """Records by which a hold stands, one after the other."""
    return joined((say(one, voice) for one in records), "semicolon", voice)
