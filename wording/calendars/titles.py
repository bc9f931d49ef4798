"""What an entry is called, in words."""

from models.moments import at_zone
from models.reasons.calendar.titles import (
    NobodyHasDates,
    NoDateFixed,
    NoLongerApplies,
    SomeTestCountsUntil,
    SomeWashoutOver,
    TestCountsUntil,
    TimelineClosed,
    VisitTitle,
    WashoutEndsAt,
    WashoutOverFrom,
    WindowTitle,
)
from wording.calendars.feeds import feed_words
from wording.saying import say, says
from wording.sentences import listed
from wording.voice import Voice


@says(VisitTitle)
def visit_title(reason: VisitTitle, voice: Voice) -> str:
    return voice.words("feeds")(
        "title.visit",
        subject=reason.subject,
        title=numbered_step(reason.step, reason.time, voice),
        number=_day_number(reason.step, voice, reason.day),
        state=feed_words(voice.language).states[reason.state],
    )


@says(WindowTitle)
def window_title(reason: WindowTitle, voice: Voice) -> str:
    words = voice.words("feeds")
    said = _days_of_a_window(reason, voice)
    return words("title.overdue", title=said) if reason.overdue else said


def _days_of_a_window(reason: WindowTitle, voice: Voice) -> str:
    days, words = feed_words(voice.language), voice.words("feeds")
    last = days.say_day(reason.closes)
    named = {
        "subject": reason.subject,
        "title": numbered_step(reason.step, reason.time, voice),
        "number": _day_number(reason.step, voice),
    }
    if reason.opens is None:
        return words("title.last_day", **named, last=last)
    if reason.opens == reason.closes:
        return words("title.window_of_one_day", **named, last=last)
    span = days.say_days(reason.opens, reason.closes)
    return words("title.window", **named, span=span, last=last)


@says(WashoutEndsAt)
def washout_ends_at(reason: WashoutEndsAt, voice: Voice) -> str:
    return voice.words("feeds")(
        "title.washout_ends",
        subject=reason.subject,
        rules=listed(reason.rules, voice),
        time=at_zone(reason.at, voice.zone).format("HH:mm"),
    )


@says(WashoutOverFrom)
def washout_over_from(reason: WashoutOverFrom, voice: Voice) -> str:
    return voice.words("feeds")(
        "title.washout_over",
        subject=reason.subject,
        rules=listed(reason.rules, voice),
        day=feed_words(voice.language).say_day(reason.day),
    )


@says(SomeWashoutOver)
def some_washout_over(reason: SomeWashoutOver, voice: Voice) -> str:
    day = feed_words(voice.language).say_day(reason.day)
    return voice.words("feeds")("title.some_washout_over", subject=reason.subject, day=day)


@says(TestCountsUntil)
def test_counts_until(reason: TestCountsUntil, voice: Voice) -> str:
    return voice.words("feeds")(
        "title.test_counts",
        subject=reason.subject,
        rule=reason.rule,
        title=numbered_step(reason.step, reason.time, voice),
        day=feed_words(voice.language).say_day(reason.day),
    )


@says(SomeTestCountsUntil)
def some_test_counts_until(reason: SomeTestCountsUntil, voice: Voice) -> str:
    return voice.words("feeds")(
        "title.some_test_counts",
        subject=reason.subject,
        title=numbered_step(reason.step, reason.time, voice),
        day=feed_words(voice.language).say_day(reason.day),
    )


@says(NoDateFixed)
def no_date_fixed(reason: NoDateFixed, voice: Voice) -> str:
    return voice.words("feeds")("title.no_date_fixed", subject=reason.subject)


@says(TimelineClosed)
def timeline_closed(reason: TimelineClosed, voice: Voice) -> str:
    return voice.words("feeds")("title.timeline_closed", subject=reason.subject)


@says(NobodyHasDates)
def nobody_has_dates(reason: NobodyHasDates, voice: Voice) -> str:
    return voice.words("feeds")("title.nobody_has_dates", whose=reason.whose)


@says(NoLongerApplies)
def no_longer_applies(reason: NoLongerApplies, voice: Voice) -> str:
    return voice.words("feeds")("title.no_longer_applies", title=say(reason.title, voice))


def numbered_step(step: str, time: int, voice: Voice) -> str:
    """The protocol's title of a step, as it may be told; `second apheresis` if it is."""
    return feed_words(voice.language).numbered(voice.step(step), time)


def _day_number(step: str, voice: Voice, counted: int | None = None) -> str:
    """`(D−5)`: as it was counted where that is said, else as the protocol plans it."""
    known = voice.protocol.step_by_id.get(step)
    planned = None if known is None else known.day
    return feed_words(voice.language).say_day_number(planned if counted is None else counted)
