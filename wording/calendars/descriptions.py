"""What stands below an entry's title, in words."""

from collections.abc import Iterable
from datetime import timedelta

from models.moments import Minute, at_zone, local_day, start_of
from models.reasons.calendar.descriptions import (
    BookingAtRisk,
    ClearFrom,
    ClosedBy,
    DateAlone,
    DateComputed,
    DatesWillCome,
    LengthByDefault,
    NotBeforeWhy,
    NothingMorePlanned,
    OpenedBy,
    SomeTestExpires,
    SubjectsWillCome,
    TestCountsOn,
    TestExpires,
    WaitsForBooking,
    WindowByDefault,
    WindowDays,
    WindowSpan,
)
from models.reasons.calendar.rules import CitedRule
from wording.calendars.feeds import feed_words
from wording.calendars.titles import numbered_step
from wording.saying import say, says
from wording.sentences import listed
from wording.sources import say_source
from wording.voice import Voice


@says(DateComputed)
def date_computed(_reason: DateComputed, voice: Voice) -> str:
    return voice.words("feeds")("about.date_computed")


@says(BookingAtRisk)
def booking_at_risk(reason: BookingAtRisk, voice: Voice) -> str:
    return voice.words("feeds")("about.at_risk", because=say(reason.because, voice))


@says(WaitsForBooking)
def waits_for_booking(reason: WaitsForBooking, voice: Voice) -> str:
    words, title = voice.words("feeds"), numbered_step(reason.step, reason.time, voice)
    if reason.not_before is None:
        return words("about.waits", title=title)
    day = feed_words(voice.language).say_day(reason.not_before, year=True)
    return words("about.not_before_and_waits", title=title, day=day)


@says(WindowSpan)
def window_span(reason: WindowSpan, voice: Voice) -> str:
    opens = None if reason.opens is None else _opening(reason.opens, voice)
    closes = None if reason.closes is None else _closing(reason.closes, voice)
    return _window(opens, closes, voice)


@says(WindowDays)
def window_days(reason: WindowDays, voice: Voice) -> str:
    days = feed_words(voice.language)
    opens = None if reason.opens is None else days.say_day(reason.opens, year=True)
    return _window(opens, days.say_day(reason.closes, year=True), voice)


def _window(opens: str | None, closes: str | None, voice: Voice) -> str:
    words = voice.words("feeds")
    if closes is None:
        return words("about.window_opens", opens=opens)
    if opens is None:
        return words("about.window_closes", closes=closes)
    return words("about.window", opens=opens, closes=closes)


def _opening(minute: Minute, voice: Voice) -> str:
    """A day, with its time unless it is the day's first minute."""
    day = local_day(minute, voice.zone)
    said = feed_words(voice.language).say_day(day, year=True)
    return said if minute == start_of(day, voice.zone) else f"{said} {_clock(minute, voice)}"


def _closing(minute: Minute, voice: Voice) -> str:
    """A day, with its time unless it is the day's last minute."""
    day = local_day(minute, voice.zone)
    said = feed_words(voice.language).say_day(day, year=True)
    whole = minute == start_of(day + timedelta(days=1), voice.zone) - 1
    return said if whole else f"{said} {_clock(minute, voice)}"


def _clock(minute: Minute, voice: Voice) -> str:
    return at_zone(minute, voice.zone).format("HH:mm")


@says(OpenedBy)
def opened_by(reason: OpenedBy, voice: Voice) -> str:
    return voice.words("feeds")("about.opened_by", rules=_cited_all(reason.rules, voice))


@says(ClosedBy)
def closed_by(reason: ClosedBy, voice: Voice) -> str:
    return voice.words("feeds")("about.closed_by", rules=_cited_all(reason.rules, voice))


@says(NotBeforeWhy)
def not_before_why(reason: NotBeforeWhy, voice: Voice) -> str:
    return voice.words("feeds")("about.why", because=say(reason.because, voice))


@says(TestCountsOn)
def test_counts_on(reason: TestCountsOn, voice: Voice) -> str:
    days = feed_words(voice.language)
    return voice.words("feeds")(
        "about.test_counts_on",
        rule=_cited(reason.rule, voice),
        first=days.say_day(reason.first, year=True),
        last=days.say_day(reason.last, year=True),
    )


@says(ClearFrom)
def clear_from(reason: ClearFrom, voice: Voice) -> str:
    moment = _opening(reason.minute, voice)
    return voice.words("feeds")("about.clear_from", rule=_cited(reason.rule, voice), moment=moment)


@says(TestExpires)
def test_expires(reason: TestExpires, voice: Voice) -> str:
    return voice.words("feeds")(
        "about.test_expires",
        rule=_cited(reason.rule, voice),
        title=numbered_step(reason.step, reason.time, voice),
        day=feed_words(voice.language).say_day(reason.day, year=True),
    )


@says(SomeTestExpires)
def some_test_expires(reason: SomeTestExpires, voice: Voice) -> str:
    return voice.words("feeds")(
        "about.some_test_expires",
        title=numbered_step(reason.step, reason.time, voice),
        day=feed_words(voice.language).say_day(reason.day, year=True),
    )


@says(LengthByDefault)
def length_by_default(reason: LengthByDefault, voice: Voice) -> str:
    return voice.words("feeds").counted("about.length_by_default", reason.minutes)


@says(DateAlone)
def date_alone(_reason: DateAlone, voice: Voice) -> str:
    return voice.words("feeds")("about.date_alone")


@says(WindowByDefault)
def window_by_default(_reason: WindowByDefault, voice: Voice) -> str:
    return voice.words("feeds")("about.window_by_default")


@says(DatesWillCome)
def dates_will_come(_reason: DatesWillCome, voice: Voice) -> str:
    return voice.words("feeds")("about.dates_will_come")


@says(NothingMorePlanned)
def nothing_more_planned(_reason: NothingMorePlanned, voice: Voice) -> str:
    return voice.words("feeds")("about.nothing_more_planned")


@says(SubjectsWillCome)
def subjects_will_come(_reason: SubjectsWillCome, voice: Voice) -> str:
    return voice.words("feeds")("about.subjects_will_come")


def _cited(rule: CitedRule, voice: Voice) -> str:
    """`EX-03.5 (NCT04684147 exclusion 3.5)`; the rule alone where nothing states it."""
    if rule.source is None:
        return rule.rule
    by_default = voice.words("sources")("site_default")
    source = by_default if rule.site_default else say_source(rule.source, voice.language)
    return voice.words("feeds")("about.cited", rule=rule.rule, source=source)


def _cited_all(rules: Iterable[CitedRule], voice: Voice) -> str:
    return listed((_cited(rule, voice) for rule in rules), voice)
