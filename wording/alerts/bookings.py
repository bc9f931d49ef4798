"""What an alert asks to do about a step or a test, in words; the first clause is the action."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.bookings import (
    BookAgain,
    BookOnOrAfter,
    BookStep,
    BookTest,
    DecideOnStep,
    DoNotHold,
    FindOtherDate,
    HoldStep,
    RecordOnceDone,
    RecordOrBook,
    RecordOrBookAgain,
    RecordWhenDone,
    RepeatTest,
)
from wording.lexicon import called
from wording.saying import says
from wording.sentences import apart
from wording.voice import Voice


@says(DoNotHold)
def do_not_hold(reason: DoNotHold, voice: Voice) -> str:
    return voice.words("bookings")("do_not_hold", step=voice.step(reason.step))


@says(RecordWhenDone)
def record_when_done(reason: RecordWhenDone, voice: Voice) -> str:
    say, step = voice.words("bookings"), voice.step(reason.step)
    if reason.before is None:
        return say("record_when_done", step=step)
    return say("record_when_done.before", step=step, before=voice.step(reason.before))


@says(RecordOrBookAgain)
def record_or_book_again(reason: RecordOrBookAgain, voice: Voice) -> str:
    return voice.words("bookings")("record_or_book_again", step=voice.step(reason.step))


@says(RecordOnceDone)
def record_once_done(reason: RecordOnceDone, voice: Voice) -> str:
    return voice.words("bookings")("record_once_done", step=voice.step(reason.step))


@says(RecordOrBook)
def record_or_book(reason: RecordOrBook, voice: Voice) -> str:
    return voice.words("bookings")("record_or_book", step=voice.step(reason.step))


@says(BookStep)
def book_step(reason: BookStep, voice: Voice) -> str:
    return voice.words("bookings")("book_step", step=voice.step(reason.step))


@says(FindOtherDate)
def find_other_date(reason: FindOtherDate, voice: Voice) -> str:
    return voice.words("bookings")("find_other_date", step=voice.step(reason.step))


@says(DecideOnStep)
def decide_on_step(reason: DecideOnStep, voice: Voice) -> str:
    return voice.words("bookings")("decide_on_step", step=voice.step(reason.step))


@says(HoldStep)
def hold_step(reason: HoldStep, voice: Voice) -> str:
    by = voice.minute(reason.by)
    return voice.words("bookings")("hold_step", step=voice.step(reason.step), by=by)


@says(BookOnOrAfter)
def book_on_or_after(reason: BookOnOrAfter, voice: Voice) -> str:
    to = voice.minute(reason.to)
    return voice.words("bookings")("book_on_or_after", step=voice.step(reason.step), to=to)


@says(BookAgain)
def book_again(reason: BookAgain, voice: Voice) -> str:
    words, step = voice.words("bookings"), voice.step(reason.step)
    if reason.made_from is None:
        return words("book_again", step=step)
    made_from = voice.step(reason.made_from)
    return words("book_again.made_from", step=step, made_from=made_from)


@says(BookTest)
def book_test(reason: BookTest, voice: Voice) -> str:
    return voice.words("bookings")("book_test", **_of_test(reason, voice))


@says(RepeatTest)
def repeat_test(reason: RepeatTest, voice: Voice) -> str:
    return voice.words("bookings")("repeat_test", **_of_test(reason, voice))


def _of_test(reason: BookTest | RepeatTest, voice: Voice) -> dict[str, str]:
    """A test, with the days on which it counts."""
    return {
        "test": apart(called(WordKind.TEST, reason.test, voice), voice),
        "first": voice.day(reason.first),
        "last": voice.day(reason.last),
    }
