"""Records that are missing, doubled, unread, awaited or too old, in words."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.records import (
    CalendarProvisional,
    ChildbearingUnknown,
    DoneOn,
    DoneTwice,
    FactUnread,
    FindingUnknown,
    Outgrown,
    PopulationUnknown,
    ResultAwaited,
    TestTooOld,
    UnitUnread,
)
from wording.dates.lengths import say_quantity
from wording.lexicon import called
from wording.lexicon.populations import population_called
from wording.saying import say, says
from wording.sentences import apart, joined, sentence, told
from wording.sources import cite
from wording.voice import Voice


@says(TestTooOld)
def test_too_old(reason: TestTooOld, voice: Voice) -> str:
    return voice.words("records")(
        "test_too_old",
        test=apart(called(WordKind.TEST, reason.taken.test, voice), voice),
        taken=voice.when(reason.taken.at),
        fact=reason.taken.fact,
        step=voice.step(reason.step),
        when=voice.when(reason.at),
        source=cite(reason, voice.language),
    )


@says(ResultAwaited)
def result_awaited(reason: ResultAwaited, voice: Voice) -> str:
    return voice.words("records")(
        "result_awaited",
        test=apart(called(WordKind.TEST, reason.taken.test, voice), voice),
        taken=voice.when(reason.taken.at),
        fact=reason.taken.fact,
        within=say_quantity(reason.within, voice.language),
    )


@says(DoneOn)
def done_on(reason: DoneOn, voice: Voice) -> str:
    return voice.words("records")("done_on", when=voice.when(reason.at), fact=reason.fact)


@says(DoneTwice)
def done_twice(reason: DoneTwice, voice: Voice) -> str:
    return voice.words("records")(
        "done_twice",
        step=sentence(voice.step(reason.step)),
        times=joined((say(one, voice) for one in reason.times), "times", voice, "records"),
        last=reason.times[-1].fact,
    )


@says(Outgrown)
def outgrown(reason: Outgrown, voice: Voice) -> str:
    return voice.words("records")(
        "outgrown",
        years=reason.years,
        step=voice.step(reason.step),
        within_at=voice.step(reason.within_at),
        source=cite(reason, voice.language),
    )


@says(FactUnread)
def fact_unread(reason: FactUnread, voice: Voice) -> str:
    message = f"fact_unread.{reason.what}"
    return voice.words("records")(message, name=reason.name, fact=reason.fact)


@says(UnitUnread)
def unit_unread(reason: UnitUnread, voice: Voice) -> str:
    record = sentence(say(reason.record, voice))
    return voice.words("records")("unit_unread", record=record)


@says(PopulationUnknown)
def population_unknown(reason: PopulationUnknown, voice: Voice) -> str:
    return voice.words("records")(
        "population_unknown",
        step=sentence(voice.step(reason.step)),
        population=population_called(reason.population, voice.protocol, voice.language),
    )


@says(ChildbearingUnknown)
def childbearing_unknown(_reason: ChildbearingUnknown, voice: Voice) -> str:
    return voice.words("records")("childbearing_unknown")


@says(CalendarProvisional)
def calendar_provisional(reason: CalendarProvisional, voice: Voice) -> str:
    return voice.words("records")("calendar_provisional", year=reason.year)


@says(FindingUnknown)
def finding_unknown(reason: FindingUnknown, voice: Voice) -> str:
    record, step = sentence(say(reason.record, voice)), voice.step(reason.step)
    return told(voice, "records", "finding_unknown", record=record, step=step)
