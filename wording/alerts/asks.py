"""What an alert asks for, in words; the first clause is the action."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.asks import (
    AskForResult,
    AskInvestigator,
    BookAgain,
    CheckName,
    CorrectRecord,
    DoNotGoOn,
    DoNotHold,
    HoldStep,
    RecordChildbearing,
    RecordDeviation,
    RecordFact,
    RecordOrBookAgain,
    RecordOtherWay,
    RecordWhenDone,
    RepeatTest,
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


@says(DoNotHold)
def do_not_hold(reason: DoNotHold, voice: Voice) -> str:
    return voice.words("asks")("do_not_hold", step=voice.step(reason.step))


@says(RecordOtherWay)
def record_other_way(reason: RecordOtherWay, voice: Voice) -> str:
    return voice.words("asks")("record_other_way", number=reason.number)


@says(HoldStep)
def hold_step(reason: HoldStep, voice: Voice) -> str:
    by = voice.minute(reason.by)
    return voice.words("asks")("hold_step", step=voice.step(reason.step), by=by)


@says(RecordWhenDone)
def record_when_done(reason: RecordWhenDone, voice: Voice) -> str:
    return voice.words("asks")("record_when_done", step=voice.step(reason.step))


@says(RecordOrBookAgain)
def record_or_book_again(reason: RecordOrBookAgain, voice: Voice) -> str:
    return voice.words("asks")("record_or_book_again", step=voice.step(reason.step))


@says(BookAgain)
def book_again(reason: BookAgain, voice: Voice) -> str:
    words, step = voice.words("asks"), voice.step(reason.step)
    if reason.made_from is None:
        return words("book_again", step=step)
    made_from = voice.step(reason.made_from)
    return words("book_again.made_from", step=step, made_from=made_from)


@says(RepeatTest)
def repeat_test(reason: RepeatTest, voice: Voice) -> str:
    return voice.words("asks")(
        "repeat_test",
        test=apart(called(WordKind.TEST, reason.test, voice), voice),
        first=reason.first.isoformat(),
        last=reason.last.isoformat(),
    )


@says(AskForResult)
def ask_for_result(reason: AskForResult, voice: Voice) -> str:
    return voice.words("asks")(
        "ask_for_result", test=apart(called(WordKind.TEST, reason.test, voice), voice)
    )


@says(CorrectRecord)
def correct_record(_reason: CorrectRecord, voice: Voice) -> str:
    return voice.words("asks")("correct_record")


@says(AskInvestigator)
def ask_investigator(_reason: AskInvestigator, voice: Voice) -> str:
    return voice.words("asks")("ask_investigator")


@says(CheckName)
def check_name(_reason: CheckName, voice: Voice) -> str:
    return voice.words("asks")("check_name")


@says(RecordChildbearing)
def record_childbearing(_reason: RecordChildbearing, voice: Voice) -> str:
    return voice.words("asks")("record_childbearing")
