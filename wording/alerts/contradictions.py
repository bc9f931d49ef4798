"""Records that cannot all be true, and bookings that nobody can keep, in words."""

from models.moments import Span, local_day, start_of
from models.reasons.alerts.clarifying import (
    CheckBooking,
    CorrectOneRecord,
    HoldAgain,
    RecordOrCorrect,
    RecordOrCorrectLater,
    ReopenOrCorrect,
    TellWhichCounts,
)
from models.reasons.alerts.contradictions import (
    AfterTheEnd,
    BookedWhenClosed,
    CorrectedByAnotherKind,
    DoneWithout,
    ExcludeEachOther,
    MadeTwice,
    MaleOfChildbearingPotential,
    RecordedOn,
    StepToBeHeldAgain,
    VisitWithoutDayZero,
)
from models.reasons.recorded import TestTaken
from wording.saying import say, says
from wording.sentences import joined, sentence, told
from wording.titles import again_words, closing_words
from wording.voice import Voice

_TOPIC = "contradictions"


def _several(records: tuple[RecordedOn, ...], voice: Voice) -> str:
    return joined((say(one, voice) for one in records), "records", voice, _TOPIC)


@says(RecordedOn)
def recorded_on(reason: RecordedOn, voice: Voice) -> str:
    name = say(reason.named, voice)
    if isinstance(reason.named, TestTaken):
        return name  # which says its date itself
    message = f"recorded_on.{reason.mark or 'at'}"
    when, fact = voice.when(reason.at), reason.named.fact
    return told(voice, _TOPIC, message, name=name, when=when, fact=fact)


@says(AfterTheEnd)
def after_the_end(reason: AfterTheEnd, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        "after_the_end",
        event=closing_words(reason.event, voice),
        when=voice.when(reason.at),
        fact=reason.fact,
        records=_several(reason.records, voice),
    )


@says(VisitWithoutDayZero)
def visit_without_day_zero(reason: VisitWithoutDayZero, voice: Voice) -> str:
    day_zero, visits = voice.step(reason.day_zero), _several(reason.visits, voice)
    if reason.done is None:
        return told(voice, _TOPIC, "visit_without_day_zero", day_zero=day_zero, visits=visits)
    done = say(reason.done, voice)
    message = "visit_without_day_zero.done"
    return told(voice, _TOPIC, message, day_zero=day_zero, visits=visits, done=done)


@says(DoneWithout)
def done_without(reason: DoneWithout, voice: Voice) -> str:
    step, later = sentence(voice.step(reason.step)), voice.step(reason.later)
    done = say(reason.done, voice)
    return told(voice, _TOPIC, "done_without", step=step, later=later, done=done)


@says(MadeTwice)
def made_twice(reason: MadeTwice, voice: Voice) -> str:
    times = joined((say(one, voice) for one in reason.times), "records", voice, _TOPIC)
    return told(voice, _TOPIC, "made_twice", step=sentence(voice.step(reason.step)), times=times)


@says(ExcludeEachOther)
def exclude_each_other(reason: ExcludeEachOther, voice: Voice) -> str:
    return told(voice, _TOPIC, "exclude_each_other", records=_several(reason.records, voice))


@says(MaleOfChildbearingPotential)
def male_of_childbearing_potential(_reason: MaleOfChildbearingPotential, voice: Voice) -> str:
    return told(voice, _TOPIC, "male_of_childbearing_potential")


@says(CorrectedByAnotherKind)
def corrected_by_another_kind(reason: CorrectedByAnotherKind, voice: Voice) -> str:
    message = "corrected_by_another_kind"
    return told(voice, _TOPIC, message, fact=reason.fact, corrects=reason.corrects)


@says(StepToBeHeldAgain)
def step_to_be_held_again(reason: StepToBeHeldAgain, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        "step_to_be_held_again",
        step=voice.step(reason.step),
        event=closing_words(reason.event, voice),
        ended=voice.when(reason.ended),
        reopened=voice.when(reason.reopened),
        fact=reason.fact,
    )


@says(BookedWhenClosed)
def booked_when_closed(reason: BookedWhenClosed, voice: Voice) -> str:
    step, when = sentence(voice.step(reason.step)), voice.when(reason.at)
    if reason.why is None:
        when = _with_clock(reason.at, voice)
        return told(voice, _TOPIC, "booked_when_closed.hours", step=step, when=when)
    why = say(reason.why, voice)
    return told(voice, _TOPIC, "booked_when_closed", step=step, when=when, why=why)


def _with_clock(at: Span, voice: Voice) -> str:
    """Midnight is an hour as well, where a day would be said for its first minute."""
    said = voice.when(at)
    midnight = at.exact and at.earliest == start_of(local_day(at.earliest, voice.zone), voice.zone)
    return f"{said} 00:00" if midnight else said


@says(CorrectOneRecord)
def correct_one_record(_reason: CorrectOneRecord, voice: Voice) -> str:
    return told(voice, _TOPIC, "correct_one_record")


@says(ReopenOrCorrect)
def reopen_or_correct(_reason: ReopenOrCorrect, voice: Voice) -> str:
    return told(voice, _TOPIC, "reopen_or_correct")


@says(RecordOrCorrect)
def record_or_correct(reason: RecordOrCorrect, voice: Voice) -> str:
    return told(voice, _TOPIC, "record_or_correct", step=voice.step(reason.step))


@says(RecordOrCorrectLater)
def record_or_correct_later(reason: RecordOrCorrectLater, voice: Voice) -> str:
    step, later = voice.step(reason.step), voice.step(reason.later)
    return told(voice, _TOPIC, "record_or_correct_later", step=step, later=later)


@says(TellWhichCounts)
def tell_which_counts(reason: TellWhichCounts, voice: Voice) -> str:
    return told(voice, _TOPIC, "tell_which_counts", lost=voice.step(reason.lost))


@says(HoldAgain)
def hold_again(reason: HoldAgain, voice: Voice) -> str:
    asked = again_words(reason.step, voice)
    if asked is None:
        return told(voice, _TOPIC, "hold_again", step=voice.step(reason.step))
    return told(voice, _TOPIC, "hold_again.asked", ask=asked)


@says(CheckBooking)
def check_booking(reason: CheckBooking, voice: Voice) -> str:
    return told(voice, _TOPIC, "check_booking", step=voice.step(reason.step))
