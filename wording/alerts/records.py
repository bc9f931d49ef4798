"""Records that are missing, doubled, unread, awaited or too old, in words."""

from models.reasons.alerts.records import (
    CalendarProvisional,
    ChildbearingUnknown,
    DoneOn,
    DoneTwice,
    FactUnread,
    NameAgainstDose,
    Outgrown,
    OutsideExemption,
    ResultAwaited,
    RouteOfNoForm,
    RouteUnread,
    TestTooOld,
)
from models.reasons.recorded import DrugGiven
from wording import lexicon
from wording.dates import say_quantity
from wording.lexicon.recorded import with_fact
from wording.saying import say, says
from wording.sentences import apart, joined, sentence, told
from wording.sources import cite
from wording.verdicts.amounts import say_number
from wording.voice import Voice


@says(TestTooOld)
def test_too_old(reason: TestTooOld, voice: Voice) -> str:
    return voice.words("records")(
        "test_too_old",
        test=apart(lexicon.test(reason.taken.test, voice.language), voice),
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
        test=apart(lexicon.test(reason.taken.test, voice.language), voice),
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


@says(ChildbearingUnknown)
def childbearing_unknown(_reason: ChildbearingUnknown, voice: Voice) -> str:
    return voice.words("records")("childbearing_unknown")


@says(CalendarProvisional)
def calendar_provisional(reason: CalendarProvisional, voice: Voice) -> str:
    return voice.words("records")("calendar_provisional", year=reason.year)


# -------------------------------------------------------------------- drugs against themselves


@says(NameAgainstDose)
def name_against_dose(reason: NameAgainstDose, voice: Voice) -> str:
    """`HiDAC (f6) says that much was given, and its dose is below 100 mg/m2/day`."""
    limit = f"{say_number(reason.limit)} {reason.unit}"
    return told(voice, "records", "name_against_dose", drug=_written(reason.given), limit=limit)


@says(RouteOfNoForm)
def route_of_no_form(reason: RouteOfNoForm, voice: Voice) -> str:
    drug = with_fact(reason.given, voice)
    return told(voice, "records", "route_of_no_form", drug=drug, route=reason.route)


@says(RouteUnread)
def route_unread(reason: RouteUnread, voice: Voice) -> str:
    drug = with_fact(reason.given, voice)
    return told(voice, "records", "route_unread", drug=drug, route=reason.route)


@says(OutsideExemption)
def outside_exemption(reason: OutsideExemption, voice: Voice) -> str:
    message = f"outside_exemption.{reason.purpose}"
    drug = with_fact(reason.given, voice)
    return told(voice, "records", message, drug=drug, rule=reason.rule)


def _written(given: DrugGiven) -> str:
    return f"“{given.written}” ({given.fact})"
