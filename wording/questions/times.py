"""What is asked of when something was."""

from models.protocol.vocabulary import WordKind
from models.reasons.questions.times import (
    BirthDayAsked,
    ContraceptionEndAsked,
    EndTimeAsked,
    EventDayAsked,
    FirstDayAsked,
    IntervalAsked,
    LastDayAsked,
    LastDoseTimeAsked,
    ReportTimeAsked,
    SampleTimeAsked,
    StepDayAsked,
    StepTimeAsked,
)
from wording.lexicon import called
from wording.saying import say, says
from wording.sentences import told
from wording.voice import Voice

_TOPIC = "questions"


@says(FirstDayAsked)
def first_day_asked(reason: FirstDayAsked, voice: Voice) -> str:
    name, step = say(reason.exposed, voice), voice.step(reason.step)
    return told(voice, _TOPIC, "first_day", name=name, step=step)


@says(LastDayAsked)
def last_day_asked(reason: LastDayAsked, voice: Voice) -> str:
    name, at = say(reason.exposed, voice), voice.when(reason.within)
    return told(voice, _TOPIC, "last_day", name=name, at=at)


@says(LastDoseTimeAsked)
def last_dose_time_asked(reason: LastDoseTimeAsked, voice: Voice) -> str:
    name, at = say(reason.exposed, voice), voice.when(reason.on)
    return told(voice, _TOPIC, "last_dose_time", name=name, at=at)


@says(EndTimeAsked)
def end_time_asked(reason: EndTimeAsked, voice: Voice) -> str:
    name, at = say(reason.exposed, voice), voice.when(reason.on)
    return told(voice, _TOPIC, "end_time", name=name, at=at)


@says(StepDayAsked)
def step_day_asked(reason: StepDayAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "step_day", step=voice.step(reason.step))


@says(StepTimeAsked)
def step_time_asked(reason: StepTimeAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "step_time", step=voice.step(reason.step))


@says(BirthDayAsked)
def birth_day_asked(_reason: BirthDayAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "birth_day")


@says(SampleTimeAsked)
def sample_time_asked(reason: SampleTimeAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "sample_time", sample=say(reason.sample, voice))


@says(ReportTimeAsked)
def report_time_asked(reason: ReportTimeAsked, voice: Voice) -> str:
    sample, on = say(reason.sample, voice), voice.when(reason.on)
    return told(voice, _TOPIC, "report_time", sample=sample, on=on)


@says(IntervalAsked)
def interval_asked(reason: IntervalAsked, voice: Voice) -> str:
    event = called(WordKind.EVENT, reason.event, voice)
    return told(voice, _TOPIC, "interval", event=event)


@says(EventDayAsked)
def event_day_asked(reason: EventDayAsked, voice: Voice) -> str:
    event = called(WordKind.EVENT, reason.event, voice)
    return told(voice, _TOPIC, "event_day", event=event)


@says(ContraceptionEndAsked)
def contraception_end_asked(_reason: ContraceptionEndAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "contraception_end")
