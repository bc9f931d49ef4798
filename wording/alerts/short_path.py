"""Steps, windows, records and conflicts in the few words of a first line."""

from models.reasons.alerts.delays import (
    BookedOutsideWindow,
    BookingPassed,
    DoneOutsideWindow,
    LastWorkingTime,
    LaterStepDone,
    StepLost,
    WindowPassed,
)
from models.reasons.alerts.records import (
    ChildbearingUnknown,
    DoneTwice,
    FactUnread,
    FindingUnknown,
    Outgrown,
    PopulationUnknown,
    ResultAwaited,
    TestTooOld,
    UnitUnread,
)
from models.reasons.alerts.ways import WaysClosed
from models.reasons.path.conflicts import (
    CannotHold,
    NoSlotLeft,
    NoTimeLeft,
    SiteClosedThen,
    WindowGone,
)
from models.reasons.path.gates import HeldUp, NotBooked, NotRecordedAsDone
from models.reasons.path.holds import HoldStands
from models.reasons.path.windows import LinkBinds
from wording.alerts.short_causes import say_shortly, shortly, with_rule
from wording.dates.lengths import say_beyond, say_quantity
from wording.lexicon.populations import population_called
from wording.path.holds import said_records
from wording.saying import say
from wording.sentences import apart, joined, listed, told
from wording.titles import criterion_title, link_words
from wording.voice import Voice

_TOPIC = "short_causes"


@shortly(BookingPassed)
def booking_passed(reason: BookingPassed, voice: Voice) -> str:
    return told(voice, _TOPIC, "overdue.booked", when=voice.when(reason.at))


@shortly(WindowPassed)
def window_passed(reason: WindowPassed, voice: Voice) -> str:
    return told(voice, _TOPIC, "overdue.window", closes=voice.minute(reason.closes))


@shortly(LaterStepDone)
def later_step_done(_reason: LaterStepDone, voice: Voice) -> str:
    return told(voice, _TOPIC, "overdue.later")


@shortly(StepLost)
def step_lost(_reason: StepLost, voice: Voice) -> str:
    return told(voice, _TOPIC, "lost")


@shortly(LastWorkingTime)
def last_working_time(reason: LastWorkingTime, voice: Voice) -> str:
    return told(voice, _TOPIC, "window_closes", closes=voice.day(reason.closes_on))


@shortly(DoneOutsideWindow)
def done_outside_window(reason: DoneOutsideWindow, voice: Voice) -> str:
    far = say_beyond(reason.at, reason.limit, voice.zone, voice.language)
    message = "done.before" if reason.early else "done.after"
    return with_rule(told(voice, _TOPIC, message, far=far), reason.rule.rule, voice)


@shortly(BookedOutsideWindow)
def booked_outside_window(reason: BookedOutsideWindow, voice: Voice) -> str:
    """What the path asks for next to the step: `lymphodepletion starts on Day −5`."""
    nearest = reason.because[-1]
    if not isinstance(nearest, LinkBinds):
        return say(nearest, voice)
    return with_rule(link_words(nearest.rule.rule, voice), nearest.rule.rule, voice)


@shortly(CannotHold)
def cannot_hold(reason: CannotHold, voice: Voice) -> str:
    others = listed((say(one, voice) for one in reason.against), voice)
    return told(voice, _TOPIC, "cannot_hold", others=apart(others, voice))


@shortly(NoTimeLeft, NoSlotLeft, SiteClosedThen)
def no_time_left(reason: NoTimeLeft | NoSlotLeft | SiteClosedThen, voice: Voice) -> str:
    return told(voice, _TOPIC, "no_time_left", step=voice.step(reason.step))


@shortly(WindowGone)
def window_gone(reason: WindowGone, voice: Voice) -> str:
    step, closes = voice.step(reason.step), voice.minute(reason.closes)
    return told(voice, _TOPIC, "window_gone", step=step, closes=closes)


@shortly(HeldUp)
def held_up(reason: HeldUp, voice: Voice) -> str:
    """That it is not done is clear from what is asked; that something waits is not."""
    if isinstance(reason.missing, NotRecordedAsDone | NotBooked):
        return told(voice, _TOPIC, "waits", step=voice.step(reason.step))
    return say_shortly(reason.missing, voice)


@shortly(HoldStands)
def hold_stands(reason: HoldStands, voice: Voice) -> str:
    """`pregnancy test of 21 Jul (f9) positive (HOLD-pregnancy)`."""
    return with_rule(said_records(reason.records, voice), reason.stated.rule, voice)


@shortly(TestTooOld)
def test_too_old(reason: TestTooOld, voice: Voice) -> str:
    said = told(
        voice,
        _TOPIC,
        "too_old",
        taken=voice.when(reason.taken.at),
        step=voice.step(reason.step),
        when=voice.when(reason.at),
    )
    return with_rule(said, reason.rule, voice)


@shortly(ResultAwaited)
def result_awaited(reason: ResultAwaited, voice: Voice) -> str:
    within = say_quantity(reason.within, voice.language)
    return told(voice, _TOPIC, "awaited", within=within, taken=voice.when(reason.taken.at))


@shortly(DoneTwice)
def done_twice(reason: DoneTwice, voice: Voice) -> str:
    times = joined((say(one, voice) for one in reason.times), "times", voice, "records")
    return told(voice, _TOPIC, "twice", step=voice.step(reason.step), times=times)


@shortly(Outgrown)
def outgrown(reason: Outgrown, voice: Voice) -> str:
    step = voice.step(reason.step)
    return told(voice, _TOPIC, "outgrown", years=reason.years, step=step)


@shortly(FindingUnknown)
def finding_unknown(reason: FindingUnknown, voice: Voice) -> str:
    return told(voice, _TOPIC, "finding_unknown", step=voice.step(reason.step))


@shortly(UnitUnread)
def unit_unread(reason: UnitUnread, voice: Voice) -> str:
    return told(voice, _TOPIC, "unit_unread", unit=reason.record.unit)


@shortly(FactUnread)
def fact_unread(reason: FactUnread, voice: Voice) -> str:
    return told(voice, _TOPIC, "unread", name=reason.name, fact=reason.fact)


@shortly(ChildbearingUnknown)
def childbearing_unknown(_reason: ChildbearingUnknown, voice: Voice) -> str:
    return told(voice, _TOPIC, "childbearing")


@shortly(PopulationUnknown)
def population_unknown(reason: PopulationUnknown, voice: Voice) -> str:
    population = population_called(reason.population, voice.protocol, voice.language)
    return told(voice, _TOPIC, "population", population=population)


@shortly(WaysClosed)
def ways_closed(reason: WaysClosed, voice: Voice) -> str:
    """All of them are listed where the cause is told as a whole."""
    if not reason.open:
        return with_rule(told(voice, _TOPIC, "ways.none_left"), reason.group, voice)
    rules, message = (reason.closed, "ways.closed") if reason.closed else (reason.open, "ways.open")
    titles = joined((criterion_title(rule, voice) for rule in rules), "semicolon", voice)
    return with_rule(told(voice, _TOPIC, message, ways=titles), reason.group, voice)
