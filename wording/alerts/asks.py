"""What an alert asks to record, or to ask of somebody, in words; the first clause is the action."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.asks import (
    AskForResult,
    AskInvestigator,
    CheckName,
    CorrectRecord,
    DoNotGoOn,
    RecordChildbearing,
    RecordDeviation,
    RecordFact,
    RecordOtherWay,
    TellInvestigator,
)
from wording.lexicon import called
from wording.saying import say, says
from wording.sentences import apart, sentence, without_stop
from wording.voice import Voice


@says(RecordFact)
def record_fact(reason: RecordFact, voice: Voice) -> str:
    question = without_stop(sentence(say(reason.question, voice)), voice)
    return voice.words("asks")("record_fact", question=question)


@says(RecordDeviation)
def record_deviation(reason: RecordDeviation, voice: Voice) -> str:
    return voice.words("asks")("record_deviation", step=voice.step(reason.step))


@says(DoNotGoOn)
def do_not_go_on(_reason: DoNotGoOn, voice: Voice) -> str:
    return voice.words("asks")("do_not_go_on")


@says(TellInvestigator)
def tell_investigator(reason: TellInvestigator, voice: Voice) -> str:
    step, words = voice.step(reason.step), voice.words("asks")
    if reason.begun is None:
        return words("tell_investigator", step=step)
    return words("tell_investigator.begun", step=step, begun=voice.step(reason.begun))


@says(RecordOtherWay)
def record_other_way(reason: RecordOtherWay, voice: Voice) -> str:
    return voice.words("asks")("record_other_way", number=reason.number)


@says(AskForResult)
def ask_for_result(reason: AskForResult, voice: Voice) -> str:
    return voice.words("asks")(
        "ask_for_result", test=apart(called(WordKind.TEST, reason.test, voice), voice)
    )


@says(CorrectRecord)
def correct_record(reason: CorrectRecord, voice: Voice) -> str:
    return voice.words("asks")("correct_record", step=voice.step(reason.step))


@says(AskInvestigator)
def ask_investigator(_reason: AskInvestigator, voice: Voice) -> str:
    return voice.words("asks")("ask_investigator")


@says(CheckName)
def check_name(reason: CheckName, voice: Voice) -> str:
    return voice.words("asks")("check_name", fact=reason.fact)


@says(RecordChildbearing)
def record_childbearing(_reason: RecordChildbearing, voice: Voice) -> str:
    return voice.words("asks")("record_childbearing")
