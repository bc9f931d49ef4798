"""Steps that are late, or will be soon, or lie outside their window, in words."""

from models.reasons.alerts.delays import (
    BookedOutsideWindow,
    BookedSoon,
    BookingPassed,
    DoneOutsideWindow,
    DueBy,
    LastWorkingTime,
    LaterStepDone,
    StepLost,
    WindowPassed,
)
from wording.dates.lengths import say_beyond
from wording.saying import say, says
from wording.sentences import joined, sentence
from wording.sources import cite
from wording.titles import link_words
from wording.voice import Voice


def _step(step: str, voice: Voice) -> str:
    return sentence(voice.step(step))


@says(BookingPassed)
def booking_passed(reason: BookingPassed, voice: Voice) -> str:
    when = voice.when(reason.at)
    return voice.words("delays")("booking_passed", step=_step(reason.step, voice), when=when)


@says(WindowPassed)
def window_passed(reason: WindowPassed, voice: Voice) -> str:
    closes = voice.minute(reason.closes)
    return voice.words("delays")("window_passed", step=_step(reason.step, voice), closes=closes)


@says(LaterStepDone)
def later_step_done(reason: LaterStepDone, voice: Voice) -> str:
    return voice.words("delays")("later_step_done", step=_step(reason.step, voice))


@says(BookedSoon)
def booked_soon(reason: BookedSoon, voice: Voice) -> str:
    when = voice.when(reason.at)
    return voice.words("delays")("booked_soon", step=_step(reason.step, voice), when=when)


@says(DueBy)
def due_by(reason: DueBy, voice: Voice) -> str:
    by = voice.minute(reason.by)
    return voice.words("delays")("due_by", step=_step(reason.step, voice), by=by)


@says(LastWorkingTime)
def last_working_time(reason: LastWorkingTime, voice: Voice) -> str:
    return voice.words("delays")(
        "last_working_time",
        step=_step(reason.step, voice),
        by=voice.minute(reason.by),
        closes=voice.day(reason.closes_on),
    )


@says(StepLost)
def step_lost(reason: StepLost, voice: Voice) -> str:
    return voice.words("delays")(f"step_lost.{reason.mark}", step=_step(reason.step, voice))


@says(DoneOutsideWindow)
def done_outside_window(reason: DoneOutsideWindow, voice: Voice) -> str:
    return voice.words("delays")(
        "done_before_window" if reason.early else "done_after_window",
        step=_step(reason.step, voice),
        far=say_beyond(reason.at, reason.limit, voice.zone, voice.language),
        link=link_words(reason.rule.rule, voice),
        rule=say(reason.rule, voice),
        source=cite(reason, voice.language),
    )


@says(BookedOutsideWindow)
def booked_outside_window(reason: BookedOutsideWindow, voice: Voice) -> str:
    because = joined((say(one, voice) for one in reason.because), "semicolon", voice)
    return voice.words("delays")(
        "booked_outside_window",
        step=_step(reason.step, voice),
        when=voice.when(reason.at),
        because=because,
    )
